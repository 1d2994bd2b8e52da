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
from .._hint import known_command
from .._reply import Reply
from ..errors import (
    DeliveryError,
    MalformedReplyError,
    PermanentError,
    RecipientsRefusedError,
)

__all__ = ["from_exception", "from_refused", "raise_for_refused", "translate_errors"]

P = ParamSpec("P")
R = TypeVar("R")

_MAX_CAUSES: Final = 100  # chains are short; one with a cycle ends here

_CLOSING: Final = 421  # the server ends the session (RFC 5321 section 3.8)

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
    CATALOG.check_provider(provider)
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
    CATALOG.check_provider(provider)
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
    one of a mail client as their cause. Errors of the network are translated whoever raises
    them, so keep the block to the mail: what a database raises in there would look like a failed
    delivery (`accepted` is `None` then, not False).

    Raises `ValueError` for an unknown `provider`, and as a
    decorator `TypeError` on a generator function.
    """

    def __init__(self, *, provider: str | None = None) -> None:
        CATALOG.check_provider(provider)
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
        try:
            if error is not None:
                raise error from exc
        finally:
            # This frame is in the error's traceback: together they would keep the connection
            # and the message alive until the garbage collector comes.
            del error, exc, traceback

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
    for frame in filter(_is_smtplib, _frames(exc)):
        name = frame.f_code.co_name
        sent = bool(sent)
        if name == "data":
            # It makes `q`, the message with its end, once the server has said to go on (354).
            # A frame without `self` was cleared, and what it had is not known any more.
            command = "." if "q" in frame.f_locals or "self" not in frame.f_locals else "DATA"
        elif name == "docmd":
            command = known_command(str(frame.f_locals.get("cmd"))) or command
        elif name == "getreply":
            # Waiting, so all before has left; an error while sending would have left us there.
            # An unknown command may be the end of data, sent by a `data` of somebody else's.
            sent = command in {".", None}
        else:
            command = _COMMANDS.get(name, command)
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
    commands = (_COMMAND_OF_CLASS.get(cls.__name__) for cls in type(exc).__mro__)
    command = next(filter(None, commands), None) or _stage(exc).command
    if command in _BETWEEN_MESSAGES:
        return _between_messages(exc, provider)
    sender = getattr(exc, "sender", None)
    return _refusal(_answer(exc), provider, command=command, sender=sender)


def _answer(exc: Any) -> tuple[int, bytes | str]:  # noqa: ANN401
    """Return the reply in an exception, even one that somebody made without care."""
    code = getattr(exc, "smtp_code", None)
    message = getattr(exc, "smtp_error", None)
    if not isinstance(message, bytes | str):
        message = str(exc)
    if code == 500 and message == "Line too long.":  # noqa: PLR2004
        code = -1  # words of smtplib itself, for what is no reply
    return code if isinstance(code, int) else -1, message


def _data_refused(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPDataError`, which `data` raises for DATA, and `sendmail` for its end."""
    stage = _stage(exc)
    command = "." if stage.command is None else stage.command
    return _refusal(_answer(exc), provider, command=command, accepted=command == ".")


