"""Fixtures of pytest: mail servers on loopback that fail on demand.

A module of its own, so that a run of pytest that does not use them does not import the library.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from emaildelivery_errors.testing import OCIServer, SMTPServer

__all__ = ["oci_smtp_server", "smtp_server"]


@pytest.fixture
def smtp_server() -> Iterator["SMTPServer"]:
    """Run a mail server that takes all mail, and fails on demand: `smtp_server.fail(...)`."""
    from emaildelivery_errors.testing import SMTPServer

    with SMTPServer() as server:
        yield server


@pytest.fixture
def oci_smtp_server() -> Iterator["OCIServer"]:
    """Run a small OCI: login, approved senders, suppression list, limits, a clock."""
    from emaildelivery_errors.testing import OCIServer

    with OCIServer() as server:
        yield server
