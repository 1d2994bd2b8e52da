"""Faults: what the server answers instead, at which command, to whom and how often."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final, Literal

import attrs

from .._catalog import CATALOG
from .._entry import Entry
from .._hint import known_command
from .._reply import Reply

__all__ = ["Close", "Fault", "Situation", "example_values", "fault_keys", "octets", "stage_of"]

Close = Literal["before", "middle", "after"]

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

    reply: bytes | Entry | None
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
        """Return what is sent: nothing for silence."""
        if isinstance(self.reply, Entry):
            values = {**example_values(self.reply, situation), **self.values}
            return octets(self.reply.reply(**values))
        return self.reply or b""


def make_fault(  # noqa: PLR0913, those of `fail`
    what: str | bytes | Entry | None,
    values: Mapping[str, object],
    *,
    at: str | None = None,
    to: str | Callable[[str], bool] | None = None,
    times: int | None = None,
    after: int = 0,
    delay: float | timedelta = 0,
    close: Close | None = None,
    bytewise: bool = False,
) -> Fault:
    """Return the fault that the arguments of `fail` ask for. Raises `ValueError`."""
    reply, stage = _what(what)
    if isinstance(what, str | Entry):
        key = what.key if isinstance(what, Entry) else what
        if key in _WITHOUT_REPLY:
            stage, hang_up = _WITHOUT_REPLY[key]
            close = close or hang_up
    if at is not None:
        stage = known_command(at)
        if stage is None:
            msg = f"unknown command {at!r}"
            raise ValueError(msg)
    if stage is None:
        msg = f"at which command? {what!r} does not tell"
        raise ValueError(msg)
    if isinstance(reply, Entry):
        reply.reply(**{**example_values(reply, Situation(stage)), **values})  # or ValueError
    elif values:
        msg = f"{what!r} takes no values, not {sorted(values)}"
        raise ValueError(msg)
    return Fault(
        reply=reply,
        stage=stage,
        to=_about(to),
        values=values,
        times=times,
        after=after,
        delay=delay if isinstance(delay, timedelta) else timedelta(seconds=delay),
        close=close,
        bytewise=bytewise,
    )


def _what(what: str | bytes | Entry | None) -> tuple[bytes | Entry | None, str | None]:
    """Return the reply, and its own stage where it has one."""
    if what is None or isinstance(what, bytes):
        return what, None
    if isinstance(what, str):
        if what[:3].isdecimal():
            lines = what.rstrip("\r\n").splitlines()
            return "".join(f"{line}\r\n" for line in lines).encode(), None
        if what not in CATALOG:
            msg = f"neither a key of the catalog nor a reply: {what!r}"
            raise ValueError(msg)
        what = CATALOG[what]
    if what.key in _WITHOUT_REPLY:
        return None, None
    return what, stage_of(what)


def _about(to: str | Callable[[str], bool] | None) -> Callable[[Situation], bool]:
    """Return whether a situation concerns a recipient, or one of those of a message."""
    if to is None:
        return lambda _: True

    def matches(address: str) -> bool:
        return address.lower() == to.lower() if isinstance(to, str) else to(address)

    def about(situation: Situation) -> bool:
        if situation.recipient is not None:
            return matches(situation.recipient)
        return any(map(matches, situation.recipients))

    return about


def stage_of(entry: Entry) -> str:
    """Return the command that a record answers, the first one if there are several."""
    if entry.commands:
        return entry.commands[0]
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
    return "".join(lines).encode()
