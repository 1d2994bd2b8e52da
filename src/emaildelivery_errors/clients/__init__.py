"""From the exceptions of a mail client and of the network to the library's own.

No client is imported: an exception is recognised by the names of its classes.
"""

import errno
from collections.abc import Callable, Iterator, Mapping
from functools import partial, wraps
from types import FrameType, TracebackType
from typing import Any, Final, NamedTuple, ParamSpec, Self, TypeVar, cast

from .._catalog import CATALOG
from .._classify import Answer, classify, to_reply
from ..errors import (
    DeliveryError,
    PermanentError,
    ProtocolError,
    RecipientsRefusedError,
)

__all__ = ["from_exception", "from_refused", "raise_for_refused", "translate_errors"]

P = ParamSpec("P")
R = TypeVar("R")

_MAX_CAUSES: Final = 100  # chains are short; one with a cycle ends here

_NETWORK_ERRNOS: Final = frozenset(
    {
        errno.EADDRNOTAVAIL,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.ENETRESET,
        errno.ENETUNREACH,
        errno.ENOTCONN,
        errno.ETIMEDOUT,
    }
)


def from_exception(exc: BaseException, *, provider: str | None = None) -> DeliveryError | None:
    """Return what an exception of `smtplib`, the network or TLS means for the delivery.

    Looks at the exception and then at its `__cause__`, and that one's. A `DeliveryError` is
    returned as it is; `None` for what has nothing to do with delivery.

    Raises `ValueError` for an unknown `provider`.
    """
    CATALOG.chain(provider)
    current: BaseException | None = exc
    for _ in range(_MAX_CAUSES):
        if current is None:
            return None
        error = _translate(current, provider)
        if error is not None:
            return error
        current = current.__cause__
    return None


def from_refused(
    mapping: Mapping[str, Answer],
    *,
    provider: str | None = None,
    sender: str | None = None,
) -> dict[str, DeliveryError]:
    """Return the error of each recipient in the mapping that `sendmail` returns.

    The others got the message; these did not. `accepted` says so: it is False, but True where
    the server answered with an unusual success, such as 252, and `smtplib` alone took offence.
    """
    CATALOG.chain(provider)
    return {
        recipient: _refusal(
            answer, provider, command="RCPT", recipient=recipient, sender=sender, accepted=True
        )
        for recipient, answer in mapping.items()
    }


def raise_for_refused(
    mapping: Mapping[str, Answer],
    *,
    provider: str | None = None,
    sender: str | None = None,
) -> None:
    """Raise what the mapping that `sendmail` returns means, if any recipient was refused.

    The error of the one recipient; one error for all where the reason is not theirs (a limit of
    the account); else a `RecipientsRefusedError`.
    """
    errors = from_refused(mapping, provider=provider, sender=sender)
    if errors:
        raise _together(list(errors.values()))


class translate_errors:  # noqa: N801, reads like contextlib's functions
    """Raise delivery errors instead of those of the mail client and the network.

    A context manager, and a decorator for functions and coroutine functions::

        with translate_errors(provider="oci"):
            refused = smtp.send_message(message)

    The original exception is the `__cause__`. All others pass untouched, also those that have
    one of a mail client as their cause. Raises `ValueError` for an unknown `provider`, and as a
    decorator `TypeError` on a generator function.
    """

    def __init__(self, *, provider: str | None = None) -> None:
        CATALOG.chain(provider)
        self._provider = provider

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if exc is None or isinstance(exc, DeliveryError):
            return
        error = _translate(exc, self._provider)
        if error is not None:
            raise error from exc

    def __call__(self, func: Callable[P, R]) -> Callable[P, R]:
        """Decorate a function or coroutine function."""
        import inspect  # heavy, and of use for decorators alone

        if inspect.isgeneratorfunction(func) or inspect.isasyncgenfunction(func):
            msg = f"{func!r} is a generator function, whose body runs outside of the call"
            raise TypeError(msg)
        if inspect.iscoroutinefunction(func):

            @wraps(func)
            async def translated_coroutine(*args: P.args, **kwargs: P.kwargs) -> Any:  # noqa: ANN401
                with self:
                    return await func(*args, **kwargs)

            return cast("Callable[P, R]", translated_coroutine)

        @wraps(func)
        def translated(*args: P.args, **kwargs: P.kwargs) -> R:
            with self:
                return func(*args, **kwargs)

        return translated


def _translate(exc: BaseException, provider: str | None) -> DeliveryError | None:
    """Translate an exception that is itself of a mail client or of the network."""
    if isinstance(exc, DeliveryError):
        return exc
    for cls in type(exc).__mro__:
        translate = _TRANSLATORS.get(f"{cls.__module__}.{cls.__qualname__}")
        if translate is not None:
            return translate(exc, provider)
    return None


