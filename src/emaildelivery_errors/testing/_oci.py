"""OCIServer: a small OCI Email Delivery in a box, which answers as its documentation says.

What Oracle documents is what it does; what it does not document (how many bad logins are too many,
how long a client is blocked, what the size of a message counts at which command) is made up, and
says so.
"""

import ssl
import threading
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from email.errors import MessageError
from typing import Final

from .._catalog import CATALOG
from ._faults import octets
from ._server import SMTPServer
from ._session import Message, Session, address_of, decoded, size_of

__all__ = ["OCIServer"]

_BYTES_PER_EMAIL: Final = 2 * 1024 * 1024
_LONGEST_HEADER: Final = 256 * 1024
_MINUTE: Final = 60.0
_DAY: Final = 24 * 60 * 60.0


def _said(key: str, **values: object) -> str:
    return octets(CATALOG[key].reply(**values)).decode().rstrip("\r\n")


class _OCISession(Session):
    server: "OCIServer"

    def on_connect(self) -> str:
        if self.server.is_blocked():
            return _said("oci.too_many_auth_failures")
        if not self.server.enter(self.number):
            return _said("oci.too_many_connections")
        return super().on_connect()

    def keywords(self) -> list[str]:
        # What a tenancy may send more is not told.
        _, *others = super().keywords()
        return [f"SIZE {_BYTES_PER_EMAIL}", *others]

    def answer(self, verb: str, argument: str) -> str:
        if verb == "QUIT":
            self.server.ended(self.number)  # before the client hears of it
        return super().answer(verb, argument)

    def mechanisms(self) -> list[str]:
        return ["PLAIN"]

    def on_auth(self, argument: str) -> str:
        if self.server.is_blocked():
            return _said("oci.too_many_auth_failures")
        if self.server.tls_required and not self.tls:
            return _said("subetha.starttls_required")
        mechanism, _, _ = argument.partition(" ")
        if not mechanism:
            return _said("oci.auth_mechanism_mismatch")
        if mechanism.upper() != "PLAIN":
            return _said("oci.auth_method_not_supported")
        return super().on_auth(argument)

    def on_plain(self, encoded: str) -> str:
        text = decoded(encoded)
        if not text:
            return _said("oci.auth_not_base64")
        if "\0" not in text:
            return _said("oci.auth_no_nul")
        if text.count("\0") == 1:
            return _said("oci.auth_no_second_nul")
        _, user, password = text.split("\0", 2)
        return self.on_credentials(user, password)

    def on_credentials(self, user: str, password: str) -> str:
        if (user, password) != (self.server.user, self.server.password):
            self.server.count_failure()
            return _said("oci.credentials_invalid")
        self.login = user
        return "235 Ok"

    def on_mail(self, argument: str) -> str:
        if self.login is None:
            return _said("oci.authentication_required")
        sender = address_of(argument)
        if sender is not None and not _is_address(sender):
            return _said("oci.invalid_address", address=sender)
        if sender is not None and not self.server.approves(sender):
            self.server.count_failure()
            return _said("oci.sender_not_authorized", address=sender)
        size = size_of(argument)
        if size is not None and size > self.server.max_size:
            return _said("oci.message_too_large")
        return super().on_mail(argument)

    def on_rcpt(self, argument: str) -> str:
        if self.login is None:
            return _said("oci.authentication_required")
        recipient = address_of(argument) or ""
        if not _is_address(recipient):
            return _said("oci.invalid_address", address=recipient)
        if self.server.suppresses(recipient):
            return _said("oci.suppressed", user=self.login, recipient=recipient)
        over = self.server.over_limit(len(self.recipients) + 1)
        return over or super().on_rcpt(argument)

    def on_data(self, argument: str) -> str:
        if self.login is None:
            return _said("oci.authentication_required")
        return super().on_data(argument) if self.recipients else _said("oci.need_rcpt")

    def on_message(self, raw: bytes) -> str:
        emails = len(self.recipients) * max(1, -(-len(raw) // _BYTES_PER_EMAIL))
        refusal = self._refusal(raw) or self.server.charge(emails)
        if refusal is not None:
            self.reset()
            return refusal
        super().on_message(raw)
        return "250 Ok"

    def _refusal(self, raw: bytes) -> str | None:
        if len(raw) > self.server.max_size:
            return _said("oci.message_too_large")
        header = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        message = Message(self.sender or "", tuple(self.recipients), raw)
        try:
            fields = message.email.get_all("From", [])
            authors = [author.addr_spec for field in fields for author in field.addresses]
        except (MessageError, AttributeError, ValueError, IndexError):
            return _said("oci.message_parse_error")
        if not message.email.keys() or len(header) > _LONGEST_HEADER:
            return _said("oci.message_parse_error")
        for author in authors:
            if not self.server.approves(author):
                self.server.count_failure()
                address = author.encode("utf-8", "backslashreplace").decode()
                return _said("oci.sender_not_authorized", address=address)
        return None

    def on_timeout(self) -> str:
        return _said("oci.session_timeout")


def _is_address(address: str) -> bool:
    local, at, domain = address.rpartition("@")
    return bool(local and at and domain) and not any(c.isspace() or c in "<>" for c in address)


class OCIServer(SMTPServer):
    """A small OCI: login first, approved senders, a suppression list, limits, and a clock.

    `user`, `password`: the SMTP credentials.
    `approved_senders`, `suppressed`: sets of addresses, which a test may change.
    `limit_per_minute`, `limit_per_day`: emails; those of a trial by default. Each recipient counts,
    once for each started 2 MB.
    `tls_required`: ask for STARTTLS before the login. Oracle does; the default spares a test the
    certificate.
    `max_size`: of a message, in octets. EHLO says 2 MB always, as OCI's does.
    `max_failures`: bad logins, or senders that are not approved, before the client is blocked.
    `blocked_for`: how long. Oracle documents neither number.
    `max_connections`: at once; `None` for any number. The documentation has no number.

    Time goes on only in `move_clock`, so a test does not wait for a minute to pass.
    """

    session_class: type[Session] = _OCISession

    def __init__(  # noqa: PLR0913, settings
        self,
        *,
        user: str = "ocid1.user.oc1..example@ocid1.tenancy.oc1..example.ab.com",
        password: str = "secret",  # noqa: S107, of a test
        approved_senders: Iterable[str] = ("sender@example.com",),
        suppressed: Iterable[str] = (),
        limit_per_minute: int = 10,
        limit_per_day: int = 200,
        max_size: int = _BYTES_PER_EMAIL,
        max_failures: int = 5,
        blocked_for: timedelta = timedelta(minutes=30),
        max_connections: int | None = None,
        tls: ssl.SSLContext | None = None,
        tls_on_connect: bool = False,
        tls_required: bool = False,
        timeout: float | None = None,
        on_message: Callable[[Message], None] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        super().__init__(
            max_size=max_size,
            tls=tls,
            tls_on_connect=tls_on_connect,
            timeout=timeout,
            on_message=on_message,
            hostname="smtp.email.example.oci.oraclecloud.com",
            host=host,
            port=port,
        )
        self.user = user
        self.password = password
        self.approved_senders: set[str] = set(approved_senders)
        self.suppressed: set[str] = set(suppressed)
        self.limit_per_minute = limit_per_minute
        self.limit_per_day = limit_per_day
        self.max_failures = max_failures
        self.blocked_for = blocked_for
        self.max_connections = max_connections
        self.tls_required = tls_required
        self._counts_lock = threading.Lock()
        self._clock = time.time()
        self._counts: list[tuple[float, int]] = []
        self._failures: list[float] = []
        self._blocked_until = 0.0
        self._admitted: set[int] = set()

    def move_clock(self, by: float | timedelta) -> None:
        """Let time pass: seconds, or a `timedelta`."""
        with self._counts_lock:
            self._clock += by.total_seconds() if isinstance(by, timedelta) else by

    def reset(self) -> None:
        """Forget what happened, and what was counted; the settings stay."""
        super().reset()
        with self._counts_lock:
            self._counts.clear()
            self._failures.clear()
            self._blocked_until = 0.0

    def approves(self, sender: str) -> bool:
        """Tell whether mail may be sent from an address."""
        return sender.lower() in map(str.lower, self.approved_senders)

    def suppresses(self, recipient: str) -> bool:
        """Tell whether a recipient is on the suppression list."""
        return recipient.lower() in map(str.lower, self.suppressed)

    def over_limit(self, emails: int) -> str | None:
        """Return the refusal if so many emails more are too many, of the minute or the day."""
        with self._counts_lock:
            return self._over_limit(emails)

    def charge(self, emails: int) -> str | None:
        """Count emails that are to be accepted, or return the refusal if they are too many."""
        with self._counts_lock:
            refusal = self._over_limit(emails)
            if refusal is None:
                self._counts.append((self._clock, emails))
            return refusal

    def _over_limit(self, emails: int) -> str | None:
        for key, period, limit in (
            ("oci.rate_per_minute", _MINUTE, self.limit_per_minute),
            ("oci.rate_per_day", _DAY, self.limit_per_day),
        ):
            since = self._clock - period
            counted = sum(count for when, count in self._counts if when > since)
            if counted + emails > limit:
                return _said(key, limit=limit)
        return None

    def count_failure(self) -> None:
        """Count a bad login or a sender that is not approved."""
        with self._counts_lock:
            since = self._clock - self.blocked_for.total_seconds()
            self._failures = [when for when in self._failures if when > since] + [self._clock]
            if len(self._failures) >= self.max_failures:
                self._blocked_until = self._clock + self.blocked_for.total_seconds()
                self._failures.clear()

    def is_blocked(self) -> bool:
        """Tell whether the client may not log in for a time."""
        with self._counts_lock:
            return self._clock < self._blocked_until

    def enter(self, number: int) -> bool:
        """Admit a session, or tell that there are too many."""
        with self._counts_lock:
            if self.max_connections is not None and len(self._admitted) >= self.max_connections:
                return False
            self._admitted.add(number)
            return True

    def ended(self, number: int) -> None:
        """Hear that a session has ended, or said goodbye."""
        with self._counts_lock:
            self._admitted.discard(number)
