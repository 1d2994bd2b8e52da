"""aiosmtplib, and what wraps it: from its exceptions to the library's own. Imports none of them."""

from typing import Any, Final, cast

from .._make import with_changes
from ..errors import DeliveryError, OutcomeUnknownError, PermanentError
from ._making import between_messages, failure, refusal, together
from ._registry import register, translate
from ._stage import BETWEEN_MESSAGES, frames, is_of, stage_of

__all__: list[str] = []

_CLOSING: Final = 421

_COMMAND_OF_CLASS: Final = {
    "SMTPAuthenticationError": "AUTH",
    "SMTPConnectResponseError": "CONNECT",
    "SMTPHeloError": "EHLO",
    "SMTPSenderRefused": "MAIL",
    "SMTPRecipientRefused": "RCPT",
}


def _answered(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPResponseException`."""
    commands = (_COMMAND_OF_CLASS.get(cls.__name__) for cls in type(exc).__mro__)
    command = next(filter(None, commands), None) or stage_of(exc).command
    answer = _answer(exc)
    if command in BETWEEN_MESSAGES:
        return between_messages(exc, answer, command)
    return refusal(
        answer,
        provider,
        command=command,
        recipient=_text(exc, "recipient"),
        sender=_text(exc, "sender"),
    )


def _answer(exc: Any) -> tuple[int, str]:  # noqa: ANN401
    """Return the reply in an exception, even one that somebody made without care."""
    code, message = getattr(exc, "code", None), getattr(exc, "message", None)
    if not isinstance(message, str):
        message = str(exc)
    return code if isinstance(code, int) else -1, message


def _text(exc: Any, name: str) -> str | None:  # noqa: ANN401
    value = getattr(exc, name, None)
    return value if isinstance(value, str) else None


def _data_refused(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPDataError`, which DATA and its end both raise."""
    command = stage_of(exc).command or "."
    return refusal(_answer(exc), provider, command=command, accepted=command == ".")


def _recipients_refused(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `SMTPRecipientsRefused`: nobody got the message."""
    refused = getattr(exc, "recipients", None)
    # A task queue may have made text of the list.
    listed = cast("list[object]", refused) if isinstance(refused, list) else []
    errors = [
        refusal(_answer(one), provider, command="RCPT", recipient=_text(one, "recipient"))
        for one in listed
    ]
    if not errors:
        return PermanentError("net.client_error", None, str(exc))
    last = errors[-1]
    if last.code == _CLOSING:
        known = {recipient for error in errors for recipient in error.recipients}
        others = [r for r in _envelope_recipients(exc) if r not in known]
        errors[-1] = with_changes(last, recipients=[*last.recipients, *others])
    return together(errors)


def _envelope_recipients(exc: BaseException) -> list[str]:
    for frame in frames(exc):
        if is_of(frame, "aiosmtplib") and frame.f_code.co_name == "sendmail":
            recipients = frame.f_locals.get("recipients", ())
            return [recipients] if isinstance(recipients, str) else list(recipients)
    return []


def _disconnected(exc: BaseException, _: str | None) -> DeliveryError:
    """Translate a lost connection or a timeout: the mail may have been taken, or surely not."""
    command, sent = stage_of(exc)
    if command in BETWEEN_MESSAGES:
        return failure("smtp.between_messages", exc, command, accepted=None)
    if sent is not False:
        return failure("net.outcome_unknown", exc, command, accepted=None)
    key = "net.timeout" if isinstance(exc, TimeoutError) else "net.connection_lost"
    return failure(key, exc, command)


def _not_connected(exc: BaseException, provider: str | None) -> DeliveryError:
    """Translate an `SMTPConnectError`, by the error of the network that it was made of."""
    made_of = exc.__cause__ or exc.__context__
    error = None if made_of is None else translate(made_of, provider)
    if error is not None and not isinstance(error, OutcomeUnknownError):
        return failure(error.key, exc, "CONNECT")
    key = "net.connection_failed"
    if isinstance(exc, TimeoutError):
        key = "net.timeout"
    elif "SSL" in type(made_of).__name__:
        key = "net.tls_unavailable"
    return failure(key, exc, "CONNECT")


def _not_supported(exc: BaseException, _: str | None) -> DeliveryError:
    return failure("net.not_supported", exc, stage_of(exc).command)


def _gave_up(exc: BaseException, _: str | None) -> DeliveryError:
    """Translate an `SMTPException` that is nothing more special: found by the client itself."""
    command = stage_of(exc).command
    keys = {"AUTH": "net.no_auth_mechanism", "STARTTLS": "net.not_supported"}
    return failure(keys.get(command or "", "net.client_error"), exc, command)


def _wrapped(exc: BaseException, provider: str | None) -> DeliveryError | None:
    """Translate what a known wrapper was raised for; it says nothing by itself."""
    inner = exc.__cause__ or exc.__context__
    return None if inner is None else translate(inner, provider)


register(
    {
        "aiosmtplib.errors.SMTPRecipientsRefused": _recipients_refused,
        "aiosmtplib.errors.SMTPDataError": _data_refused,
        "aiosmtplib.errors.SMTPResponseException": _answered,
        "aiosmtplib.errors.SMTPConnectTimeoutError": _not_connected,
        "aiosmtplib.errors.SMTPConnectError": _not_connected,
        "aiosmtplib.errors.SMTPServerDisconnected": _disconnected,
        "aiosmtplib.errors.SMTPTimeoutError": _disconnected,
        "aiosmtplib.errors.SMTPNotSupported": _not_supported,
        "aiosmtplib.errors.SMTPException": _gave_up,
        "fastapi_mail.errors.ConnectionErrors": _wrapped,
    }
)
