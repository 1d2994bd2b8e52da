"""read_log: all that a log of mail servers, or of OCI, reports, in constant memory."""

from collections.abc import Iterable, Iterator
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
        elif "=" in line or "**" in line:
            reports = _reports(line)
            if not reports:
                queue.learn(line)
            yield from map(queue.complete, reports)


def _reports(line: str) -> list[Report]:
    if "status=" in line:
        return read_postfix(line)
    if "stat=" in line:
        return read_sendmail(line)
    return read_exim(line)


def _lines(log: Iterable[Any]) -> Iterator[str]:
    """Yield lines of bounded length as text; of longer ones the beginning."""
    if isinstance(log, str | bytes):
        msg = "an open file, or lines, are wanted; for a text: text.splitlines()"
        raise TypeError(msg)
    read = getattr(log, "readline", None)
    if read is None:
        pieces: Iterable[str | bytes] = log
    else:
        pieces = iter(lambda: read(_LONGEST_LINE), type(read(0))())
    in_the_middle = False
    for piece in pieces:
        text = piece if isinstance(piece, str) else piece.decode("utf-8", "backslashreplace")
        if not in_the_middle:
            yield text.rstrip("\r\n")
        in_the_middle = read is not None and not text.endswith("\n")


class _Queue:
    """Sender and message id of the messages that came last, by their queue ids."""

    def __init__(self) -> None:
        self._messages: dict[str, dict[str, str]] = {}

    def learn(self, line: str) -> None:
        """Remember what a line tells of a message."""
        queue_id, facts = _facts(line)
        if facts:
            if queue_id not in self._messages and len(self._messages) >= _REMEMBERED:
                del self._messages[next(iter(self._messages))]
            self._messages.setdefault(queue_id, {}).update(facts)

    def complete(self, report: Report) -> Report:
        """Put in what is known of the message."""
        facts = self._messages.get(report.queue_id or "", {})
        sender = report.sender or facts.get("sender")
        error = report.error
        if error is not None:
            error = with_changes(error, sender=sender)
        return attrs.evolve(report, error=error, sender=sender, message_id=facts.get("message_id"))


def _facts(line: str) -> tuple[str, dict[str, str]]:
    """Return queue id, sender and message id, as far as a line has them."""
    log_line = read_log_line(line)
    if log_line is None or " <= " in line[:120]:
        return _facts_of_exim(line)
    queue_id, _, text = log_line.text.partition(": ")
    facts: dict[str, str] = {}
    if text.startswith("message-id="):
        facts["message_id"] = text.removeprefix("message-id=").strip("<> ")
    elif text.startswith("from=<"):
        sender, rest = address_and_rest(text.removeprefix("from="))
        facts["sender"] = sender
        if "msgid=" in rest:  # Sendmail
            facts["message_id"] = fields_of(rest).get("msgid", "").strip("<> ")
    return queue_id, facts


def _facts_of_exim(line: str) -> tuple[str, dict[str, str]]:
    before, arrived, text = line.partition(" <= ")
    if not arrived:
        return "", {}
    sender, rest = address_and_rest(text)
    facts = {"sender": "" if sender == ">" else sender}
    words = [word for word in rest.split() if word.startswith("id=")]
    if words:
        facts["message_id"] = words[0].removeprefix("id=")
    return before.rpartition(" ")[2], facts
