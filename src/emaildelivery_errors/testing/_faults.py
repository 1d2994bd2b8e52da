"""Faults: what the server answers instead, at which command, to whom and how often."""

import enum
import threading
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Final, Literal

import attrs

from .._catalog import CATALOG
from .._entry import Entry
from .._hint import known_command
from .._reply import Reply

__all__ = [
    "USUAL",
    "Close",
    "Fault",
    "Situation",
    "To",
    "Usual",
    "What",
    "example_values",
    "fault_keys",
    "make_fault",
    "octets",
    "stage_of",
]

Close = Literal["before", "middle", "after"]


class Usual(enum.Enum):
    """What the server does by itself, but late, slowly, or hanging up."""

    USUAL = enum.auto()


USUAL: Final = Usual.USUAL

What = str | bytes | Entry | Reply | Usual | None
To = str | Collection[str] | Callable[[str], bool]

# The commands that the server answers.
_STAGES: Final = frozenset(
    {"CONNECT", "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", ".", "RSET"}
    | {"NOOP", "VRFY", "QUIT"}
)

# Before these nobody knows a recipient.
_WITH_RECIPIENTS: Final = frozenset({"RCPT", "DATA", "."})

# Failures without a reply that a server can cause: where, and whether it hangs up or is silent.
_WITHOUT_REPLY: Final[dict[str, tuple[str, Close | None]]] = {
    "net.connection_lost": ("MAIL", "before"),
    "net.outcome_unknown": (".", "before"),
    "net.timeout": ("MAIL", None),
}

# The stage for a record that answers any command, by what it concerns.
_STAGE_OF_SCOPE: Final = {
    "recipient": "RCPT",
    "message": ".",
    "sender": "MAIL",
    "connection": "MAIL",
    "server": "MAIL",
    "account": "AUTH",
}

_EXAMPLES: Final = {
    "address": "sender@example.com",
    "limit": "10",
    "position": "3",
    "recipient": "recipient@example.com",
    "user": "ocid1.user.oc1..example",
}


@attrs.frozen
class Situation:
    """Where a session stands: the stage that is to be answered, and the addresses so far.

    `stage`: the command, `"."` for the end of data.
    `recipient`: the recipient of this RCPT, `None` elsewhere.
    `recipients`: those accepted in this transaction.
    """

    stage: str
    login: str | None = None
    sender: str | None = None
    recipient: str | None = None
    recipients: tuple[str, ...] = ()


@attrs.define
class Fault:
    """A fault as `fail` makes it. `used` counts how often it has happened."""

    reply: bytes | Entry | Usual | None
    stage: str
    to: Callable[[Situation], bool]
    values: Mapping[str, object]
    times: int | None
    after: int
    delay: timedelta
    close: Close | None
    bytewise: bool
    used: int = 0
    _seen: int = 0

    def happens(self, situation: Situation) -> bool:
        """Tell whether it is this fault's turn, and count it."""
        if situation.stage != self.stage or self.times == self.used or not self.to(situation):
            return False
        self._seen += 1
        if self._seen <= self.after:
            return False
        self.used += 1
        return True

    def octets(self, situation: Situation) -> bytes:
        """Return what is sent: nothing for silence, or for what the server sends by itself."""
        if isinstance(self.reply, Entry):
            values = {**example_values(self.reply, situation), **self.values}
            return octets(self.reply.reply(**values))
        return self.reply if isinstance(self.reply, bytes) else b""


def make_fault(  # noqa: PLR0913, those of `fail`
    what: What,
    values: Mapping[str, object],
    *,
    at: str | None = None,
    to: To | None = None,
    times: int | None = None,
    after: int = 0,
    delay: float | timedelta = 0,
    close: Close | None = None,
    bytewise: bool = False,
) -> Fault:
    """Return the fault that the arguments of `fail` ask for. Raises `TypeError`, `ValueError`."""
    reply, stage, hang_up = _what(what)
    if at is not None:
        stage = known_command(at)
    if stage not in _STAGES:
        msg = f"at which command? {at or what!r} does not tell: one of {sorted(_STAGES)}"
        raise ValueError(msg)
    if isinstance(reply, Entry):
        reply.reply(**{**example_values(reply, Situation(stage)), **values})  # or ValueError
    elif values:
        msg = f"{what!r} takes no values, not {sorted(values)}"
        raise ValueError(msg)
    if to is not None and stage not in _WITH_RECIPIENTS:
        msg = f"{stage} knows no recipient: to= works at RCPT, DATA and '.'"
        raise ValueError(msg)
    if close not in {None, "before", "middle", "after"}:
        msg = f"close is 'before', 'middle' or 'after', not {close!r}"
        raise ValueError(msg)
    _check_number("times", 1 if times is None else times, 1)
    _check_number("after", after, 0)
    return Fault(
        reply=reply,
        stage=stage,
        to=_about(to),
        values=values,
        times=times,
        after=after,
        delay=_delay(delay),
        close=close or hang_up,
        bytewise=bytewise,
    )


