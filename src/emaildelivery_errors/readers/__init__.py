"""Reports of what became of a message: bounces, logs of mail servers, OCI's delivery logs."""

from ._dsn import read_dsn
from ._exim import read_exim
from ._log import read_log
from ._oci_log import read_oci_log
from ._postfix import read_postfix
from ._report import Outcome, Report
from ._sendmail import read_sendmail

__all__ = [
    "Outcome",
    "Report",
    "read_dsn",
    "read_exim",
    "read_log",
    "read_oci_log",
    "read_postfix",
    "read_sendmail",
]
