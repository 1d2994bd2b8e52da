"""Lines of Postfix's log: `to=<...>, relay=..., dsn=5.1.1, status=bounced (host ... said: ...)`."""

from typing import Final

from .._find import command_in
from .._make import make_error
from ._log_line import address_and_rest, fields_of, host_of, read_log_line
from ._report import Outcome, Report, quoted, report_of

__all__ = ["read_postfix"]

_OUTCOMES: Final[dict[str, Outcome]] = {
    "sent": "delivered",
    "deferred": "delayed",
    "SOFTBOUNCE": "delayed",  # with soft_bounce = yes
    "bounced": "failed",
    "expired": "failed",
    "undeliverable": "failed",  # of a probe: `sendmail -bv`, or address verification
    "deliverable": "other",
}

# How its queue manager ends what was delayed for too long, or what somebody ended.
_GIVEN_UP: Final = ("expired, returned to sender", "force-expired, returned to sender")


def read_postfix(line: str) -> list[Report]:
    """Return what a line of Postfix's log reports: one `Report`, or none.

    Reported is what became of a recipient (`status=`), or of all that were still delayed when the
    message expired, which has no recipient; other lines give nothing. A recipient that was
    rewritten is reported as the message had it (`orig_to=`).
    """
    log_line = read_log_line(line)
    if log_line is None:
        return []
    queue_id, _, text = log_line.text.partition(": ")
    if text.startswith("from=<") and text.partition(", status=")[2] in _GIVEN_UP:
        # Those who were delayed until now do not get it; the bounce has their addresses.
        sender, _ = address_and_rest(text.removeprefix("from="))
        return [
            Report(
                outcome="failed",
                action="expired",
                error=make_error("iana.5.4.7", sender=sender),
                sender=sender,
                queue_id=queue_id,
                time=log_line.time,
            )
        ]
    if not text.startswith("to=<"):
        return []
    recipient, rest = address_and_rest(text.removeprefix("to="))
    final_recipient = recipient
    if rest.startswith(", orig_to=<"):
        recipient, rest = address_and_rest(rest.removeprefix(", orig_to="))
    head, _, result = rest.partition(", status=")
    status, _, words = result.partition(" (")
    # Somebody may have chosen an address that looks like all this.
    if status not in _OUTCOMES or (">, relay=" in words and ", status=" in words):
        return []
    fields = fields_of(head)
    words = words.removesuffix(")")
    reply = quoted(words)
    if "Command output: " in words:
        reply = ""  # of a program that is no mail server
    return [
        report_of(
            _OUTCOMES[status],
            status.lower(),
            reply.rpartition(" (in reply to ")[0] or reply,
            status=fields.get("dsn"),
            command=command_in(words),
            recipient=recipient,
            final_recipient=final_recipient,
            queue_id=queue_id,
            server=host_of(fields.get("relay")),
            time=log_line.time,
        )
    ]
