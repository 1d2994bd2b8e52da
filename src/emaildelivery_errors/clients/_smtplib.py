"""smtplib: from its exceptions to the library's own. Imports nothing of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from .._make import with_changes
from ..errors import DeliveryError, PermanentError
from ._making import between_messages, failure, refusal, together
from ._registry import register, translate
from ._stage import BETWEEN_MESSAGES, frames, is_of, stage_of

if TYPE_CHECKING:
    from .._classify import Answer

__all__: list[str] = []

_CLOSING: Final = 421  # the server ends the session (RFC 5321 section 3.8)
_MAX_CONTEXTS: Final = 100  # chains are short; one with a cycle ends here


def _answered(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPResponseException`: the server said something the client did not want."""
    commands = (_COMMAND_OF_CLASS.get(cls.__name__) for cls in type(exc).__mro__)
    command = next(filter(None, commands), None) or stage_of(exc).command
    if command in BETWEEN_MESSAGES:
        return _between_messages(exc, provider)
    sender = getattr(exc, "sender", None)
    return refusal(_answer(exc), provider, command=command, sender=sender)


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
    stage = stage_of(exc)
    command = "." if stage.command is None else stage.command
    if _is_of_lmtp(exc):
        # Its server answers once for each recipient, and smtplib reads the first answer alone.
        return failure("net.outcome_unknown", exc, command, accepted=None)
    return refusal(_answer(exc), provider, command=command, accepted=command == ".")


def _is_of_lmtp(exc: BaseException) -> bool:
    for frame in frames(exc):
        if is_of(frame, "smtplib") and frame.f_code.co_name == "sendmail":
            names = {cls.__name__ for cls in type(frame.f_locals.get("self")).__mro__}
            return "LMTP" in names and len(frame.f_locals.get("to_addrs", ())) > 1
    return False


def _recipients_refused(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPRecipientsRefused`: nobody got the message."""
    refused = getattr(exc, "recipients", None)
    if not isinstance(refused, Mapping):
        refused = {}
    errors = [
        # The drop-in raises it where others have got the message, too.
        refusal(
            answer,
            provider,
            command="RCPT",
            recipient=recipient,
            accepted=getattr(exc, "partial", False) is True,
        )
        for recipient, answer in cast("Mapping[str, Answer]", refused).items()
    ]
    if errors and errors[-1].code == _CLOSING:
        # It ended the session for those too who had been accepted or not yet tried.
        last = errors[-1]
        others = [r for r in _envelope_recipients(exc) if r not in refused]
        errors[-1] = with_changes(last, recipients=[*last.recipients, *others])
    return together(errors) if errors else PermanentError("net.client_error", None, str(exc))


def _envelope_recipients(exc: BaseException) -> list[str]:
    """Return all recipients that `sendmail` was called with, none without its traceback."""
    for frame in frames(exc):
        if is_of(frame, "smtplib") and frame.f_code.co_name == "sendmail":
            return list(frame.f_locals.get("to_addrs", ()))  # none once it was cleared
    return []


def _disconnected(exc: BaseException, provider: str | None) -> DeliveryError:
    """Translate an `SMTPServerDisconnected`: the mail may have been taken, or surely not."""
    command, sent = stage_of(exc)
    if command in BETWEEN_MESSAGES:
        return _between_messages(exc, provider)
    said = None if sent else _last_words(exc)
    if said is not None:
        asked, code, text = said
        return refusal((code, text), provider, command=asked)
    if sent is not False:
        return failure("net.outcome_unknown", exc, command, accepted=None)
    made_of = exc.__context__
    timeout = isinstance(made_of, TimeoutError) and _is_of_smtplib(made_of)
    key = "net.timeout" if timeout else "net.connection_lost"
    if timeout and command == "CONNECT":
        key = "net.no_greeting"  # the connection itself was made
    return failure(key, exc, command)


def _last_words(exc: BaseException) -> tuple[str, int, bytes] | None:
    """Return command, code and text of the 421 that ended the session, if the drop-in heard one.

    smtplib goes on after it, and finds the connection closed.
    """
    transcript = getattr(exc, "transcript", ())
    if not isinstance(transcript, tuple) or not transcript:
        return None
    asked, code, text = cast("tuple[tuple[str, int, bytes], ...]", transcript)[-1]
    return (asked, code, text) if code == _CLOSING else None


def _between_messages(exc: BaseException, provider: str | None) -> DeliveryError:
    """Translate a failure of QUIT and the like: what was sent has had its answer before.

    They fail after an error too. When `with smtplib.SMTP()` is left by it, that error tells. In a
    `finally` or `except` of the program's nobody knows: it may have sent the message again since.
    """
    before = _left_by(exc)
    error = None if before is None else translate(before, provider)
    if error is not None:
        return error
    command = stage_of(exc).command
    earlier = _error_of_session(exc)
    if earlier is not None:
        return failure("net.outcome_unknown", earlier, stage_of(earlier).command, accepted=None)
    return between_messages(exc, _answer(exc), command)


def _left_by(exc: BaseException) -> BaseException | None:
    """Return the exception that `with smtplib.SMTP()` was left by, if there was one."""
    frame = next((f for f in frames(exc) if is_of(f, "smtplib")), None)
    if frame is None or frame.f_code.co_name != "__exit__":
        return None
    _, before, _ = frame.f_locals.get("args") or (None, None, None)
    return cast("BaseException | None", before)


def _error_of_session(exc: BaseException) -> BaseException | None:
    """Return an earlier exception of the same session, which this one is the context of."""
    frame = next((f for f in frames(exc) if is_of(f, "smtplib")), None)
    session = None if frame is None else frame.f_locals.get("self")
    context = exc.__context__
    for _ in range(_MAX_CONTEXTS):
        if context is None or session is None:
            return None
        if not _is_of_smtplib(context):
            sessions = [f.f_locals.get("self") for f in frames(context) if is_of(f, "smtplib")]
            return context if any(s is session for s in sessions) else None
        context = context.__context__
    return None


def _is_of_smtplib(exc: BaseException) -> bool:
    """Tell whether smtplib caught it, to make another exception of it."""
    first = next(frames(exc), None)
    return first is not None and is_of(first, "smtplib")


def _not_supported(exc: BaseException, _: str | None) -> DeliveryError:
    return failure("net.not_supported", exc, stage_of(exc).command)


def _gave_up(exc: BaseException, _: str | None) -> DeliveryError:
    """Translate an `SMTPException` that is nothing more special: found by the client itself."""
    command = stage_of(exc).command
    key = "net.no_auth_mechanism" if command == "AUTH" else "net.client_error"
    return failure(key, exc, command)


_COMMAND_OF_CLASS: Final = {
    "SMTPAuthenticationError": "AUTH",
    "SMTPConnectError": "CONNECT",
    "SMTPHeloError": "EHLO",
    "SMTPSenderRefused": "MAIL",
}

register(
    {
        "smtplib.SMTPRecipientsRefused": _recipients_refused,
        "smtplib.SMTPDataError": _data_refused,
        "smtplib.SMTPResponseException": _answered,
        "smtplib.SMTPServerDisconnected": _disconnected,
        "smtplib.SMTPNotSupportedError": _not_supported,
        "smtplib.SMTPException": _gave_up,
    }
)