# --- smtplib -----------------------------------------------------------------------------------


class _Stage(NamedTuple):
    """How far a session of smtplib had come, as the traceback of an exception shows."""

    command: str | None  # the one that was waiting for its answer
    sent: bool | None  # was the message sent to its last octet; None without a traceback


_COMMANDS: Final[Mapping[str, str]] = {
    "connect": "CONNECT",
    "ehlo": "EHLO",
    "helo": "EHLO",
    "ehlo_or_helo_if_needed": "EHLO",
    "starttls": "STARTTLS",
    "auth": "AUTH",
    "login": "AUTH",
    "mail": "MAIL",
    "rcpt": "RCPT",
    "data": "DATA",
    "rset": "RSET",
    "noop": "NOOP",
    "verify": "VRFY",
    "expn": "EXPN",
    "help": "HELP",
    "quit": "QUIT",
    "__exit__": "QUIT",
}


def _stage(exc: BaseException) -> _Stage:
    """Read the stage off the functions of smtplib that the exception went through."""
    command: str | None = None
    sent: bool | None = None
    in_data = False
    for frame in _frames(exc):
        if not _is_smtplib(frame):
            continue
        name = frame.f_code.co_name
        sent = bool(sent)
        if name == "data":
            # It makes `q`, the message with its end, once the server has said to go on (354).
            in_data = "q" in frame.f_locals
            command = "." if in_data else "DATA"
        elif name == "getreply":
            # Waiting, so all before has left. An error while sending would have left us there.
            sent = in_data
        elif name in _COMMANDS:
            command = _COMMANDS[name]
    return _Stage(command, sent)


def _frames(exc: BaseException) -> Iterator[FrameType]:
    traceback = exc.__traceback__
    while traceback is not None:
        yield traceback.tb_frame
        traceback = traceback.tb_next


def _is_smtplib(frame: FrameType) -> bool:
    return frame.f_globals.get("__name__") == "smtplib"


