"""The steps from a host's name to a message sent, and what became of each. Prints nothing.

Each step has a time of its own, whatever the server does: connections are made within it, and
replies are read with what is left of it. Imports sockets, TLS and `smtplib`.
"""

import base64
import queue
import re
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, make_msgid
from typing import Any, Final, Literal

import attrs

from .._endpoint import provider_of
from ..clients import from_exception, translate_errors
from ..clients._making import failure, refusal
from ..clients.smtplib import SMTP
from ..errors import DeliveryError, TLSError

__all__ = ["Plan", "Status", "Step", "examine"]

Status = Literal["ok", "warning", "failed", "skipped"]

# What a stage of a session has found out: the sentence that says so, and its values.
_Finding = tuple[str, Mapping[str, str]]

_TLS_FROM_START: Final = 465
_RELAY_PORT: Final = 25
_MOST_ADDRESSES: Final = 8
_MOST_EXCHANGERS: Final = 3
_LONGEST_REPLY: Final = 16 * 1024
_CHUNK: Final = 4096
_DEFAULT_SIZE: Final = "2097152"

_GREETED: Final = 220
_LOGGED_IN: Final = 235
_OK: Final = 250
_FORWARDED: Final = 251  # RFC 5321 section 3.4: the recipient is taken


@attrs.frozen
class Plan:
    """What to examine, and how far.

    `ports`: one or several; `tls_from_start` makes each of them like 465.
    `context`: whom to trust, and which versions of TLS.
    `seconds`: for each step.
    `user`, `sender`, `recipient`: `None` leaves out what needs them.
    `send_test`: send a message. Nothing is sent without it.
    """

    host: str
    ports: Sequence[int]
    context: ssl.SSLContext
    tls_from_start: bool = False
    seconds: float = 10.0
    user: str | None = None
    password: str = attrs.field(default="", repr=False)
    sender: str | None = None
    recipient: str | None = None
    send_test: bool = False


@attrs.frozen
class Step:
    """What became of a step.

    `says`: the name of a sentence, with its `values`; "" where the error says all.
    """

    name: str
    status: Status
    port: int | None = None
    says: str = ""
    values: Mapping[str, str] = attrs.field(factory=dict[str, str])
    error: DeliveryError | None = None


def examine(plan: Plan) -> Iterator[Step]:
    """Yield the steps as they happen. A step that cannot be made any more is skipped."""
    with ExitStack() as stack:
        addresses = yield from _name(plan)
        connections = yield from _connections(plan, addresses, stack)
        sessions = [_Session(plan, port, connection) for port, connection in connections.items()]
        for session in sessions:
            stack.callback(session.close)
        chosen = yield from _introductions(sessions)
        yield from _transactions(plan, chosen)
        if chosen is not None:
            chosen.leave()
    yield from _exchangers(plan)


def _name(plan: Plan) -> Generator[Step, None, list[str]]:
    try:
        addresses = _look_up(plan.host, plan.seconds)
    except DeliveryError as error:
        yield Step("name", "failed", error=error)
        return []
    says = "name" if provider_of(plan.host) else "name_of_other"
    values = {"host": plan.host, "addresses": ", ".join(addresses)}
    yield Step("name", "ok", says=says, values=values)
    return addresses


def _connections(
    plan: Plan, addresses: Sequence[str], stack: ExitStack
) -> Generator[Step, None, dict[int, socket.socket]]:
    connections: dict[int, socket.socket] = {}
    error: DeliveryError | None = None
    for port in plan.ports if addresses else ():
        try:
            connection = _connect(addresses, port, plan.seconds)
        except DeliveryError as caught:
            error = caught
            if len(plan.ports) > 1:
                yield Step("connection", "warning", port, "unreachable", error=error)
        else:
            connections[port] = stack.enter_context(connection)
            yield Step("connection", "ok", port, "reachable")
    if not addresses:
        yield Step("connection", "skipped", says="after_failure")
    elif not connections:
        only = plan.ports[0] if len(plan.ports) == 1 else None
        yield Step("connection", "failed", only, error=error)
    return connections


def _introductions(sessions: Sequence["_Session"]) -> Generator[Step, None, "_Session | None"]:
    """Greet, start TLS and ask what is offered, on each port; return the first good session.

    The login is tried there alone: each that fails counts towards a block of the IP address.
    """
    chosen: _Session | None = None
    for session in sessions:
        ok = True
        for name, stage in session.introduction():
            if ok:
                step = session.attempt(name, stage)
                ok = step.status == "ok"
            else:
                step = Step(name, "skipped", session.port, "after_failure")
            yield step
        if ok and chosen is None:
            chosen = session
        else:
            session.leave()
    if not sessions:
        for name in ("greeting", "tls", "keywords"):
            yield Step(name, "skipped", says="after_failure")
    return chosen


