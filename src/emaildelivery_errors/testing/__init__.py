"""A mail server for tests that fails on demand, and a small OCI in a box.

The fixtures `smtp_server` and `oci_smtp_server` of pytest need no import.
"""

from ._faults import USUAL, Fault, example_values, fault_keys, stage_of
from ._oci import OCIServer
from ._server import Line, SMTPServer
from ._session import Message, Session

__all__ = [
    "USUAL",
    "Fault",
    "Line",
    "Message",
    "OCIServer",
    "SMTPServer",
    "Session",
    "example_values",
    "fault_keys",
    "stage_of",
]
