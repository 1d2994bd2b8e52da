"""Drop-ins for `smtplib.SMTP` and `smtplib.SMTP_SSL` that keep what the server said.

They raise smtplib's own exceptions, with the replies of the session attached as `transcript` and
the provider as `provider`, so that `translate_errors` and `from_exception` know more: a 421 behind
a bare `SMTPServerDisconnected`, for example. Imports `smtplib`.
"""

import smtplib
from collections.abc import Callable, Sequence
from functools import wraps
from types import TracebackType
from typing import Any, Concatenate, Final, NamedTuple, ParamSpec, TypeVar

from .._endpoint import provider_of
from .._hint import known_command

__all__ = ["SMTP", "SMTP_SSL", "Exchange"]

P = ParamSpec("P")
R = TypeVar("R")

_GO_ON: Final = 354
_TAKEN: Final = 250
_CHALLENGE: Final = 334

# Exchanges that are kept, and that an exception carries.
_KEPT: Final = 200
_CARRIED: Final = 50


class Exchange(NamedTuple):
    """A command and its reply. `"."` is the end of data; arguments and credentials are not kept."""

    command: str
    code: int
    text: bytes


def _attaching(
    method: Callable[Concatenate["_Recording", P], R],
) -> Callable[Concatenate["_Recording", P], R]:
    """Let exceptions of smtplib that leave a method carry the transcript and the provider."""

    @wraps(method)
    def attaching(self: "_Recording", /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(self, *args, **kwargs)
        except smtplib.SMTPException as exc:
            exc.transcript = tuple(self.transcript[-_CARRIED:])  # type: ignore[attr-defined]
            exc.provider = self.provider  # type: ignore[attr-defined]
            raise

    return attaching


class _Recording(smtplib.SMTP):
    """Keeps what was answered. A base of both classes."""

    transcript: list[Exchange]
    refused: dict[str, tuple[int, bytes]]
    provider: str | None = None
    _asked = "CONNECT"
    _secrets: tuple[bytes, ...] = ()
    _has_taken = False

    def __init__(self, *args: Any, raise_refused: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        self.transcript = []
        self.refused = {}
        self.raise_refused = raise_refused
        self._connect_and_greet(*args, **kwargs)

    @_attaching
    def _connect_and_greet(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)

    def connect(self, host: str = "localhost", *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Connect; a new session has a new transcript."""
        self.transcript = []
        self.provider = provider_of(host)
        self._has_taken = False
        self._asked = "CONNECT"
        return super().connect(host, *args, **kwargs)

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Send a command, and remember its name."""
        verb = known_command(cmd)
        if verb is None and self._asked == "AUTH" and self._is_challenged():
            # The next steps of AUTH are no commands, but secrets.
            self._secrets += (cmd.encode(),)
        else:
            self._asked = verb or cmd.upper()
            self._secrets = tuple(args.encode().split()[1:]) if verb == "AUTH" else ()
        super().putcmd(cmd, args)

    def _is_challenged(self) -> bool:
        return bool(self.transcript) and self.transcript[-1].code == _CHALLENGE

    @_attaching
    def getreply(self) -> tuple[int, bytes]:
        """Read a reply, and keep it."""
        code, text = super().getreply()
        kept = text
        for secret in filter(None, self._secrets):
            kept = kept.replace(secret, b"***")  # some servers repeat what they were sent
        self.transcript.append(Exchange(self._asked, code, kept))
        del self.transcript[:-_KEPT]
        self._has_taken |= (self._asked, code) == (".", _TAKEN)
        if (self._asked, code) == ("DATA", _GO_ON):
            self._asked = "."
        return code, text

    @_attaching
    def send(self, s: Any) -> None:  # noqa: ANN401
        """Send octets."""
        super().send(s)

    @_attaching
    def ehlo_or_helo_if_needed(self) -> None:
        """Greet."""
        super().ehlo_or_helo_if_needed()

    @_attaching
    def starttls(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Start TLS."""
        return super().starttls(*args, **kwargs)

    @_attaching
    def auth(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Log in with one mechanism."""
        return super().auth(*args, **kwargs)

    @_attaching
    def login(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Log in."""
        return super().login(*args, **kwargs)

    @_attaching
    def data(self, msg: Any) -> tuple[int, bytes]:  # noqa: ANN401
        """Send the message."""
        return super().data(msg)

    @_attaching
    def sendmail(
        self,
        from_addr: str,
        to_addrs: str | Sequence[str],
        msg: Any,  # noqa: ANN401
        mail_options: Sequence[str] = (),
        rcpt_options: Sequence[str] = (),
    ) -> dict[str, tuple[int, bytes]]:
        """Send mail; with `raise_refused` raise where some recipients were refused.

        The others have got the message then: send again to those in the exception alone.
        """
        self.refused = {}
        self.refused = super().sendmail(from_addr, to_addrs, msg, mail_options, rcpt_options)
        if self.refused and self.raise_refused:
            exc = smtplib.SMTPRecipientsRefused(self.refused)
            exc.partial = True  # type: ignore[attr-defined]
            raise exc
        return self.refused

    @_attaching
    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """End the session. A failing QUIT after a message that was taken is no failure."""
        try:
            super().__exit__(exc_type, exc_value, tb)
        except smtplib.SMTPResponseException:
            if not self._has_taken:
                raise


class SMTP(_Recording):
    """`smtplib.SMTP` that keeps the `transcript` of replies, a list of the last 200 `Exchange`.

    `provider`: whose service the host is of, by its name, such as `"oci"`; `None` for others. The
    exceptions carry it, and `translate_errors` uses it unless it was told another one.

    `refused`: recipients who did not get the last message, though others did, and the replies.

    `raise_refused`: raise `smtplib.SMTPRecipientsRefused` where some recipients were refused,
    instead of returning them. All other arguments are smtplib's.
    """


class SMTP_SSL(_Recording, smtplib.SMTP_SSL):  # noqa: N801, smtplib's name
    """`smtplib.SMTP_SSL` that keeps the `transcript` of replies, as `SMTP` here does."""
