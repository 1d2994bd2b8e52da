"""Delivery status notifications: bounces as RFC 3464 and, with UTF-8, RFC 6533 define them.

The MIME structure is left to the standard library. The fields in it are read here, because a line
that is none, which real notifications have, ends the standard library's reading.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, Final, cast

from .._reply import decode
from ._report import Outcome, Report, quoted, report_of

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
# Where there is no action, or one that is not known, the class of the status tells, or the reply.
_OUTCOMES_BY_DIGIT: Final[dict[str, Outcome]] = {"2": "delivered", "4": "delayed", "5": "failed"}

_ADDRESS_TYPES: Final = frozenset({"rfc822", "utf-8"})

_LONGEST: Final = 4 * 1024 * 1024  # octets of a notification; what is returned comes last
_LONGEST_FIELD: Final = 2000  # characters, of those with an address or a date
_CONTROL: Final = 0x20
_DELETE: Final = 0x7F


class _Part(Message):
    """A part whose content stays as it came, unless it is multipart.

    The standard library would read what is in `message/...`, and could not always give it back. Its
    reading of a boundary takes quadratic time.
    """

    def get_content_type(self) -> str:
        """Return "text/plain" for what is not multipart."""
        return super().get_content_type() if self.is_of("multipart") else "text/plain"

    def get_content_maintype(self) -> str:
        """Return the part in front of the slash."""
        return "multipart" if self.is_of("multipart") else "text"

    def get_boundary(self, failobj: Any = None) -> Any:  # noqa: ANN401, the base's
        """Return the parameter `boundary`."""
        for parameter in str(self.get("Content-Type", "")).split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() in {"boundary", "boundary*", "boundary*0"}:
                # None has a semicolon, a quote or a backslash in it (RFC 2046 section 5.1.1).
                return value.rpartition("''")[2].strip().strip('"').replace("\\", "") or failobj
        return failobj

    def is_of(self, maintype: str) -> bool:
        """Tell whether the real type begins so."""
        return self.type.startswith(f"{maintype}/")

    @property
    def type(self) -> str:
        """The real content type."""
        field = str(self.get("Content-Type", "text/plain"))
        return field.partition(";")[0].strip().lower()


def read_dsn(message: bytes | str | Message) -> list[Report]:
    """Return what a delivery status notification reports: a `Report` for each recipient.

    `message` is the whole notification, best as bytes; one that was parsed is taken as well. Empty
    for what is no notification. Nobody vouches for one: compare `message_id` or the address that
    it came to with what you sent before you strike an address off.

    The action decides whether a failure is final: a status of 4.y.z may go with `failed` (RFC 3464
    section 2.3.3). `server` is who refused, `queue_id` the message's in the reporting server.
    """
    data = _octets(message).lstrip(b"\r\n")[:_LONGEST].replace(b"\r\n", b"\n")
    try:
        notification = message_from_bytes(data, _Part)
        parts = list(notification.walk())
    except RecursionError:  # of the standard library, for parts in parts in parts
        return []
    blocks: list[dict[str, str]] = []
    original: dict[str, str] = {}
    for part in parts[1:]:  # a notification has several parts
        if part.type in _STATUS:
            blocks += _blocks(_content(part))
        elif blocks and part.type in _RETURNED:
            original = original or _fields(_content(part).partition("\n\n")[0])
    if not blocks:
        return []
    about = _About(blocks[0], original, notification)
    return [about.report(block) for block in blocks if _recipient_of(block)]


class _About:
    """What a notification says of the message, whoever the recipient."""

    def __init__(
        self, envelope: Mapping[str, str], original: Mapping[str, str], notification: Message
    ) -> None:
        self._reporting = _value(envelope.get("reporting-mta", ""))
        self._queue_id = envelope.get("x-postfix-queue-id")
        # A notification goes to the envelope sender.
        to = _address_in(str(notification.get("To", "")))
        self._sender = _value(envelope.get("x-postfix-sender", "")) or to or None
        self._message_id = _in_brackets(original.get("message-id", "")) or None
        self._dates = (envelope.get("arrival-date"), str(notification.get("Date", "")))

    def report(self, fields: Mapping[str, str]) -> Report:
        """Return what the fields of one recipient tell."""
        action = fields.get("action", "").strip().partition(" ")[0].lower()
        status = fields.get("status", "").strip().partition(" ")[0]
        words = quoted(_diagnostic(fields.get("diagnostic-code", "")))
        outcome = (
            _OUTCOMES.get(action)
            or _OUTCOMES_BY_DIGIT.get(status[:1])
            or _OUTCOMES_BY_DIGIT.get(words[:1], "other")
        )
        # The address that the sender wrote is the one in its list.
        final = _value(fields.get("final-recipient", ""))
        dates = (fields.get("last-attempt-date"), *self._dates)
        return report_of(
            outcome,
            action,
            words,
            status=status,
            recipient=_recipient_of(fields),
            final_recipient=final,
            sender=self._sender,
            message_id=self._message_id,
            queue_id=self._queue_id,
            server=(_value(fields.get("remote-mta", "")) or self._reporting).removesuffix("."),
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
    try:
        return message.as_bytes(policy=policy)
    except (MessageError, ValueError, LookupError, TypeError):
        # One that was parsed from text has characters where octets are wanted.
        try:
            return "".join(_pieces(message)).encode("utf-8", "surrogateescape")
        except UnicodeError:
            return b""


def _pieces(message: Message) -> Iterator[str]:
    """Yield a message as text, without judging it."""
    for name, value in message.raw_items():
        yield f"{name}: {value}\n"
    yield "\n"
    payload: Any = message.get_payload()
    if isinstance(payload, str):
        yield payload
    elif isinstance(payload, list):
        boundary = message.get_boundary()
        for part in cast("list[Message]", payload):
            yield f"\n--{boundary}\n" if boundary else ""
            yield from _pieces(part)
        yield f"\n--{boundary}--\n" if boundary else ""


def _content(part: Message) -> str:
    """Return what a part of any type has below its header, decoded."""
    content = part.get_payload(decode=True)
    return decode(content) if isinstance(content, bytes) else ""


def _blocks(text: str) -> list[dict[str, str]]:
    """Return the fields of the message, and then those of each recipient."""
    lines = "\n".join([line if line.strip() else "" for line in text.split("\n")])
    blocks = [_fields(block) for block in lines.split("\n\n")]
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


def _recipient_of(fields: Mapping[str, str]) -> str | None:
    """Return the recipient as the sender wrote it, if that is told, else the final one."""
    original = fields.get("original-recipient", "")
    if original.partition(";")[0].strip().lower() in _ADDRESS_TYPES:
        address = _value(original)
        if address:
            return address
    return _value(fields.get("final-recipient", "")) or None


def _value(field: str) -> str:
    """Return the address or host of `rfc822; <joe@example.com>` or `dns; mx.example.com`."""
    kind, semicolon, value = field.strip().partition(";")
    value = (value if semicolon else kind).strip().rstrip(";,")
    _, bracket, address = value.partition("<")
    value = address.partition(">")[0] if bracket else value.partition(" (")[0].strip()
    value = value.removeprefix("smtp:")
    return _unescape(value) if kind.strip().lower() == "utf-8" else value


def _unescape(address: str) -> str:
    r"""Decode the `\x{7528}` of an address in ASCII (RFC 6533 section 3), but to no control."""
    first, *others = address.split("\\x{")
    parts = [first]
    for other in others:
        digits, _, rest = other.partition("}")
        try:
            code = int(digits, 16)
            allowed = code >= _CONTROL and code != _DELETE
            parts.append(chr(code) + rest if allowed else "\\x{" + other)
        except (ValueError, OverflowError):
            parts.append("\\x{" + other)
    return decode("".join(parts))


def _diagnostic(field: str) -> str:
    """Return the words of `smtp; 550 5.1.1 no such user`."""
    kind, semicolon, words = field.partition(";")
    return words.strip() if semicolon and " " not in kind.strip() else field


def _in_brackets(field: str) -> str:
    """Return the id of `<1@example.com> (added by mx)`."""
    _, bracket, behind = field.partition("<")
    return (behind.partition(">")[0] if bracket else field).strip()


def _address_in(field: str) -> str:
    try:
        return parseaddr(field[:_LONGEST_FIELD])[1]
    except (RecursionError, ValueError, IndexError):  # of the standard library
        return ""


def _date(field: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime((field or "")[:_LONGEST_FIELD])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
