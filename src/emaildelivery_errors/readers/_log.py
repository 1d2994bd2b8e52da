"""read_log: all that a log of mail servers, or of OCI, reports, in constant memory."""

from collections.abc import Iterable, Iterator, Mapping
from io import IOBase
from typing import IO, Any, Final

import attrs

from .._make import with_changes
from ._exim import read_exim
from ._log_line import address_and_rest, fields_of, read_log_line
from ._oci_log import read_oci_log
from ._postfix import read_postfix
from ._report import Report
from ._sendmail import read_sendmail

__all__ = ["read_log"]

# Messages whose sender and id are remembered until their recipients come. A busy server has so
# many under way in some minutes.
_REMEMBERED: Final = 20_000

_RECIPIENTS_REMEMBERED: Final = 100  # of a message

# What Postfix and Exim say when a message has left the queue.
_COMPLETED: Final = " Completed"
_ENDS: Final = (": removed", _COMPLETED)

_LONGEST_LINE: Final = 1024 * 1024


def read_log(log: Iterable[str] | Iterable[bytes] | IO[str] | IO[bytes]) -> Iterator[Report]:
    """Yield what the lines of a log report: of Postfix, Exim, Sendmail, or OCI's as JSON.

    `log`: an open file, best in binary, or any lines. The kinds may be mixed; OCI's are a record of
    JSON on each line. Sender and message id stand on other lines of a mail server's log; they are
    put in where those came before. Raises `TypeError` for a text or a path.
    """
    queue = _Queue()
    for line in _lines(log):
        if line.startswith(("{", "[")):
            yield from read_oci_log(line)
        elif "=" in line or "**" in line or line.endswith(_ENDS):
            reports = read_postfix(line) or read_sendmail(line) or read_exim(line)
            if not reports:
                queue.learn(line)
            for report in reports:
                yield from queue.complete(line, report)


def _lines(log: Iterable[Any]) -> Iterator[str]:
    """Yield lines of bounded length as text; of longer ones the beginning."""
    if isinstance(log, str | bytes):
        msg = "an open file, or lines, are wanted; for a text: text.splitlines()"
        raise TypeError(msg)
    pieces: Iterable[str | bytes] = log
    read: Any = log.readline if isinstance(log, IOBase) else None
    if read is not None:
        pieces = iter(lambda: read(_LONGEST_LINE), type(read(0))())
    in_the_middle = False
    for piece in pieces:
        text = piece if isinstance(piece, str) else piece.decode("utf-8", "backslashreplace")
        if not in_the_middle:
            yield text.lstrip("\ufeff").rstrip("\r\n")
        in_the_middle = read is not None and not text.endswith("\n")


@attrs.define
class _Message:
    """What is known of a message in a queue, and who waits for it still."""

    facts: dict[str, str] = attrs.field(factory=dict[str, str])
    delayed: dict[str, None] = attrs.field(factory=dict[str, None])


class _Queue:
    """The messages that came last, by their servers and queue ids."""

    def __init__(self) -> None:
        self._messages: dict[tuple[str, str], _Message] = {}

    def learn(self, line: str) -> None:
        """Remember what a line tells of a message, or that it left the queue."""
        queue_id, facts = _facts(line)
        if facts:
            self._message(line, queue_id).facts.update(facts)
        elif line.endswith(_ENDS):
            self._messages.pop((_host_of(line), queue_id), None)

    def complete(self, line: str, report: Report) -> list[Report]:
        """Put in what is known of the message; one report for all becomes one for each."""
        message = self._message(line, report.queue_id or "")
        recipient = report.recipient
        if recipient is None:
            recipients: list[str | None] = [*message.delayed] or [None]
            return [_with_facts(report, message.facts, recipient) for recipient in recipients]
        if report.outcome != "delayed":
            message.delayed.pop(recipient, None)
        elif len(message.delayed) < _RECIPIENTS_REMEMBERED:
            message.delayed[recipient] = None
        return [_with_facts(report, message.facts, recipient)]

    def _message(self, line: str, queue_id: str) -> _Message:
        key = _host_of(line), queue_id
        message = self._messages.get(key)
        if message is None:
            if len(self._messages) >= _REMEMBERED:
                del self._messages[next(iter(self._messages))]
            message = self._messages[key] = _Message()
        return message


def _with_facts(report: Report, facts: Mapping[str, str], recipient: str | None) -> Report:
    sender = report.sender or facts.get("sender")
    error = report.error
    if error is not None:
        recipients = [] if recipient is None else [recipient]
        error = with_changes(error, sender=sender, recipients=recipients)
    return attrs.evolve(
        report,
        error=error,
        recipient=recipient,
        sender=sender,
        message_id=facts.get("message_id"),
    )


def _host_of(line: str) -> str:
    """Return the server that wrote a line: queue ids are its own."""
    log_line = read_log_line(line)
    return "" if log_line is None else log_line.host


def _facts(line: str) -> tuple[str, dict[str, str]]:
    """Return queue id, sender and message id, as far as a line has them."""
    log_line = read_log_line(line)
    text = line if log_line is None else log_line.text
    before, arrived, after = text.partition(" <= ")
    facts: dict[str, str] = {}
    if line.endswith(_COMPLETED):
        return text.removesuffix(_COMPLETED).rpartition(" ")[2], facts
    if arrived:  # Exim
        sender, rest = address_and_rest(after)
        facts["sender"] = "" if sender == ">" else sender
        ids = [word for word in rest.split() if word.startswith("id=")]
        if ids:
            facts["message_id"] = ids[0].removeprefix("id=")
        return before.rpartition(" ")[2], facts
    queue_id, _, text = text.partition(": ")
    if text.startswith("message-id="):
        facts["message_id"] = text.removeprefix("message-id=").strip("<> ")
    elif text.startswith("from=<"):
        sender, rest = address_and_rest(text.removeprefix("from="))
        facts["sender"] = sender
        if "msgid=" in rest:  # Sendmail
            facts["message_id"] = fields_of(rest).get("msgid", "").strip("<> ")
    return queue_id, facts