def _transactions(plan: Plan, session: "_Session | None") -> Iterator[Step]:
    """Log in, try sender and recipient, and send: each needs the one before, if it was wanted."""
    sender = plan.sender or ""
    recipient = plan.recipient or sender
    no_sender = None if plan.sender else "no_sender"
    stages: list[tuple[str, str | None, Callable[[_Session], _Finding]]] = [
        ("login", None if plan.user else "no_user", lambda s: s.log_in(plan)),
        ("sender", no_sender, lambda s: s.try_sender(sender)),
        (
            "recipient",
            no_sender if plan.recipient else "no_recipient",
            lambda s: s.try_recipient(sender, recipient),
        ),
        (
            "message",
            None if plan.send_test else "not_asked_for",
            lambda s: s.send_message_to(sender, recipient),
        ),
    ]
    for name, not_wanted, stage in stages:
        if not_wanted is not None:
            yield Step(name, "skipped", says=not_wanted)
        elif session is None:
            yield Step(name, "skipped", says="after_failure")
        else:
            step = session.attempt(name, stage)
            yield step
            if step.status == "failed":
                session = None  # the rest needs it


def _exchangers(plan: Plan) -> Iterator[Step]:
    """Ask the mail servers of the recipient's domain. A failure is no more than a warning."""
    if plan.recipient is None:
        yield Step("mx", "skipped", says="no_recipient")
        return
    domain = plan.recipient.rpartition("@")[2]
    try:
        exchangers = _exchangers_of(domain, plan.seconds)
    except ImportError:
        yield Step("mx", "skipped", says="no_dnspython")
        return
    except DeliveryError as error:
        yield Step("mx", "warning", says="mx_unknown", values={"domain": domain}, error=error)
        return
    for exchanger in exchangers[:_MOST_EXCHANGERS]:
        values = {"exchanger": exchanger}
        try:
            connection = _connect(_look_up(exchanger, plan.seconds), _RELAY_PORT, plan.seconds)
        except DeliveryError as error:
            yield Step("mx", "warning", _RELAY_PORT, "mx_silent", values, error)
            continue
        asked = attrs.evolve(plan, host=exchanger, tls_from_start=False)
        with connection, closing(_Session(asked, _RELAY_PORT, connection)) as session:
            step = session.attempt("mx", _Session.greet)
            session.leave()
        if step.error is not None:
            yield attrs.evolve(step, status="warning", says="mx_silent", values=values)
        else:
            yield attrs.evolve(step, says="mx", values={**values, **step.values})


def _exchangers_of(domain: str, seconds: float) -> list[str]:
    """Return the mail servers of a domain, the preferred ones first. Raises `DeliveryError`."""
    import dns.exception
    import dns.resolver

    try:
        answer: Iterable[Any] = dns.resolver.resolve(domain, "MX", lifetime=seconds)
    except dns.resolver.NXDOMAIN as exc:
        raise failure(key="iana.5.1.2", exc=exc, command=None) from exc
    except dns.resolver.NoAnswer:
        return [domain]  # RFC 5321 section 5.1: without MX the domain itself
    except dns.exception.DNSException as exc:
        raise failure(key="net.domain_lookup", exc=exc, command=None) from exc
    records = sorted((record.preference, record.exchange.to_text()) for record in answer)
    exchangers = [name.removesuffix(".") for _, name in records]
    if exchangers == [""]:
        null_mx = ValueError(f"{domain} has a null MX (RFC 7505)")
        raise failure(key="iana.5.1.10", exc=null_mx, command=None)
    return exchangers


def _look_up(host: str, seconds: float) -> list[str]:
    """Return the addresses of a host. Raises `DeliveryError`.

    The system's resolver takes no time limit, so a thread asks it, which nobody waits for longer.
    """
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, ValueError) as exc:  # UnicodeError for what cannot be a name
            answers.put(exc)
        else:
            answers.put([str(sockaddr[0]) for *_, sockaddr in found])

    threading.Thread(target=ask, daemon=True, name="look-up").start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        answer = TimeoutError("the name was not answered in time")
    if isinstance(answer, Exception):
        raise failure(key="net.domain_lookup", exc=answer, command="CONNECT") from answer
    return list(dict.fromkeys(answer))[:_MOST_ADDRESSES]


