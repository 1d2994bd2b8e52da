"""The steps from a host's name to a message sent, and what became of each. Prints nothing."""

import socket
import ssl
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from typing import Final, Literal

import attrs

from .._endpoint import provider_of
from ..errors import DeliveryError
from ._lookup import connect, exchangers_of, look_up
from ._session import Session, StageResult

__all__ = ["Plan", "Status", "Step", "examine"]

Status = Literal["ok", "warning", "failed", "skipped"]

_TLS_FROM_START: Final = 465
_RELAY_PORT: Final = 25
_MOST_EXCHANGERS: Final = 3


@attrs.frozen
class Plan:
    """What to examine, and how far.

    `ports`: one or several; `tls_from_start` makes each of them like 465.
    `context`: whom to trust, and which versions of TLS.
    `seconds`: for each step.
    `user`, `sender`, `recipient`: `None` leaves out what needs them.
    `send_test`: send a message. Nothing is sent without it.
    """

    host: str
    ports: Sequence[int]
    context: ssl.SSLContext
    tls_from_start: bool = False
    seconds: float = 10.0
    user: str | None = None
    password: str = attrs.field(default="", repr=False)
    sender: str | None = None
    recipient: str | None = None
    send_test: bool = False


@attrs.frozen
class Step:
    """What became of a step.

    `says`: the name of a sentence, with its `values`; "" where the error says all.
    """

    name: str
    status: Status
    port: int | None = None
    says: str = ""
    values: Mapping[str, str] = attrs.field(factory=dict[str, str])
    error: DeliveryError | None = None


def examine(plan: Plan) -> Iterator[Step]:
    """Yield the steps as they happen. A step that cannot be made any more is skipped."""
    with ExitStack() as stack:
        addresses = yield from _name(plan)
        connections = yield from _connections(plan, addresses, stack)
        sessions = [_session(plan, port, connection) for port, connection in connections.items()]
        for session in sessions:
            stack.callback(session.close)
        chosen = yield from _introductions(sessions)
        yield from _transactions(plan, chosen)
        if chosen is not None:
            chosen.leave()
    yield from _exchangers(plan)


def _name(plan: Plan) -> Generator[Step, None, list[str]]:
    try:
        addresses = look_up(plan.host, plan.seconds)
    except DeliveryError as error:
        yield Step("name", "failed", error=error)
        return []
    says = "name" if provider_of(plan.host) else "name_of_other"
    values = {"host": plan.host, "addresses": ", ".join(addresses)}
    yield Step("name", "ok", says=says, values=values)
    return addresses


def _connections(
    plan: Plan, addresses: Sequence[str], stack: ExitStack
) -> Generator[Step, None, dict[int, socket.socket]]:
    connections: dict[int, socket.socket] = {}
    error: DeliveryError | None = None
    for port in plan.ports if addresses else ():
        try:
            connection = connect(addresses, port, plan.seconds)
        except DeliveryError as caught:
            error = caught
            if len(plan.ports) > 1:
                yield Step("connection", "warning", port, "unreachable", error=error)
        else:
            connections[port] = stack.enter_context(connection)
            yield Step("connection", "ok", port, "reachable")
    if not addresses:
        yield Step("connection", "skipped", says="after_failure")
    elif not connections:
        only = plan.ports[0] if len(plan.ports) == 1 else None
        yield Step("connection", "failed", only, error=error)
    return connections


def _introductions(sessions: Sequence["Session"]) -> Generator[Step, None, "Session | None"]:
    """Greet, start TLS and ask what is offered, on each port; return the first good session.

    The login is tried there alone: each that fails counts towards a block of the IP address.
    """
    chosen: Session | None = None
    failure: Step | None = None
    for session in sessions:
        ok = True
        for name, stage in session.introduction():
            if not ok:
                yield Step(name, "skipped", session.port, "after_failure")
                continue
            step = _attempt(session, name, stage)
            ok = step.status == "ok"
            if not ok:
                failure = step
                if len(sessions) > 1:  # one port that works is enough
                    step = attrs.evolve(step, status="warning")
            yield step
        if ok and chosen is None:
            chosen = session
        else:
            session.leave()
    if chosen is None and failure is not None and len(sessions) > 1:
        yield attrs.evolve(failure, port=None)
    if not sessions:
        for name in ("greeting", "tls", "keywords"):
            yield Step(name, "skipped", says="after_failure")
    return chosen


def _session(plan: Plan, port: int, connection: socket.socket) -> Session:
    return Session(
        plan.host,
        port,
        connection,
        plan.context,
        tls_from_start=plan.tls_from_start or port == _TLS_FROM_START,
        seconds=plan.seconds,
    )


def _attempt(session: Session, name: str, stage: Callable[[Session], StageResult]) -> Step:
    """Do a stage of a session, and say what became of it."""
    try:
        says, values = session.attempt(stage)
    except DeliveryError as error:
        return Step(name, "failed", session.port, error=error)
    return Step(name, "ok", session.port, says, values)


def _transactions(plan: Plan, session: "Session | None") -> Iterator[Step]:
    """Log in, try sender and recipient, and send: each needs the one before, if it was wanted."""
    sender = plan.sender or ""
    recipient = plan.recipient or sender
    no_sender = None if plan.sender else "no_sender"
    stages: list[tuple[str, str | None, Callable[[Session], StageResult]]] = [
        (
            "login",
            None if plan.user else "no_user",
            lambda s: s.log_in(plan.user or "", plan.password),
        ),
        ("sender", no_sender, lambda s: s.try_sender(sender)),
        (
            "recipient",
            no_sender if plan.recipient else "no_recipient",
            lambda s: s.try_recipient(sender, recipient),
        ),
        (
            "message",
            None if plan.send_test else "not_asked_for",
            lambda s: s.send_message_to(sender, recipient),
        ),
    ]
    for name, not_wanted, stage in stages:
        if not_wanted is not None:
            yield Step(name, "skipped", says=not_wanted)
        elif session is None:
            yield Step(name, "skipped", says="after_failure")
        else:
            step = _attempt(session, name, stage)
            yield step
            if step.status == "failed":
                session = None  # the rest needs it


def _exchangers(plan: Plan) -> Iterator[Step]:
    """Ask the mail servers of the recipient's domain. A failure is no more than a warning."""
    if plan.recipient is None:
        yield Step("mx", "skipped", says="no_recipient")
        return
    domain = plan.recipient.rpartition("@")[2]
    try:
        exchangers = exchangers_of(domain, plan.seconds)
    except ImportError:
        yield Step("mx", "skipped", says="no_dnspython")
        return
    except DeliveryError as error:
        yield Step("mx", "warning", says="mx_unknown", values={"domain": domain}, error=error)
        return
    for exchanger in exchangers[:_MOST_EXCHANGERS]:
        values = {"exchanger": exchanger}
        try:
            connection = connect(look_up(exchanger, plan.seconds), _RELAY_PORT, plan.seconds)
        except DeliveryError as error:
            yield Step("mx", "warning", _RELAY_PORT, "mx_silent", values, error)
            continue
        asked = attrs.evolve(plan, host=exchanger, tls_from_start=False)
        with connection, closing(_session(asked, _RELAY_PORT, connection)) as session:
            step = _attempt(session, "mx", Session.greet)
            session.leave()
        if step.error is not None:
            yield attrs.evolve(step, status="warning", says="mx_silent", values=values)
        else:
            yield attrs.evolve(step, says="mx", values={**values, **step.values})
