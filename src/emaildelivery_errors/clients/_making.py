"""From what a client met to the error: with a reply or without one, of one recipient or several."""

from .._classify import Answer, classify, to_reply
from .._make import make_error, with_changes
from .._reply import Reply
from ..errors import DeliveryError, MalformedReplyError, RecipientsRefusedError

__all__ = ["between_messages", "failure", "refusal", "together"]


def failure(
    key: str, exc: BaseException, command: str | None, *, accepted: bool | None = False
) -> DeliveryError:
    """Make the error of a failure without a reply, in the words of the exception."""
    return make_error(key, message=str(exc), command=command, accepted=accepted)


def between_messages(exc: BaseException, answer: Answer, command: str | None) -> DeliveryError:
    """Return the error of QUIT and the like: what was sent has had its answer before."""
    try:
        reply = to_reply(answer)
    except MalformedReplyError:
        return failure("smtp.between_messages", exc, command, accepted=None)
    error = _of_reply("smtp.between_messages", reply)
    return with_changes(error, command=command, accepted=None)


def refusal(  # noqa: PLR0913
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
    return with_changes(
        _of_reply(key, reply),
        command=command,
        recipients=[] if recipient is None else [recipient],
        sender=sender,
        accepted=success and accepted,
    )


def _of_reply(key: str, reply: Reply) -> DeliveryError:
    """Return the error of a reply whose words say less than the moment it came at."""
    return make_error(
        key,
        code=reply.code,
        message="\n".join(reply.lines),
        matched_by="digit",
        truncated=reply.truncated,
    )


def _success_key(command: str | None) -> str:
    return {"RCPT": "smtp.2xx.RCPT", ".": "smtp.2xx.end_of_data"}.get(
        command or "", "smtp.2xx.other"
    )


def together(errors: list[DeliveryError]) -> DeliveryError:
    """Return one error for those of several recipients."""
    first = errors[0]
    if len(errors) == 1:
        return first
    one_reason = {error.key for error in errors} == {first.key}
    if not one_reason or any(error.retry.scope == "recipient" for error in errors):
        return RecipientsRefusedError(errors)
    return with_changes(first, recipients=[r for error in errors for r in error.recipients])
