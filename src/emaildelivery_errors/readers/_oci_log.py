"""Delivery logs of OCI Email Delivery, as its Logging service has them.

Two kinds (Oracle, "Details for Email Delivery Logs"): what OCI answered to the client
(`outboundaccepted`), and what became of it at the recipient's server (`outboundrelayed`). Oracle
asks readers to tolerate actions and types of errors that they do not know.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, cast

from .._make import make_error, of_record
from .._reply import decode
from ..errors import DeliveryError
from ._report import Outcome, Report, error_of, never_hard

__all__ = ["read_oci_log"]

# What is in front of a record: the answer of a search, an item of it, an envelope (CloudEvents).
_AROUND: Final = ("results", "logContent", "data")
_DEEPEST: Final = 8
_MARKS: Final = frozenset({"recipient", "messageId", "sender", "errorType", "smtpStatus"})

_ACCEPTED: Final = "outboundaccepted"
_RELAYED: Final = "outboundrelayed"

# The documentation has both spellings of the first.
_KEYS: Final = {
    "recepient suppressed": "oci.suppressed",
    "recipient suppressed": "oci.suppressed",
    "authorization failure": "oci.sender_not_authorized",
    "invalid recipient": "oci.invalid_address",
    "daily limit reached": "oci.rate_per_day",
    "sender rate limit reached": "oci.rate_per_minute",
    "byte limit exceeded": "oci.message_too_large",
    "message parse error": "oci.message_parse_error",
    "disconnected": "net.connection_lost",
    "reset": "net.client_error",
}

_OUTCOMES: Final[dict[str, Outcome]] = {
    "accept": "accepted",
    "relay": "delivered",
    "bounce": "failed",
}

_HARD: Final = "hard"
_NOT_OF_THE_ADDRESS: Final = ("spam", "policy", "content", "virus", "relay", "routing")


def read_oci_log(
    record: Mapping[str, Any] | Sequence[Mapping[str, Any]] | str | bytes,
) -> list[Report]:
    """Return what records of OCI's delivery logs report: a `Report` for each of them.

    `record`: a record with or without its envelope, or the answer of a log search with many, as a
    mapping or as JSON. Empty for anything else.

    The status in an accepted record is OCI's reply to the client; in a relayed one it is the
    reply of the recipient's server, and is classified by the standards. A bounce that OCI calls
    soft is never a hard one here, whatever its status says.
    """
    if isinstance(record, str | bytes):
        try:
            record = json.loads(record)
        except (ValueError, RecursionError):
            return []
    return [_report(data, around) for data, around in _records(record, {}, _DEEPEST)]


def _records(
    value: object, around: Mapping[str, Any], depth: int
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield the records in a value, each with what the layers around it tell."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _records(item, around, depth - 1)
    elif isinstance(value, Mapping):
        layer = cast("Mapping[str, Any]", value)
        if "action" in layer and _MARKS & layer.keys():
            yield layer, around
            return
        for name in _AROUND:
            yield from _records(layer.get(name), {**around, **layer}, depth - 1)


def _report(data: Mapping[str, Any], around: Mapping[str, Any]) -> Report:
    action = _text(data, "action").lower()
    kind = _text(data, "errorType").lower()
    of = _text(around, "type")
    # A bare record has its action alone.
    relayed = _ACCEPTED not in of and (_RELAYED in of or action not in {"accept", ""})
    outcome = _OUTCOMES.get(action, "other")
    if not relayed:
        error = _of_accepted(data, kind)
    else:
        error = _of_relayed(data, kind) if outcome == "failed" else None
    if error is not None:
        outcome = "failed"
    return Report(
        outcome=outcome,
        action=action,
        error=error,
        recipient=_text(data, "recipient") or None,
        sender=_text(data, "sender") or None,
        message_id=_text(data, "messageId").strip("<> ") or None,
        server=_text(data, "recipientMailServer").partition(" ")[0] or None,
        time=_time(around.get("time")) or _time(around.get("datetime")),
    )


def _of_accepted(data: Mapping[str, Any], kind: str) -> DeliveryError | None:
    """Return why OCI refused, by its reply to the client, else by the type of the error."""
    status = _text(data, "smtpStatus")
    about = {"recipient": _text(data, "recipient") or None, "sender": _text(data, "sender") or None}
    key = _KEYS.get(kind)
    error = error_of(status, "accepted", provider="oci", **about)
    if error is not None and key in {None, error.key}:
        return error
    if key is None:
        return error_of(kind, "failed", **about) if kind else None
    recipients = [about["recipient"]] if about["recipient"] else []
    return make_error(
        key,
        message=status,
        matched_by="documented",
        recipients=recipients,
        sender=about["sender"],
    )


def _of_relayed(data: Mapping[str, Any], kind: str) -> DeliveryError | None:
    """Return why the recipient's server refused."""
    about = {"recipient": _text(data, "recipient") or None, "sender": _text(data, "sender") or None}
    status, code = _text(data, "smtpStatus"), _text(data, "bounceCode")
    error = error_of(status, "failed", status=code, provider="standards", **about)
    if error is None:
        return None
    # OCI judges by more than the code, which may be a filter's; and it suppresses by its judgement.
    category = _text(data, "bounceCategory")
    if _HARD not in kind or any(word in category for word in _NOT_OF_THE_ADDRESS):
        return never_hard(error)
    by_code = error_of(code, "failed", **about)
    if by_code is not None and by_code.hard_bounce and not error.hard_bounce:
        return of_record(by_code.key, error, by_code.matched_by)
    return error


def _text(mapping: Mapping[str, Any], name: str) -> str:
    value = mapping.get(name)
    return decode(value.strip()) if isinstance(value, str) else ""


def _time(value: object) -> datetime | None:
    """Read a time in ISO 8601, or in milliseconds since 1970 as a log search gives it."""
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / 1000, UTC)
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None
