"""Lines of Exim's main log: `=>` delivered, `==` deferred, `**` failed."""

from typing import Final

from .._find import command_in
from ._log_line import address_and_rest, read_log_line, time_of
from ._report import Outcome, Report, report_of

__all__ = ["read_exim"]

# The symbols of its main log (The Exim specification, "Log files", 52.8).
_ACTIONS: Final[dict[str, tuple[str, Outcome]]] = {
    "=>": ("delivered", "delivered"),
    "->": ("delivered", "delivered"),
    ">>": ("delivered", "delivered"),
    "*>": ("suppressed", "other"),  # a delivery that -N only pretended
    "==": ("deferred", "delayed"),
    "**": ("failed", "failed"),
}

# What ends the addresses of a line: router, sender, transport, or the words.
_MARKS: Final = (" R=", " F=", " P=", " T=", " S=", " H=", " defer ", ": ")

_LONGEST_COMMAND: Final = 20  # "pipelined MAIL FROM"
_QUOTE: Final = " error from remote mail server after "
_BEFORE: Final = 5  # words in front of the symbol, at most: date, time, zone, pid, id


def read_exim(line: str) -> list[Report]:
    """Return what a line of Exim's main log reports: one `Report`, or none.

    Reported is what became of a recipient; other lines give nothing. A recipient that was rewritten
    is reported as the message had it.
    """
    log_line = read_log_line(line)
    if log_line is not None:  # by way of syslog
        line = log_line.text
    words = line.split(" ", _BEFORE + 1)
    place = next((i for i, word in enumerate(words) if word in _ACTIONS), None)
    if not place or "-" not in words[place - 1]:
        return []
    action, outcome = _ACTIONS[words[place]]
    final_recipient, original, rest = _addresses(" ".join(words[place + 1 :]))
    return [
        report_of(
            outcome,
            action,
            _confirmation_in(rest) if outcome == "delivered" else _reply_in(rest),
            command=command_in(rest),
            recipient=original or final_recipient,
            final_recipient=final_recipient,
            queue_id=words[place - 1],
            server=f" {rest}".partition(" H=")[2].partition(" ")[0],
            time=time_of(line) or (log_line and log_line.time),
        )
    ]


def _addresses(text: str) -> tuple[str, str, str]:
    """Read `joe@example.com (parent) <original> R=...`: the first, the original, and the rest.

    The first may be a file or a command; without router and transport a colon is behind it.
    """
    end = min((i for mark in _MARKS if (i := text.find(mark)) >= 0), default=len(text))
    first, _ = address_and_rest(text)
    end = max(end, len(first))  # a mark inside of quotes
    addresses, rest = text[:end], text[end:]
    first = first.removesuffix(":")
    if addresses.endswith(">"):
        place = addresses.rfind(" <")
        return first, addresses[place + 2 : -1], rest
    return first, "", rest


def _confirmation_in(text: str) -> str:
    """Return what the server said to a message that it took."""
    return text.partition(' C="')[2].rpartition('"')[0]


def _reply_in(text: str) -> str:
    """Return the reply that a line quotes, or Exim's own words."""
    _, quoted, reply = text.partition(_QUOTE)
    if not quoted:
        return text.rpartition("]: ")[2] if "]: " in text else text.partition(": ")[2] or text
    # The command, which may have an address in it, and then the reply.
    command, bracket, address = reply.partition(":<")
    if bracket and len(command) < _LONGEST_COMMAND:
        reply = address_and_rest(f"<{address}")[1]
    start = reply.find(": ")
    while start >= 0 and not reply[start + 2 : start + 5].isdecimal():
        start = reply.find(": ", start + 2)
    # Line ends are logged as escapes.
    return (reply[start + 2 :] if start >= 0 else reply).replace("\\n", "\n")
