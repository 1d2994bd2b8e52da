"""What the lines of mail servers' logs have in common: program, time, addresses."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = [
    "LogLine",
    "address_and_rest",
    "end_of_address",
    "fields_of",
    "host_of",
    "read_log_line",
    "time_of",
]

_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


_FIELDS: Final = 7  # in front of an RFC 5424 message without structured data

# The server may be in the zone that is furthest ahead of this machine's.
_AHEAD: Final = timedelta(hours=15)


class LogLine(NamedTuple):
    """A line that a program wrote by way of syslog, or as syslog does."""

    stamp: str
    host: str
    program: str  # "postfix/smtp"
    text: str

    @property
    def time(self) -> datetime | None:
        """The time of the stamp; reading it takes longer than all the rest."""
        return time_of(self.stamp)


@lru_cache(maxsize=2)  # several readers look at the same line
def read_log_line(line: str) -> LogLine | None:
    """Split `Nov 24 10:00:00 host postfix/smtp[123]: text`, `None` for another form.

    The process id may be missing; RFC 5424's form is read too.
    """
    if line.startswith("<"):
        words = line.split(" ", _FIELDS)
        if len(words) == _FIELDS + 1 and words[0].endswith(">1"):
            _, stamp, host, program, *_, text = words
            return LogLine(stamp, host, program, text)
        line = line.partition(">")[2]
    head, bracket, text = line.partition("]: ")
    before, with_pid, _ = head.rpartition("[")
    if not (bracket and with_pid) or ": " in before:
        before, colon, text = line.partition(": ")
        first, *others = before.split() or [""]
        if not colon or len(others) != (4 if first in _MONTHS else 2):
            return None
    if "=" in before or before.endswith(" "):  # fields of a line that has no program
        return None
    if text.startswith("[ID "):  # Solaris
        text = text.partition("] ")[2]
    stamp, _, program = before.rpartition(" ")
    stamp, _, host = stamp.rpartition(" ")
    return LogLine(stamp, host, program, text) if host else None


def time_of(stamp: str) -> datetime | None:
    """Read `Nov 24 10:00:00 ...`, `2026-11-24 10:00:00 ...` or `2026-11-24T10:00:00+09:00 ...`.

    A date without a year is taken for the latest one that is not in the future.
    """
    words = stamp.split(maxsplit=3)[:3]
    if not words:
        return None
    try:
        if words[0] in _MONTHS:
            return _latest(*words)
        if len(words[0]) == len("2026-11-24"):
            zone = words[2] if len(words) > 2 and words[2][0] in "+-" else ""  # noqa: PLR2004
            return datetime.fromisoformat(" ".join(words[:2]) + zone)
        return datetime.fromisoformat(words[0])
    except (ValueError, TypeError, OverflowError):
        return None


def _latest(month: str, day: str, clock: str) -> datetime:
    if ":" not in clock:
        raise ValueError(clock)
    now = datetime.now()  # noqa: DTZ005, the log has the local time of its server
    # Next year may have begun at the server. A 29 February may be eight years ago.
    for year in range(now.year + 1, now.year - 8, -1):
        try:
            time = datetime.fromisoformat(
                f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}T{clock}"
            )
        except ValueError:
            if (month, day) == ("Feb", "29"):
                continue
            raise
        if time <= now + _AHEAD:
            return time
    raise ValueError(month)


def address_and_rest(text: str) -> tuple[str, str]:
    """Split an address in angle brackets from what follows; a quoted local part may have any."""
    start = 1 if text.startswith("<") else 0
    close = end_of_address(text, start)
    return text[start:close], text[close + 1 :]


def end_of_address(text: str, start: int) -> int:
    """Return where an address ends: at its closing bracket, or at a blank if it has none."""
    end = start
    if text.startswith('"', start):
        end = start + 1
        while end < len(text) and text[end] != '"':
            end += 2 if text[end] == "\\" else 1
    in_brackets = text.startswith("<", start - 1) if start else False
    close = text.find(">" if in_brackets else " ", end)
    return len(text) if close < 0 else close


def fields_of(text: str) -> dict[str, str]:
    """Read `relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=5.1.1`."""
    pairs = (field.partition("=") for field in text.split(", "))
    return {name.strip(" ,"): value for name, equals, value in pairs if equals}


def host_of(relay: str | None) -> str | None:
    """Return the host name of `mx.example.com[192.0.2.1]:25` and `mx.example.com. [192.0.2.1]`."""
    host, address, _ = (relay or "").partition("[")
    host = host.strip().removesuffix(".")
    return host if address or "." in host else None  # "none", "local" and the like are no hosts