def _connect(addresses: Sequence[str], port: int, seconds: float) -> socket.socket:
    """Connect to the first address that answers, all in that time. Raises `DeliveryError`."""
    refused: list[OSError] = []
    for address in addresses:
        try:
            return socket.create_connection((address, port), seconds / len(addresses))
        except OSError as exc:
            refused.append(exc)
    first = refused[0]
    raise failure(key="net.connection_failed", exc=first, command="CONNECT") from first


class _Session(SMTP):
    """A session on a connection that is there already. Its stages return what they found out.

    They raise what smtplib and the network raise, or `DeliveryError`.
    """

    def __init__(self, plan: Plan, port: int, connection: socket.socket) -> None:
        # The name of this computer would be looked up, which may take long.
        super().__init__(local_hostname=_literal(connection), timeout=plan.seconds)
        self.port = port
        self.secrets: re.Pattern[bytes] | None = None
        self._host = plan.host  # of the certificate, for smtplib's starttls
        self._connection = connection
        self._context = plan.context
        self._from_start = plan.tls_from_start or port == _TLS_FROM_START
        self._seconds = plan.seconds
        self._deadline = 0.0

    def time_left(self) -> float:
        """Return the seconds until the step's end. Raises `TimeoutError` after it."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            msg = "timed out"
            raise TimeoutError(msg)
        return left

    def attempt(self, name: str, stage: Callable[["_Session"], _Finding]) -> Step:
        """Do a step, within its time."""
        self._deadline = time.monotonic() + self._seconds
        connection = self.sock or self._connection
        try:
            with translate_errors():
                with suppress(OSError):  # closed: the stage will tell
                    connection.settimeout(self._seconds)
                says, values = stage(self)
        except DeliveryError as error:
            return Step(name, "failed", self.port, error=error)
        return Step(name, "ok", self.port, says, values)

    def leave(self) -> None:
        """Say goodbye, as far as there is somebody to hear it."""
        if self.sock is not None:
            self.attempt("quit", lambda session: ("", {"text": _words(session.quit()[1])}))
        self.close()

    # --- stages -----------------------------------------------------------------------------

    def introduction(self) -> list[tuple[str, Callable[["_Session"], _Finding]]]:
        """Return the stages before the login, in their order."""
        greet = ("greeting", _Session.greet)
        first = [("tls", _Session.shake_hands), greet]
        if not self._from_start:
            first = [greet, ("tls", _Session.start_tls)]
        return [*first, ("keywords", _Session.ask_keywords)]

    def shake_hands(self) -> _Finding:
        """Start TLS before anything is said."""
        try:
            secured = self._context.wrap_socket(self._connection, server_hostname=self._host)
        except OSError as exc:
            error = from_exception(exc)
            if not isinstance(error, TLSError):
                # Without a frame of smtplib nobody could tell that no message was on its way.
                error = failure("net.tls_unavailable", exc, "CONNECT")
            raise error from exc
        self._connection = secured
        return _tls(secured)

    def greet(self) -> _Finding:
        """Hear the greeting."""
        code, text = self.connect(self._host, self.port)
        self._expect((code, text), "CONNECT", _GREETED)
        return "greeting", {"text": _words(text)}

    def start_tls(self) -> _Finding:
        """Start TLS by STARTTLS."""
        self.starttls(context=self._context)
        return _tls(self.sock)

    def ask_keywords(self) -> _Finding:
        """Ask what is offered; a login by PLAIN is what OCI has, and what is needed."""
        self._expect(self.ehlo(), "EHLO", _OK)
        features = {name.upper(): value.strip() for name, value in self.esmtp_features.items()}
        offered = ", ".join(f"{name} {value}".strip() for name, value in features.items())
        if "PLAIN" not in features.get("AUTH", "").upper().split():
            missing = smtplib.SMTPException(offered)
            raise failure(key="net.no_auth_mechanism", exc=missing, command="EHLO")
        says = "keywords_of_2_mb" if features.get("SIZE") == _DEFAULT_SIZE else "keywords"
        return says, {"keywords": offered}

    def log_in(self, plan: Plan) -> _Finding:
        """Log in by PLAIN, once: smtplib's `login` would go on with other mechanisms."""
        user, password = (
            text.encode("utf-8", "surrogateescape") for text in (plan.user or "", plan.password)
        )
        response = base64.b64encode(b"\0" + user + b"\0" + password)
        # Some servers repeat what they were sent, or what they made of it. The longest first: one
        # may be the beginning of another.
        secrets = sorted((password, base64.b64encode(password), response), key=len, reverse=True)
        self.secrets = re.compile(b"|".join(map(re.escape, secrets)), re.IGNORECASE)
        self._expect(self.docmd("AUTH", f"PLAIN {response.decode()}"), "AUTH", _LOGGED_IN)
        return "login", {}

    def try_sender(self, sender: str) -> _Finding:
        """Begin a message, and drop it."""
        self._begin_message(sender)
        self._drop_message()
        return "sender", {"address": sender}

    def try_recipient(self, sender: str, recipient: str) -> _Finding:
        """Begin a message to a recipient, and drop it."""
        self._begin_message(sender, recipient)
        self._drop_message()
        return "recipient", {"address": recipient}

    def send_message_to(self, sender: str, recipient: str) -> _Finding:
        """Send a message."""
        self._begin_message(sender, recipient)
        answer = self.data(_message(sender, recipient))
        self._expect(answer, ".", _OK, recipient=recipient, sender=sender)
        return "message", {"address": recipient, "text": _words(answer[1])}

    def _begin_message(self, sender: str, recipient: str | None = None) -> None:
        self._expect(self.mail(sender), "MAIL", _OK, sender=sender)
        if recipient is not None:
            answer = self.rcpt(recipient)
            self._expect(answer, "RCPT", _OK, _FORWARDED, recipient=recipient, sender=sender)

    def _drop_message(self) -> None:
        self._expect(self.rset(), "RSET", _OK)

    def _expect(
        self,
        answer: tuple[int, bytes],
        command: str,
        *codes: int,
        recipient: str | None = None,
        sender: str | None = None,
    ) -> None:
        if answer[0] not in codes:
            raise refusal(
                answer,
                self.provider,
                command=command,
                recipient=recipient,
                sender=sender,
                accepted=command == ".",  # by a success that nobody expects, such as 252
            )

    # --- what smtplib does otherwise --------------------------------------------------------

    def close(self) -> None:
        """Close the connection, also one that nothing was said on."""
        super().close()
        self._connection.close()

    def _get_socket(self, *_: object) -> socket.socket:
        return self._connection

    def getreply(self) -> tuple[int, bytes]:
        """Read a reply, within the step's time."""
        if self.file is None and self.sock is not None:
            self.file = _Lines(self, self.sock)
        return super().getreply()


