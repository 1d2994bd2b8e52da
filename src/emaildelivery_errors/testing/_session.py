"""Session: one client's conversation with the server, without sockets and threads.

Each command has a method `on_...` that changes the state and returns the reply. A server that
behaves in a way of its own overrides them.
"""

import base64
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING, Final, cast

import attrs

from ._faults import Situation

if TYPE_CHECKING:
    from ._server import SMTPServer

__all__ = ["Message", "Session"]

GO_ON: Final = "354 "


@attrs.frozen
class Message:
    """A message that the server has taken, with its envelope.

    `raw`: the octets as sent, without the stuffing of full stops (RFC 5321 section 4.5.2).
    `login`: the user who was logged in.
    """

    sender: str
    recipients: tuple[str, ...]
    raw: bytes = attrs.field(repr=False)
    login: str | None = None

    @property
    def email(self) -> EmailMessage:
        """The message, parsed."""
        return message_from_bytes(self.raw, policy=policy.default)


class Session:
    """The state of a session, and what the server answers in it."""

    def __init__(self, server: "SMTPServer", number: int, *, tls: bool) -> None:
        self.server = server
        self.number = number
        self.tls = tls
        self.login: str | None = None
        self.sender: str | None = None
        self.recipients: list[str] = []
        # What an answer to a challenge of AUTH goes to.
        self.challenged: Callable[[str], str] | None = None

    def reset(self) -> None:
        """Forget the transaction."""
        self.sender = None
        self.recipients = []

    def situation(self, stage: str, argument: str) -> Situation:
        """Return what a fault is chosen by."""
        return Situation(
            stage,
            self.login,
            address_of(argument) if stage == "MAIL" else self.sender,
            address_of(argument) if stage == "RCPT" else None,
            tuple(self.recipients),
        )

    def answer(self, verb: str, argument: str) -> str:
        """Return the reply to a command, any but DATA's content."""
        handlers: dict[str, Callable[[str], str]] = {
            "EHLO": self.on_ehlo,
            "HELO": self.on_helo,
            "STARTTLS": self.on_starttls,
            "AUTH": self.on_auth,
            "MAIL": self.on_mail,
            "RCPT": self.on_rcpt,
            "DATA": self.on_data,
            "RSET": self.on_rset,
            "NOOP": lambda _: "250 2.0.0 Ok",
            "VRFY": lambda _: "252 2.5.0 Send some mail, and see",
            "QUIT": lambda _: "221 2.0.0 Bye",
        }
        handler = handlers.get(verb)
        return "500 5.5.1 Command not recognised" if handler is None else handler(argument)

    def on_connect(self) -> str:
        """Return the greeting."""
        return f"220 {self.server.hostname} ESMTP"

    def keywords(self) -> list[str]:
        """Return what EHLO offers."""
        offered = [f"SIZE {self.server.max_size}", "8BITMIME", "SMTPUTF8", "PIPELINING"]
        offered.append("ENHANCEDSTATUSCODES")
        if self.server.tls is not None and not self.tls:
            offered.append("STARTTLS")
        return [*offered, f"AUTH {' '.join(self.mechanisms())}"]

    def mechanisms(self) -> list[str]:
        """Return the mechanisms of AUTH."""
        return ["PLAIN", "LOGIN"]

    def on_ehlo(self, _: str) -> str:
        """Greet the client and forget what was before."""
        self.reset()
        *lines, last = [self.server.hostname, *self.keywords()]
        return "\r\n".join([*(f"250-{line}" for line in lines), f"250 {last}"])

    def on_helo(self, _: str) -> str:
        """Greet an old client."""
        self.reset()
        return f"250 {self.server.hostname}"

    def on_starttls(self, _: str) -> str:
        """Allow the handshake, which the connection makes after a 220."""
        if self.server.tls is None:
            return "502 5.5.1 TLS is not offered"
        if self.tls:
            return "503 5.5.1 TLS is active already"
        return "220 2.0.0 Ready to start TLS"

    def on_auth(self, argument: str) -> str:
        """Begin a login (RFC 4954 section 4)."""
        mechanism, _, initial = argument.partition(" ")
        if self.login is not None:
            return "503 5.5.1 Logged in already"
        if mechanism.upper() == "PLAIN":
            return self.on_plain(initial) if initial else self.challenge("", self.on_plain)
        if mechanism.upper() == "LOGIN":
            return self.on_login(initial) if initial else self.challenge("Username:", self.on_login)
        return "504 5.5.4 Mechanism not offered"

    def challenge(self, text: str, then: Callable[[str], str]) -> str:
        """Ask for more; the client's next line goes to `then`."""
        self.challenged = then
        return f"334 {base64.b64encode(text.encode()).decode()}"

    def on_challenged(self, line: str) -> str:
        """Take the client's answer to a challenge."""
        then, self.challenged = self.challenged, None
        if line == "*" or then is None:
            return "501 5.7.0 Login cancelled"
        return then(line)

    def on_plain(self, encoded: str) -> str:
        """Take the answer of PLAIN (RFC 4616)."""
        parts = decoded(encoded).split("\0")
        if len(parts) != 3:  # noqa: PLR2004
            return "501 5.5.2 Not in the form of PLAIN"
        return self.on_credentials(parts[1], parts[2])

    def on_login(self, encoded: str) -> str:
        """Take the user name of LOGIN."""
        user = decoded(encoded)
        return self.challenge("Password:", lambda line: self.on_credentials(user, decoded(line)))

    def on_credentials(self, user: str, password: str) -> str:
        """Judge a user name and password."""
        users = self.server.users
        if users is not None and users.get(user) != password:
            return "535 5.7.8 Authentication credentials not accepted"
        self.login = user
        return "235 2.7.0 Ok"

    def on_mail(self, argument: str) -> str:
        """Begin a transaction."""
        if self.server.login_required and self.login is None:
            return "530 5.7.0 Authentication required"
        if self.sender is not None:
            return "503 5.5.1 There is a sender already"
        sender = address_of(argument)
        if sender is None:
            return "501 5.5.4 MAIL FROM:<address>"
        size = size_of(argument)
        if size is not None and size > self.server.max_size:
            return "552 5.3.4 Message too large"
        self.sender = sender
        return "250 2.1.0 Ok"

    def on_rcpt(self, argument: str) -> str:
        """Take a recipient."""
        if self.sender is None:
            return "503 5.5.1 MAIL first"
        recipient = address_of(argument)
        if not recipient:
            return "501 5.1.3 RCPT TO:<address>"
        self.recipients.append(recipient)
        return "250 2.1.5 Ok"

    def on_data(self, argument: str) -> str:
        """Ask for the message."""
        if argument:
            return "501 5.5.4 DATA takes no argument"
        if not self.recipients:
            return "503 5.5.1 RCPT first"
        return GO_ON + "End with a full stop on a line of its own"

    def on_message(self, raw: bytes) -> str:
        """Take the message, after the end of data."""
        message = Message(cast("str", self.sender), tuple(self.recipients), raw, self.login)
        self.reset()
        if len(raw) > self.server.max_size:
            return "552 5.3.4 Message too large"
        self.server.take(message)
        return "250 2.0.0 Ok"

    def on_rset(self, _: str) -> str:
        """Drop the transaction."""
        self.reset()
        return "250 2.0.0 Ok"

    def on_timeout(self) -> str:
        """Say why the connection ends."""
        return "421 4.4.2 Timeout"


def address_of(argument: str) -> str | None:
    """Return the address in the argument of MAIL or RCPT, "" for the empty sender."""
    _, bracket, rest = argument.partition("<")
    address, closed, _ = rest.rpartition(">")
    return address if bracket and closed else None


def size_of(argument: str) -> int | None:
    """Return the declared size of MAIL (RFC 1870), in octets."""
    for parameter in argument.rpartition(">")[2].upper().split():
        name, _, value = parameter.partition("=")
        if name == "SIZE" and value.isdecimal():
            return int(value)
    return None


def decoded(encoded: str) -> str:
    """Return the text in Base64, "" if it is none."""
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
    except ValueError:  # binascii.Error among them
        return ""