def _recipients_refused(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPRecipientsRefused`: nobody got the message."""
    refused = getattr(exc, "recipients", None)
    if not isinstance(refused, Mapping):
        refused = {}
    errors = [
        _refusal(answer, provider, command="RCPT", recipient=recipient)
        for recipient, answer in cast("Mapping[str, Answer]", refused).items()
    ]
    if errors and errors[-1].code == _CLOSING:
        # It ended the session for those too who had been accepted or not yet tried.
        last = errors[-1]
        others = [r for r in _envelope_recipients(exc) if r not in refused]
        errors[-1] = _with_recipients(last, [*last.recipients, *others])
    return _together(errors) if errors else PermanentError("net.client_error", None, str(exc))


def _envelope_recipients(exc: BaseException) -> list[str]:
    """Return all recipients that `sendmail` was called with, none without its traceback."""
    for frame in _frames(exc):
        if _is_smtplib(frame) and frame.f_code.co_name == "sendmail":
            return list(frame.f_locals.get("to_addrs", ()))  # none once it was cleared
    return []


def _disconnected(exc: BaseException, provider: str | None) -> DeliveryError:
    """Translate an `SMTPServerDisconnected`: the mail may have been taken, or surely not."""
    command, sent = _stage(exc)
    if command in _BETWEEN_MESSAGES:
        return _between_messages(exc, provider)
    if sent:
        return _failure("net.outcome_unknown", exc, command, accepted=None)
    made_of = exc.__context__
    timeout = isinstance(made_of, TimeoutError) and _is_of_smtplib(made_of)
    key = "net.timeout" if timeout else "net.connection_lost"
    return _failure(key, exc, command, accepted=None if sent is None else False)


def _between_messages(exc: BaseException, provider: str | None) -> DeliveryError:
    """Translate a failure of QUIT and the like: what was sent has had its answer before.

    They fail after an error too, as when `with smtplib.SMTP()` is left. Then that error tells.
    """
    before = _error_before(exc)
    error = None if before is None else _translate(before, provider)
    if error is not None:
        return error
    command = _stage(exc).command
    try:
        reply = to_reply(_answer(exc))
    except MalformedReplyError:
        return _failure("smtp.between_messages", exc, command, accepted=None)
    return _of_reply("smtp.between_messages", reply, command, None)


def _error_before(exc: BaseException) -> BaseException | None:
    """Return the exception that had ended the transaction of this session before, if one had."""
    frame = next(filter(_is_smtplib, _frames(exc)), None)
    if frame is None:
        return None
    if frame.f_code.co_name == "__exit__":
        _, before, _ = frame.f_locals.get("args") or (None, None, None)
        return cast("BaseException | None", before)
    # In a `finally` or `except`. Another session's error, which was handled, may be there as well.
    session = frame.f_locals.get("self")
    context = exc.__context__
    for _ in range(_MAX_CAUSES):
        if context is None:
            return None
        if not _is_of_smtplib(context):
            sessions = [f.f_locals.get("self") for f in _frames(context) if _is_smtplib(f)]
            return context if any(s is session for s in sessions) else None
        context = context.__context__
    return None


def _is_of_smtplib(exc: BaseException) -> bool:
    """Tell whether smtplib caught it, to make another exception of it."""
    first = next(_frames(exc), None)
    return first is not None and _is_smtplib(first)


def _not_supported(exc: BaseException, _: str | None) -> DeliveryError:
    return _failure("net.not_supported", exc, _stage(exc).command)


def _gave_up(exc: BaseException, _: str | None) -> DeliveryError:
    """Translate an `SMTPException` that is nothing more special: found by the client itself."""
    command = _stage(exc).command
    key = "net.no_auth_mechanism" if command == "AUTH" else "net.client_error"
    return _failure(key, exc, command)


# These carry no message, and say nothing about one.
_BETWEEN_MESSAGES: Final = {"QUIT", "RSET", "NOOP", "VRFY", "EXPN", "HELP"}

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
    return _failure(key, exc, command, accepted=None if sent is None else False)


def _tls_error(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `ssl.SSLError`: TLS in the wrong place stays wrong, the rest may pass."""
    wrong = {"UNSUPPORTED_PROTOCOL", "WRONG_VERSION_NUMBER"}
    key = "net.no_tls_on_port" if getattr(exc, "reason", None) in wrong else "net.tls_unavailable"
    return _network(exc, provider, key=key)


_TRANSLATORS: Final[Mapping[str, Callable[[Any, str | None], DeliveryError | None]]] = {
    "smtplib.SMTPRecipientsRefused": _recipients_refused,
    "smtplib.SMTPDataError": _data_refused,
    "smtplib.SMTPResponseException": _answered,
    "smtplib.SMTPServerDisconnected": _disconnected,
    "smtplib.SMTPNotSupportedError": _not_supported,
    "smtplib.SMTPException": _gave_up,
    "ssl.SSLCertVerificationError": partial(_network, key="net.certificate_not_trusted"),
    "ssl.SSLError": _tls_error,
    "socket.gaierror": partial(_network, key="net.domain_lookup"),
    "builtins.TimeoutError": partial(_network, key="net.timeout"),
    "builtins.ConnectionRefusedError": partial(_network, key="net.connection_failed"),
    "builtins.ConnectionError": partial(_network, key="net.connection_lost"),
    "builtins.OSError": _os_error,
}


# --- errors ------------------------------------------------------------------------------------


def _class_of(key: str) -> type[DeliveryError]:
    return CATALOG[key].error or DeliveryError


def _failure(
    key: str, exc: BaseException, command: str | None, *, accepted: bool | None = False
) -> DeliveryError:
    """Make the error of a failure without a reply, in the words of the exception."""
    words = str(exc)
    return _class_of(key)(key, None, words, None, "none", command, (), None, accepted)


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
    if error is not None:
        return error
    reply = to_reply(answer)
    success = reply.code < 300  # noqa: PLR2004
    key = _success_key(command) if success else "smtp.3xx"
    recipients = () if recipient is None else (recipient,)
    return _of_reply(key, reply, command, success and accepted, recipients, sender)


def _of_reply(  # noqa: PLR0913, PLR0917
    key: str,
    reply: Reply,
    command: str | None,
    accepted: bool | None,  # noqa: FBT001
    recipients: tuple[str, ...] = (),
    sender: str | None = None,
) -> DeliveryError:
    """Make the error of a reply whose words say less than the moment it came at."""
    return _class_of(key)(
        key,
        reply.code,
        "\n".join(reply.lines),
        None,
        "digit",
        command,
        recipients,
        sender,
        accepted,
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
    return _with_recipients(first, [r for error in errors for r in error.recipients])


def _with_recipients(error: DeliveryError, recipients: list[str]) -> DeliveryError:
    args = error.args
    return type(error)(*args[:6], recipients, *args[7:])