def _check_number(name: str, number: object, least: int) -> None:
    if not isinstance(number, int) or isinstance(number, bool) or number < least:
        msg = f"{name} is a number from {least} on, not {number!r}"
        raise ValueError(msg)


def _delay(delay: float | timedelta) -> timedelta:
    seconds = delay.total_seconds() if isinstance(delay, timedelta) else float(delay)
    if not 0 <= seconds <= threading.TIMEOUT_MAX:
        msg = f"a delay is some seconds, not {delay!r}"
        raise ValueError(msg)
    return timedelta(seconds=seconds)


def _what(what: object) -> tuple[bytes | Entry | Usual | None, str | None, Close | None]:
    """Return the reply, its own stage where it has one, and whether it is to hang up."""
    if what is None or isinstance(what, Usual):
        return what, None, None
    if isinstance(what, bytes):
        if not what:
            msg = "no octets are silence: fail(None, ...)"
            raise ValueError(msg)
        return what, None, None
    if isinstance(what, Reply):
        return octets(what), None, None
    if isinstance(what, str):
        if what not in CATALOG:
            return _octets_of(what), None, None
        what = CATALOG[what]
    if not isinstance(what, Entry):
        msg = f"a key, a reply, octets or None, not {what!r}"
        raise TypeError(msg)
    if what.key in _WITHOUT_REPLY:
        stage, hang_up = _WITHOUT_REPLY[what.key]
        return None, stage, hang_up
    return what, stage_of(what), None


def _octets_of(text: str) -> bytes:
    """Return a reply as it goes over the wire, its lines joined by hyphens as they must be."""
    lines = text.rstrip("\r\n").splitlines()
    codes = {line[:3] for line in lines}
    code = lines[0][:3] if lines else ""
    if (
        len(codes) != 1
        or not (code.isascii() and code.isdecimal() and "200" <= code <= "599")
        or any(line[3:4] not in {"", " ", "-"} for line in lines)
    ):
        msg = (
            f"neither a key of the catalog nor a reply, each line with one code from 200 to 599: "
            f"{text!r}"
        )
        raise ValueError(msg)
    *others, last = [line[4:] for line in lines]
    return "".join([*(f"{code}-{line}\r\n" for line in others), f"{code} {last}\r\n"]).encode()


def _about(to: To | None) -> Callable[[Situation], bool]:
    """Return whether a situation concerns a recipient, or one of those of a message."""
    if to is None:
        return lambda _: True
    matches = to if callable(to) else _one_of(to)

    def about(situation: Situation) -> bool:
        if situation.recipient is not None:
            return matches(situation.recipient)
        return any(map(matches, situation.recipients))

    return about


def _one_of(to: str | Collection[str]) -> Callable[[str], bool]:
    wanted = {address.lower() for address in ([to] if isinstance(to, str) else to)}
    return lambda address: address.lower() in wanted


def stage_of(entry: Entry) -> str:
    """Return the command that a record answers, the first one if there are several."""
    for command in entry.commands:
        if command in _STAGES:
            return command
    return _STAGE_OF_SCOPE[entry.scope or "message"]


def example_values(entry: Entry, situation: Situation | None = None) -> dict[str, str]:
    """Return a value for each place in a record's wording: the session's, else an example."""
    wordings = entry.templates or entry.observed
    session: dict[str, str | None] = {}
    if situation is not None:
        session = {
            "address": situation.recipient or situation.sender,
            "recipient": situation.recipient,
            "user": situation.login,
        }
    names = wordings[0].names if wordings else ()
    return {name: session.get(name) or _EXAMPLES[name] for name in names}


def fault_keys(provider: str | None = None) -> list[str]:
    """Return the keys of the failures that the server can be told: of a provider, or of all.

    Made for `pytest.mark.parametrize`. Raises `ValueError` for an unknown provider.
    """
    return [
        entry.key
        for entry in CATALOG.search(provider=provider)
        if entry.error is not None
        and (entry.codes or entry.enhanced or entry.key in _WITHOUT_REPLY)
    ]


def octets(reply: Reply) -> bytes:
    """Return a reply as it goes over the wire."""
    *others, last = reply.lines
    lines = [f"{reply.code}-{line}\r\n" for line in others] + [f"{reply.code} {last}\r\n"]
    return "".join(lines).encode("utf-8", "backslashreplace")
