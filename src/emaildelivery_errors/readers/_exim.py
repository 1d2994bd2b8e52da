"""Lines of Exim's main log: `=>` delivered, `==` deferred, `**` failed."""

from typing import Final

from .._find import command_in
from ._log_line import address_and_rest, time_of
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

_QUOTE: Final = " error from remote mail server after "
_BEFORE: Final = 5  # words in front of the symbol, at most: date, time, zone, pid, id


def read_exim(line: str) -> list[Report]:
    """Return what a line of Exim's main log reports: one `Report`, or none.

    Reported is what became of a recipient; other lines give nothing. A recipient that was rewritten
    is reported as the message had it.
    """
    if " exim[" in line[:200]:  # by way of syslog
        line = line.partition("]: ")[2]
    words = line.split(" ", _BEFORE + 1)
    place = next((i for i, word in enumerate(words) if word in _ACTIONS), None)
    if not place or "-" not in words[place - 1]:
        return []
    action, outcome = _ACTIONS[words[place]]
    recipient, rest = address_and_rest(" ".join(words[place + 1 :]))
    if rest.startswith("<"):
        recipient, rest = address_and_rest(rest)
    recipient = recipient.removesuffix(":")  # without router and transport
    return [
        report_of(
            outcome,
            action,
            _reply_in(rest),
            command=command_in(rest),
            recipient=recipient,
            queue_id=words[place - 1],
            server=f" {rest}".partition(" H=")[2].partition(" ")[0],
            time=time_of(line),
        )
    ]


def _reply_in(text: str) -> str:
    """Return the reply that a line quotes, or Exim's own words."""
    _, quoted, reply = text.partition(' C="')
    if quoted:  # the confirmation of a delivery
        return reply.rpartition('"')[0]
    _, quoted, reply = text.partition(_QUOTE)
    if not quoted:
        return text.rpartition("]: ")[2] if "]: " in text else text.partition(": ")[2] or text
    # The command, which may have an address in it, and then the reply.
    start = reply.find(": ")
    while start >= 0 and not reply[start + 2 : start + 5].isdecimal():
        start = reply.find(": ", start + 2)
    return reply[start + 2 :] if start >= 0 else reply
