"""Lines of Postfix's log: `to=<...>, relay=..., dsn=5.1.1, status=bounced (host ... said: ...)`."""

from typing import Final

from .._endpoint import provider_of
from .._find import command_in
from ._log_line import address_and_rest, fields_of, host_of, read_log_line
from ._report import Outcome, Report, quoted_error

__all__ = ["from_postfix"]

_OUTCOMES: Final[dict[str, Outcome]] = {
    "sent": "delivered",
    "deferred": "delayed",
    "bounced": "failed",
    "expired": "failed",
    "undeliverable": "failed",  # of a probe: `sendmail -bv`, or address verification
    "deliverable": "other",
}

# What stands in front of a reply that Postfix quotes.
_QUOTES: Final = (" said: ", " refused to talk to me: ")


def from_postfix(line: str) -> list[Report]:
    """Return what a line of Postfix's log reports: one `Report`, or none.

    Reported is what became of a recipient (`status=`); other lines give nothing. A recipient that
    was rewritten is reported as the message had it (`orig_to=`).
    """
    log_line = read_log_line(line)
    if log_line is None:
        return []
    queue_id, _, text = log_line.text.partition(": ")
    if not text.startswith("to=<"):
        return []
    recipient, rest = address_and_rest(text.removeprefix("to="))
    head, _, status = rest.partition(", status=")
    action, _, words = status.partition(" (")
    if action not in _OUTCOMES:
        return []
    before, original, original_to = head.partition(", orig_to=<")
    if original:
        recipient, rest = address_and_rest(f"<{original_to}")
        head = before + rest
    fields = fields_of(head)
    server = host_of(fields.get("relay"))
    outcome = _OUTCOMES[action]
    words = words.removesuffix(")")
    quote = next((quote for quote in _QUOTES if quote in words), None)
    reply = words if quote is None else words.partition(quote)[2]
    error = None
    if outcome != "other":
        error = quoted_error(
            reply.rpartition(" (in reply to ")[0] or reply,
            outcome,
            status=fields.get("dsn"),
            command=command_in(words),
            recipient=recipient,
            provider=provider_of(server or ""),
        )
    # A 254 of OCI's is success for Postfix.
    outcome = "failed" if error is not None and outcome == "delivered" else outcome
    return [
        Report(
            outcome=outcome,
            action=action,
            error=error,
            recipient=recipient,
            queue_id=queue_id,
            server=server,
            time=log_line.time,
        )
    ]
