"""Other places where an answer stands: HTTP, delivery logs, bounces, logs of mail servers."""

from ._dsn import from_dsn
from ._exim import from_exim
from ._log import read_log
from ._oci_log import from_oci_log
from ._postfix import from_postfix
from ._report import Report
from ._response import from_response, from_suppressed, raise_for_response
from ._sendmail import from_sendmail

__all__ = [
    "Report",
    "from_dsn",
    "from_exim",
    "from_oci_log",
    "from_postfix",
    "from_response",
    "from_sendmail",
    "from_suppressed",
    "raise_for_response",
    "read_log",
]
