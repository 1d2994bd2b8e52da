"""A session of the doctor's: each stage within its time, whatever the server does.

Connections are made before, and replies are read with what is left of the time. Imports `smtplib`.
"""

import base64
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, make_msgid
from typing import Final

from ..clients import from_exception, translate_errors
from ..clients._making import failure, refusal
from ..clients.smtplib import SMTP
from ..errors import DeliveryError, TLSError

__all__ = ["Session", "StageResult"]

# What a stage has found out: the name of the sentence that says so, and its values.
StageResult = tuple[str, Mapping[str, str]]

_LONGEST_REPLY: Final = 16 * 1024
_CHUNK: Final = 4096
_DEFAULT_SIZE: Final = "2097152"

_GREETED: Final = 220
_LOGGED_IN: Final = 235
_OK: Final = 250
_FORWARDED: Final = 251  # RFC 5321 section 3.4: the recipient is taken


class Session(SMTP):
    """A session on a connection that is there already. Its stages return what they found out.

    They raise what smtplib and the network raise, or `DeliveryError`.
    """

    def __init__(  # noqa: PLR0913
        self,
        host: str,
        port: int,
        connection: socket.socket,
        context: ssl.SSLContext,
        *,
        tls_from_start: bool,
        seconds: float,
    ) -> None:
        # The name of this computer would be looked up, which may take long.
        super().__init__(local_hostname=_address_literal(connection), timeout=seconds)
        self.port = port
        self.secrets: re.Pattern[bytes] | None = None
        self._host = host  # of the certificate, for smtplib's starttls
        self._connection = connection
        self._context = context
        self._from_start = tls_from_start
        self.seconds = seconds
        self._deadline = 0.0

    def time_left(self) -> float:
        """Return the seconds until the step's end. Raises `TimeoutError` after it."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            msg = "timed out"
            raise TimeoutError(msg)
        return left

    def attempt(self, stage: Callable[["Session"], StageResult]) -> StageResult:
        """Do a stage, within the time of a step. Raises `DeliveryError`."""
        self._deadline = time.monotonic() + self.seconds
        connection = self.sock or self._connection
        with translate_errors():
            with suppress(OSError):  # closed: the stage will tell
                connection.settimeout(self.seconds)
            return stage(self)

    def leave(self) -> None:
        """Say goodbye, as far as there is somebody to hear it."""
        if self.sock is not None:
            with suppress(DeliveryError):
                self.attempt(Session.say_goodbye)
        self.close()

    # --- stages -----------------------------------------------------------------------------

    def introduction(self) -> list[tuple[str, Callable[["Session"], StageResult]]]:
        """Return the stages before the login, in their order."""
        greet = ("greeting", Session.greet)
        first = [("tls", Session.shake_hands), greet]
        if not self._from_start:
            first = [greet, ("tls", Session.start_tls)]
        return [*first, ("keywords", Session.ask_keywords)]

    def shake_hands(self) -> StageResult:
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

    def greet(self) -> StageResult:
        """Hear the greeting."""
        code, text = self.connect(self._host, self.port)
        self._expect((code, text), "CONNECT", _GREETED)
        return "greeting", {"text": words_of(text)}

    def start_tls(self) -> StageResult:
        """Start TLS by STARTTLS."""
        self.starttls(context=self._context)
        return _tls(self.sock)

    def ask_keywords(self) -> StageResult:
        """Ask what is offered; a login by PLAIN is what OCI has, and what is needed."""
        self._expect(self.ehlo(), "EHLO", _OK)
        features = {name.upper(): value.strip() for name, value in self.esmtp_features.items()}
        offered = ", ".join(f"{name} {value}".strip() for name, value in features.items())
        if "PLAIN" not in features.get("AUTH", "").upper().split():
            missing = smtplib.SMTPException(offered)
            raise failure(key="net.no_auth_mechanism", exc=missing, command="EHLO")
        says = "keywords_of_2_mb" if features.get("SIZE") == _DEFAULT_SIZE else "keywords"
        return says, {"keywords": offered}

    def log_in(self, user: str, password: str) -> StageResult:
        """Log in by PLAIN, once: smtplib's `login` would go on with other mechanisms."""
        name, secret = (text.encode("utf-8", "surrogateescape") for text in (user, password))
        response = base64.b64encode(b"\0" + name + b"\0" + secret)
        # Some servers repeat what they were sent, or what they made of it. The longest first: one
        # may be the beginning of another.
        secrets = sorted((secret, base64.b64encode(secret), response), key=len, reverse=True)
        self.secrets = re.compile(b"|".join(map(re.escape, secrets)), re.IGNORECASE)
        self._expect(self.docmd("AUTH", f"PLAIN {response.decode()}"), "AUTH", _LOGGED_IN)
        return "login", {}

    def try_sender(self, sender: str) -> StageResult:
        """Begin a message, and drop it."""
        self._begin_message(sender)
        self._drop_message()
        return "sender", {"address": sender}

    def try_recipient(self, sender: str, recipient: str) -> StageResult:
        """Begin a message to a recipient, and drop it."""
        self._begin_message(sender, recipient)
        self._drop_message()
        return "recipient", {"address": recipient}

    def send_message_to(self, sender: str, recipient: str) -> StageResult:
        """Send a message."""
        self._begin_message(sender, recipient)
        answer = self.data(_message(sender, recipient))
        self._expect(answer, ".", _OK, recipient=recipient, sender=sender)
        return "message", {"address": recipient, "text": words_of(answer[1])}

    def say_goodbye(self) -> StageResult:
        """Quit; what the server says to it tells nothing."""
        self.quit()
        return "", {}

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

    def __init__(self, session: Session, connection: socket.socket) -> None:
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


def _address_literal(connection: socket.socket) -> str:
    """Return the address of this end as an argument of EHLO (RFC 5321 section 4.1.3)."""
    try:
        address = str(connection.getsockname()[0])
    except OSError:  # lost already
        address = "127.0.0.1"
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _tls(connection: object) -> StageResult:
    version, cipher = "", ""
    if isinstance(connection, ssl.SSLSocket):
        version, cipher = connection.version() or "", (connection.cipher() or ("",))[0]
    return "tls", {"version": version, "cipher": cipher}


def words_of(text: bytes) -> str:
    return text.decode("utf-8", "backslashreplace")


def _message(sender: str, recipient: str) -> bytes:
    message = EmailMessage(SMTP_POLICY)
    message["From"], message["To"] = sender, recipient
    message["Subject"] = "Test message"
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message.set_content("This message was sent by emaildelivery-errors doctor --send-test.\n")
    return message.as_bytes()
