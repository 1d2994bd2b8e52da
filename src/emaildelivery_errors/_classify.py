"""classify: from what a server answered to the exception that says what it means."""

from typing import Final, cast

from ._catalog import CATALOG
from ._hint import known_command
from ._reply import Reply, decode, parse_reply
from .errors import DeliveryError, MalformedReplyError, ProtocolError

__all__ = ["Answer", "classify", "raise_for_reply", "to_reply"]

# A reply as the wire, a log or a client library gives it.
Answer = Reply | bytes | str | tuple[int, bytes | str]

_MALFORMED: Final = "smtp.malformed"
_KEPT: Final = 4000  # characters of what was no reply


def classify(
    reply: Answer,
    *,
    provider: str | None = None,
    command: str | None = None,
    recipient: str | None = None,
    sender: str | None = None,
) -> DeliveryError | None:
    """Return the error that a reply reports, `None` for one that reports success.

    `reply` is a `Reply`, one reply as `bytes` or `str`, or the `(code, message)` of a client
    library. `provider` is whose replies they are (`"oci"`), `"standards"` for a server that is
    known to be no provider's; with `None` all wordings are tried. `command` is the one that was
    answered (`"MAIL"`, `"RCPT"`, `"."` for the end of data), `recipient` and `sender` the envelope
    addresses concerned; the error carries them.

    What is no reply gives a `ProtocolError`. Raises `ValueError` for an unknown `provider`, and
    nothing else, whatever a server sent.
    """
    command = known_command(command)
    recipients = () if recipient is None else (recipient,)
    try:
        reply = to_reply(reply)
    except MalformedReplyError:
        CATALOG.check_provider(provider)
        text = decode(cast("bytes | str", reply[1] if isinstance(reply, tuple) else reply))[:_KEPT]
        # After the end of data it may have meant anything.
        accepted = None if command == "." else False
        return ProtocolError(
            _MALFORMED, None, text, None, "none", command, recipients, sender, accepted
        )
    match = CATALOG.match(reply, provider=provider, command=command)
    if match is None or match.entry.error is None:
        return None
    return match.entry.error(
        match.entry.key,
        reply.code,
        "\n".join(reply.lines),
        match.values,
        match.by,
        command,
        recipients,
        sender,
        False,  # noqa: FBT003, accepted
        reply.truncated,
    )


def raise_for_reply(
    reply: Answer,
    *,
    provider: str | None = None,
    command: str | None = None,
    recipient: str | None = None,
    sender: str | None = None,
) -> None:
    """Raise the error that `classify` returns, if it returns one."""
    error = classify(reply, provider=provider, command=command, recipient=recipient, sender=sender)
    if error is not None:
        raise error


def to_reply(answer: Answer) -> Reply:
    """Return the reply in one form. Raises `MalformedReplyError` if it is none."""
    if isinstance(answer, Reply):
        return answer
    if isinstance(answer, tuple):
        return Reply.from_parts(*answer)
    return parse_reply(answer)
