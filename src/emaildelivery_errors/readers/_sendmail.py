"""Lines of Sendmail's log: `to=<...>, relay=..., dsn=5.1.1, stat=User unknown`."""

from typing import Final

from ._log_line import address_and_rest, fields_of, host_of, read_log_line
from ._report import Outcome, Report, report_of

__all__ = ["read_sendmail"]

_OUTCOMES: Final[dict[str, Outcome]] = {"2": "delivered", "4": "delayed", "5": "failed"}


def read_sendmail(line: str) -> list[Report]:
    """Return what a line of Sendmail's log reports: a `Report` for each recipient in it, or none.

    Reported is what became of a recipient (`stat=`); other lines give nothing.
    """
    log_line = read_log_line(line)
    if log_line is None:
        return []
    queue_id, _, text = log_line.text.partition(": ")
    head, is_result, stat = text.partition(", stat=")
    if not text.startswith("to=") or not is_result:
        return []
    recipients, rest = _recipients(head.removeprefix("to="))
    fields = fields_of(rest)
    status = fields.get("dsn", "")
    outcome = _OUTCOMES.get(status[:1]) or _outcome_of(stat)
    # `Sent (ok 1)`, `Deferred: 450 4.2.0 later`, `User unknown`; some versions log the reply too.
    action, _, words = stat.partition(" (")
    reply = fields.get("reply") or words.removesuffix(")") or stat.removeprefix("Deferred: ")
    return [
        report_of(
            outcome,
            action.partition(":")[0].lower(),
            reply,
            status=status,
            recipient=recipient,
            queue_id=queue_id,
            server=host_of(fields.get("relay")),
            time=log_line.time,
        )
        for recipient in recipients
    ]


def _outcome_of(stat: str) -> Outcome:
    if stat.startswith("Sent"):
        return "delivered"
    return "delayed" if stat.lower().startswith(("deferred", "queued")) else "failed"


def _recipients(text: str) -> tuple[list[str], str]:
    """Read `<joe@example.com>,<ann@example.com>, delay=...`."""
    recipients: list[str] = []
    while text.startswith("<"):
        recipient, text = address_and_rest(text)
        recipients.append(recipient)
        if not text.startswith(",<"):
            return recipients, text
        text = text[1:]
    first, _, rest = text.partition(", ")
    return [*recipients, *first.split(",")], rest