def _answered(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPResponseException`: the server said something the client did not want."""
    names = [cls.__name__ for cls in type(exc).__mro__]
    commands = [_COMMAND_OF_CLASS[name] for name in names if name in _COMMAND_OF_CLASS]
    command = commands[0] if commands else _stage(exc).command
    if isinstance(exc.smtp_error, str):
        # Words of smtplib itself: a line was too long to be a reply.
        return _refusal((-1, exc.smtp_error), provider, command=command)
    answer = (exc.smtp_code, exc.smtp_error)
    if command == "QUIT":
        return _at_quit(exc, provider, answer)
    return _refusal(answer, provider, command=command, sender=getattr(exc, "sender", None))


def _data_refused(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPDataError`, which `data` raises for DATA, and `sendmail` for its end."""
    stage = _stage(exc)
    command = "." if stage.command is None else stage.command
    answer = (exc.smtp_code, exc.smtp_error)
    return _refusal(answer, provider, command=command, accepted=command == ".")


def _recipients_refused(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPRecipientsRefused`: nobody got the message."""
    errors = [
        _refusal(answer, provider, command="RCPT", recipient=recipient)
        for recipient, answer in exc.recipients.items()
    ]
    return _together(errors) if errors else PermanentError("net.client_error", None, str(exc))


def _disconnected(exc: BaseException, provider: str | None) -> DeliveryError:
    """Translate an `SMTPServerDisconnected`: the mail may have been taken, or surely not."""
    command, sent = _stage(exc)
    if command == "QUIT":
        return _at_quit(exc, provider, None)
    if sent:
        return _failure("net.outcome_unknown", exc, command, accepted=None)
    key = "net.timeout" if isinstance(exc.__context__, TimeoutError) else "net.connection_lost"
    return _failure(key, exc, command, accepted=None if sent is None else False)


def _at_quit(
    exc: BaseException, provider: str | None, answer: tuple[int, bytes] | None
) -> DeliveryError:
    """Translate a failure of QUIT: what was sent has had its answer before, so never resend.

    Leaving `with smtplib.SMTP()` after an error fails like this too. Then that error tells.
    """
    before = _before(exc)
    error = _translate(before, provider) if before is not None else None
    if error is not None:
        return error
    if answer is None:
        return _failure("smtp.quit", exc, "QUIT", accepted=None)
    code, message = answer
    text = message.decode("utf-8", "backslashreplace")
    return CATALOG["smtp.quit"].error(
        "smtp.quit", _code(code), text, None, "code", "QUIT", (), None, None
    )


def _before(exc: BaseException) -> BaseException | None:
    """Return the exception that was on its way already, not one that smtplib made this one of."""
    before = exc.__context__
    for _ in range(_MAX_CAUSES):
        first = next(_frames(before), None) if before is not None else None
        if before is None or first is None or not _is_smtplib(first):
            return before
        before = before.__context__
    return None


def _code(code: int) -> int | None:
    """Return the code of a reply, `None` for the -1 of what was none."""
    return code if code > 0 else None


def _not_supported(exc: BaseException, _: str | None) -> DeliveryError:
    return _failure("net.not_supported", exc, _stage(exc).command)


def _gave_up(exc: BaseException, _: str | None) -> DeliveryError:
    """Translate an `SMTPException` that is nothing more special: found by the client itself."""
    command = _stage(exc).command
    key = "net.no_auth_mechanism" if command == "AUTH" else "net.client_error"
    return _failure(key, exc, command)


_COMMAND_OF_CLASS: Final = {
    "SMTPAuthenticationError": "AUTH",
    "SMTPConnectError": "CONNECT",
    "SMTPHeloError": "EHLO",
    "SMTPSenderRefused": "MAIL",
}


# --- the network -------------------------------------------------------------------------------


def _os_error(exc: BaseException, provider: str | None) -> DeliveryError | None:
    if isinstance(exc, OSError) and exc.errno in _NETWORK_ERRNOS:
        return _network(exc, provider, key="net.connection_failed")
    return None


def _network(exc: BaseException, _: str | None, *, key: str) -> DeliveryError:
    """Translate an error of the network that smtplib lets through."""
    command, sent = _stage(exc)
    if sent:
        return _failure("net.outcome_unknown", exc, command, accepted=None)
    return _failure(key, exc, command)


_TRANSLATORS: Final[Mapping[str, Callable[[Any, str | None], DeliveryError | None]]] = {
    "smtplib.SMTPRecipientsRefused": _recipients_refused,
    "smtplib.SMTPDataError": _data_refused,
    "smtplib.SMTPResponseException": _answered,
    "smtplib.SMTPServerDisconnected": _disconnected,
    "smtplib.SMTPNotSupportedError": _not_supported,
    "smtplib.SMTPException": _gave_up,
    "ssl.SSLCertVerificationError": partial(_network, key="net.certificate_not_trusted"),
    "ssl.SSLError": partial(_network, key="net.tls_unavailable"),
    "socket.gaierror": partial(_network, key="net.domain_lookup"),
    "builtins.TimeoutError": partial(_network, key="net.timeout"),
    "builtins.ConnectionRefusedError": partial(_network, key="net.connection_failed"),
    "builtins.ConnectionError": partial(_network, key="net.connection_lost"),
    "builtins.OSError": _os_error,
}


# --- errors ------------------------------------------------------------------------------------


def _failure(
    key: str, exc: BaseException, command: str | None, *, accepted: bool | None = False
) -> DeliveryError:
    """Make the error of a failure without a reply, in the words of the exception."""
    words = str(exc)
    return CATALOG[key].error(key, None, words, None, "none", command, (), None, accepted)


def _refusal(  # noqa: PLR0913
    answer: Answer,
    provider: str | None,
    *,
    command: str | None,
    recipient: str | None = None,
    sender: str | None = None,
    accepted: bool = False,
) -> DeliveryError:
    """Return the error of a reply that the client took for a refusal, whatever its digit says.

    `accepted` is whether a reply that reports success means that the message was taken.
    """
    error = classify(answer, provider=provider, command=command, recipient=recipient, sender=sender)
    recipients = () if recipient is None else (recipient,)
    if isinstance(error, ProtocolError) and error.code is None:
        # No reply. After the end of data it may have meant anything.
        unknown = None if command == "." else False
        return ProtocolError(
            error.key, None, error.text, None, "none", command, recipients, sender, unknown
        )
    if error is not None:
        return error
    reply = to_reply(answer)
    success = reply.code < 300  # noqa: PLR2004
    key = _success_key(command) if success else "smtp.3xx"
    message = "\n".join(reply.lines)
    return PermanentError(
        key,
        reply.code,
        message,
        None,
        "digit",
        command,
        recipients,
        sender,
        success and accepted,
        reply.truncated,
    )


def _success_key(command: str | None) -> str:
    return {"RCPT": "smtp.2xx.RCPT", ".": "smtp.2xx.end_of_data"}.get(
        command or "", "smtp.2xx.other"
    )


def _together(errors: list[DeliveryError]) -> DeliveryError:
    """Return one error for those of several recipients."""
    first = errors[0]
    if len(errors) == 1:
        return first
    one_reason = {error.key for error in errors} == {first.key}
    if not one_reason or any(error.retry.scope == "recipient" for error in errors):
        return RecipientsRefusedError(errors)
    recipients = [recipient for error in errors for recipient in error.recipients]
    args = list(first.args)
    args[6] = recipients
    return type(first)(*args)
