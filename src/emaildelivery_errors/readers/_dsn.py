"""Delivery status notifications: bounces as RFC 3464 and, with UTF-8, RFC 6533 define them.

The MIME structure is left to the standard library. The fields in it are read here, because a line
that is none, which real notifications have, ends the standard library's reading.
"""

import base64
import quopri
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, Final

from .._reply import decode
from ._report import Outcome, Report, report_of

__all__ = ["read_dsn"]

_STATUS: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RETURNED: Final = frozenset(
    {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
)

_OUTCOMES: Final[dict[str, Outcome]] = {
    "failed": "failed",
    "delayed": "delayed",
    "delivered": "delivered",
    "relayed": "delivered",
    "expanded": "delivered",
}
# Where there is no action, or one that is not known, the class of the status tells.
_OUTCOMES_BY_CLASS: Final[dict[str, Outcome]] = {"2": "delivered", "4": "delayed", "5": "failed"}

_LONGEST: Final = 16 * 1024 * 1024  # octets of a notification


def read_dsn(message: bytes | str | Message) -> list[Report]:
    """Return what a delivery status notification reports: a `Report` for each recipient.

    `message` is the whole notification, best as bytes; one that was parsed is taken as well. Empty
    for what is no notification.

    The action decides whether a failure is final: a status of 4.y.z may go with `failed` (RFC 3464
    section 2.3.3). `server` is who refused, `queue_id` the message's in the reporting server.
    """
    try:
        notification = message_from_bytes(_octets(message)[:_LONGEST].replace(b"\r\n", b"\n"))
        parts = list(notification.walk())
        status = next((i for i, p in enumerate(parts) if p.get_content_type() in _STATUS), None)
        if status is None:
            return []
        blocks = _blocks(_content(parts[status]))
        behind = parts[status:]
        returned = next((p for p in behind if p.get_content_type() in _RETURNED), None)
        original = {} if returned is None else _fields(_content(returned).partition("\n\n")[0])
    except RecursionError:  # of the standard library, for parts in parts in parts
        return []
    about = _About(blocks[0] if blocks else {}, original, notification)
    return [about.report(block) for block in blocks[1:]]


class _About:
    """What a notification says of the message, whoever the recipient."""

    def __init__(
        self, envelope: Mapping[str, str], original: Mapping[str, str], notification: Message
    ) -> None:
        self._reporting = _value(envelope.get("reporting-mta", ""))
        self._queue_id = envelope.get("x-postfix-queue-id")
        # A notification goes to the envelope sender.
        to = str(notification.get("To", ""))
        self._sender = _value(envelope.get("x-postfix-sender", "")) or parseaddr(to)[1] or None
        self._message_id = original.get("message-id", "").strip("<> ") or None
        self._dates = (envelope.get("arrival-date"), str(notification.get("Date", "")))

    def report(self, fields: Mapping[str, str]) -> Report:
        """Return what the fields of one recipient tell."""
        action = fields.get("action", "").partition(" ")[0].lower()
        status = fields.get("status", "").partition(" ")[0]
        outcome = _OUTCOMES.get(action) or _OUTCOMES_BY_CLASS.get(status[:1], "other")
        # The address that the sender wrote comes first: it is the one in the list.
        names = ("original-recipient", "final-recipient")
        recipient = next(filter(None, (_value(fields.get(name, "")) for name in names)), None)
        dates = (fields.get("last-attempt-date"), *self._dates)
        return report_of(
            outcome,
            action,
            _diagnostic(fields.get("diagnostic-code", "")),
            status=status,
            recipient=recipient,
            sender=self._sender,
            message_id=self._message_id,
            queue_id=self._queue_id,
            server=_value(fields.get("remote-mta", "")) or self._reporting,
            time=next(filter(None, map(_date, dates)), None),
        )


def _octets(message: bytes | str | Message) -> bytes:
    if isinstance(message, bytes):
        return message
    if isinstance(message, str):
        return message.encode("utf-8", "surrogateescape")
    policy: Any = message.policy
    if hasattr(policy, "refold_source"):
        # As it was, not folded anew, which would encode what is not ASCII.
        policy = policy.clone(refold_source="none", utf8=True)
    return message.as_bytes(policy=policy)


def _content(part: Message) -> str:
    """Return what a part of any type has below its header, decoded."""
    octets = _octets(part).partition(b"\n\n")[2]
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    with suppress(ValueError):
        if encoding == "base64":
            octets = base64.b64decode(octets)
        elif encoding == "quoted-printable":
            octets = quopri.decodestring(octets)
    return decode(octets)


def _blocks(text: str) -> list[dict[str, str]]:
    """Return the fields of the message, and then those of each recipient."""
    blocks = [_fields(block) for block in text.split("\n\n")]
    return [block for block in blocks if block]


def _fields(text: str) -> dict[str, str]:
    """Return the fields by name in lower case, the first of each, with their line ends."""
    fields: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.split("\n"):
        if line[:1] in {" ", "\t"}:
            lines.append(line.strip())
        else:
            name, colon, value = line.partition(":")
            lines = [value.strip()]
            if colon:
                lines = fields.setdefault(name.strip().lower(), lines)
    return {name: "\n".join(lines) for name, lines in fields.items()}


def _value(field: str) -> str:
    """Return the address or host of `rfc822; <joe@example.com>` or `dns; mx.example.com`."""
    kind, semicolon, value = field.partition(";")
    value = (value if semicolon else kind).partition(" (")[0].strip().strip("<>")
    return _unescape(value) if kind.strip().lower() == "utf-8" else value


def _unescape(address: str) -> str:
    r"""Decode the `\x{7528}` of an address in ASCII (RFC 6533 section 3)."""
    first, *others = address.split("\\x{")
    parts = [first]
    for other in others:
        code, closed, rest = other.partition("}")
        try:
            parts.append(chr(int(code, 16)) + rest)
        except (ValueError, OverflowError):
            parts.append("\\x{" + code + closed + rest)
    return decode("".join(parts))


def _diagnostic(field: str) -> str:
    """Return the words of `smtp; 550 5.1.1 no such user`."""
    kind, semicolon, words = field.partition(";")
    return words.strip() if semicolon and " " not in kind.strip() else field


def _date(field: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(field or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
