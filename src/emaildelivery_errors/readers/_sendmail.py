"""Lines of Sendmail's log: `to=<...>, relay=..., dsn=5.1.1, stat=User unknown`."""

from typing import Final

import attrs

from .._make import with_changes
from ._log_line import end_of_address, fields_of, host_of, read_log_line
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
    if not text.startswith("to="):
        return []
    recipients, rest = _recipients(text.removeprefix("to="))
    head, is_result, stat = rest.partition(", stat=")
    if not is_result:
        return []
    head, _, reply = head.partition(", reply=")  # which some versions log
    fields = fields_of(head)
    status = fields.get("dsn", "")
    outcome = _OUTCOMES.get(status[:1]) or _outcome_of(stat)
    action, _, words = stat.partition(" (")
    if not stat.startswith("Sent"):
        # `Deferred: 450 4.2.0 later`, `Host unknown (Name server: ...)`
        action, words = stat.partition(":")[0].partition(" (")[0], stat.removeprefix("Deferred: ")
    report = report_of(
        outcome,
        action.lower(),
        reply or words.removesuffix(")") or stat,
        status=status,
        recipient=recipients[0],
        queue_id=queue_id,
        server=host_of(fields.get("relay")),
        time=log_line.time,
    )
    return [report, *(_of_recipient(report, recipient) for recipient in recipients[1:])]


def _of_recipient(report: Report, recipient: str) -> Report:
    error = report.error
    if error is not None:
        error = with_changes(error, recipients=[recipient])
    return attrs.evolve(report, recipient=recipient, error=error)


def _outcome_of(stat: str) -> Outcome:
    if stat.startswith("Sent"):
        return "delivered"
    return "delayed" if stat.lower().startswith(("deferred", "queued")) else "failed"


def _recipients(text: str) -> tuple[list[str], str]:
    """Read `<joe@example.com>,<ann@example.com>, delay=...`: at least one, and the rest."""
    recipients: list[str] = []
    end = 0
    while text.startswith("<", end):
        close = end_of_address(text, end + 1)
        recipients.append(text[end + 1 : close])
        if not text.startswith(",<", close + 1):
            return recipients, text[close + 1 :]
        end = close + 2
    first, comma, rest = text.partition(", ")
    return first.split(","), comma + rest