class _Lines:
    """The file that smtplib reads replies from: within a time and a length, and without secrets."""

    def __init__(self, session: _Session, connection: socket.socket) -> None:
        self._session = session
        self._connection = connection
        self._unread = b""
        self._length = 0  # of the reply so far

    def readline(self, limit: int) -> bytes:
        """Return a line. A server that sends octet by octet does not get more time for it."""
        while b"\n" not in self._unread[:limit] and len(self._unread) < limit:
            self._connection.settimeout(self._session.time_left())
            octets = self._connection.recv(_CHUNK)
            if not octets:
                break
            self._unread += octets
        end = self._unread.find(b"\n", 0, limit) + 1 or limit
        line, self._unread = self._unread[:end], self._unread[end:]
        goes_on = line[3:4] == b"-"
        self._length = self._length + len(line) if goes_on else 0
        if self._length > _LONGEST_REPLY:
            return line.ljust(limit)  # smtplib refuses a line that is too long, and closes
        secrets = self._session.secrets
        return line if secrets is None else line[:4] + secrets.sub(b"***", line[4:])

    def close(self) -> None:
        """Nothing: smtplib closes the socket itself."""


def _literal(connection: socket.socket) -> str:
    """Return the address of this end as an argument of EHLO (RFC 5321 section 4.1.3)."""
    try:
        address = str(connection.getsockname()[0])
    except OSError:  # lost already
        address = "127.0.0.1"
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _tls(connection: object) -> _Finding:
    version, cipher = "", ""
    if isinstance(connection, ssl.SSLSocket):
        version, cipher = connection.version() or "", (connection.cipher() or ("",))[0]
    return "tls", {"version": version, "cipher": cipher}


def _words(text: bytes) -> str:
    return text.decode("utf-8", "backslashreplace")


def _message(sender: str, recipient: str) -> bytes:
    message = EmailMessage(SMTP_POLICY)
    message["From"], message["To"] = sender, recipient
    message["Subject"] = "Test message"
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message.set_content("This message was sent by emaildelivery-errors doctor --send-test.\n")
    return message.as_bytes()
