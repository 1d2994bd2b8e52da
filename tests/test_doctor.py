"""The doctor against servers in every state of failure."""

import contextlib
import itertools
import json
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import attrs
import dns.exception
import dns.rdata
import dns.resolver
import pytest
import trustme

from emaildelivery_errors import endpoint
from emaildelivery_errors.cli import _examination, main
from emaildelivery_errors.cli._doctor import _SENTENCES, _STEPS
from emaildelivery_errors.cli._examination import Plan, Step, examine
from emaildelivery_errors.cli._session import Session
from emaildelivery_errors.testing import USUAL, OCIServer, SMTPServer
from emaildelivery_errors.testing._faults import Close

PASSWORD = "pa55-w0rd"
SENDER, RECIPIENT = "sender@example.com", "recipient@example.com"
ENDPOINT = "smtp.email.ap-tokyo-1.oci.oraclecloud.com"

BEFORE_LOGIN = ["name", "connection", "greeting", "tls", "keywords"]
STEPS = [*BEFORE_LOGIN, "login", "sender", "recipient", "message", "mx"]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", ENDPOINT).configure_cert(context)
    return context


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    authority.configure_trust(context)
    return context


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return str(tmp_path / "ca.pem")


@pytest.fixture
def oci(server_tls: ssl.SSLContext) -> Iterator[OCIServer]:
    with OCIServer(
        user="user", password=PASSWORD, tls=server_tls, tls_required=True, suppressed=["dead@x.com"]
    ) as server:
        yield server


def failure_of_dns(name: str, **kwargs: object) -> Exception:
    """Make an exception of dnspython's, whose constructors have no types."""
    module, _, cls = name.partition(".")
    made: Exception = getattr(getattr(dns, module), cls)(**kwargs)
    return made


@pytest.fixture(autouse=True)
def resolver(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stand in for the DNS: MX records by domain, or the exception."""
    answers: dict[str, Any] = {}

    def resolve(domain: str, kind: str, *, lifetime: float) -> Any:
        assert (kind, lifetime > 0) == ("MX", True)
        answer = answers.get(domain, failure_of_dns("resolver.NXDOMAIN"))
        if isinstance(answer, Exception):
            raise answer
        return [dns.rdata.from_text("IN", "MX", record) for record in answer]

    monkeypatch.setattr(dns.resolver, "resolve", resolve)
    return answers


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what makes one step short of time, and no other: the machine may be busy."""
    attempt = _examination._attempt

    def impatient(name: str) -> None:
        def hasty(session: Session, step: str, stage: Any) -> Step:
            session.seconds = 0.3 if step == name else 60
            return attempt(session, step, stage)

        monkeypatch.setattr(_examination, "_attempt", hasty)

    return impatient


@contextlib.contextmanager
def raw_server(*conversations: Callable[[socket.socket], object]) -> Iterator[int]:
    """Run a server that speaks as it is told to each client, and then hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(30)

    def serve() -> None:
        for conversation in conversations:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                connection.settimeout(30)
                conversation(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        thread.join(30)


def until_gone(connection: socket.socket) -> None:
    while connection.recv(4096):
        pass


def send_for_ever(octets: bytes, size: int) -> Callable[[socket.socket], None]:
    """Return a server that says something without an end, in pieces, until the client goes."""

    def send(connection: socket.socket) -> None:
        gone = threading.Event()

        def listen() -> None:
            with contextlib.suppress(OSError):
                until_gone(connection)
            gone.set()

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        pieces = (octets[start : start + size] for start in range(0, len(octets), size))
        with contextlib.suppress(OSError):
            for piece in itertools.cycle(list(pieces)):
                connection.sendall(piece)
                if gone.wait(0.01 if size == 1 else 0):
                    break
        listener.join(30)

    return send


def plan(port: int, context: ssl.SSLContext, **settings: Any) -> Plan:
    usual = {"user": "user", "password": PASSWORD, "sender": SENDER, "recipient": RECIPIENT}
    return Plan("127.0.0.1", [port], context, **{"seconds": 60, **usual, **settings})


def outcome(steps: Sequence[Step]) -> list[str]:
    """Return the steps' names, each that is not well with its status and key."""
    told = []
    for step in steps:
        words = [step.name, "" if step.status == "ok" else step.status]
        words += [step.error.key if step.error is not None else ""]
        told.append(" ".join(filter(None, words)))
    return told


def failing_at(name: str, key: str) -> list[str]:
    """Return what is to come of a step that fails: those before are well, those after skipped."""
    at = STEPS.index(name)
    after = [f"{step} skipped" for step in STEPS[at + 1 : -1]]
    return [*STEPS[:at], f"{name} failed {key}", *after, "mx warning iana.5.1.2"]


# --- all is well -----------------------------------------------------------------------------


def test_all_is_well(
    oci: OCIServer,
    trusting: ssl.SSLContext,
    resolver: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with SMTPServer() as relay:
        monkeypatch.setattr(_examination, "_RELAY_PORT", relay.port)
        resolver["example.com"] = ["10 127.0.0.1."]
        steps = list(examine(plan(oci.port, trusting, send_test=True)))
        assert b"QUIT" in [line.octets.strip().upper() for line in relay.transcript]
    assert outcome(steps) == STEPS
    said = {step.name: step.values for step in steps}
    assert said["tls"]["version"] in {"TLSv1.2", "TLSv1.3"}
    assert said["tls"]["cipher"]
    assert "AUTH PLAIN" in said["keywords"]["keywords"]
    assert said["message"]["text"] == "Ok"
    assert said["mx"] == {"exchanger": "127.0.0.1", "text": "mail.example.com ESMTP"}
    (message,) = oci.messages
    assert (message.sender, message.recipients) == (SENDER, (RECIPIENT,))
    assert message.email["From"] == SENDER
    assert {step.port for step in steps[1:9]} == {oci.port}


def test_tls_from_the_start(server_tls: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    with OCIServer(user="user", password=PASSWORD, tls=server_tls, tls_on_connect=True) as server:
        steps = list(examine(plan(server.port, trusting, tls_from_start=True)))
    assert [step.name for step in steps[:5]] == [
        "name",
        "connection",
        "tls",
        "greeting",
        "keywords",
    ]
    assert {step.status for step in steps[:8]} == {"ok"}
    assert server.messages == []


def test_nothing_is_sent_without_being_asked_for(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    steps = list(examine(plan(oci.port, trusting)))
    assert outcome(steps)[-2:] == ["message skipped", "mx warning iana.5.1.2"]
    assert oci.messages == []
    said = [line.octets for line in oci.transcript if line.side == "C"]
    assert not [line for line in said if line.upper().startswith(b"DATA")]


def test_only_what_was_asked_for(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    steps = list(examine(plan(oci.port, trusting, user=None, sender=None, recipient=None)))
    assert outcome(steps) == [*BEFORE_LOGIN, *[f"{name} skipped" for name in STEPS[5:]]]
    assert [step.says for step in steps[5:]] == [
        "no_user", "no_sender", "no_recipient", "not_asked_for", "no_recipient"]  # fmt: skip
    assert not [line for line in oci.transcript if line.octets.startswith((b"AUTH", b"mail"))]


def test_oci_asks_for_the_login(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    steps = list(examine(plan(oci.port, trusting, user=None)))
    assert outcome(steps)[5:7] == ["login skipped", "sender failed oci.authentication_required"]


# --- the connection --------------------------------------------------------------------------


def test_a_name_that_does_not_exist(trusting: ssl.SSLContext) -> None:
    for host in ("nobody.invalid", "a" * 70 + ".invalid", ".invalid", "\udcff.invalid"):
        steps = list(examine(attrs.evolve(plan(587, trusting), host=host)))
        assert outcome(steps) == failing_at("name", "net.domain_lookup")
        assert {step.says for step in steps[1:9]} <= {"after_failure", "not_asked_for"}


def test_a_name_that_nobody_answers(
    trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait(30) and [])
    steps = list(examine(plan(587, trusting, seconds=0.05, recipient=None)))
    answered.set()
    assert outcome(steps)[0] == "name failed net.domain_lookup"


def test_a_closed_port(trusting: ssl.SSLContext) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    steps = list(examine(plan(port, trusting)))
    assert outcome(steps) == failing_at("connection", "net.connection_failed")


def test_one_port_of_several_is_enough(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    asked = attrs.evolve(plan(0, trusting), ports=[closed, oci.port])
    steps = list(examine(asked))
    assert outcome(steps)[:4] == [
        "name", "connection warning net.connection_failed", "connection", "greeting"]  # fmt: skip
    assert "failed" not in {step.status for step in steps}
    steps = list(examine(attrs.evolve(asked, ports=[closed, closed])))
    assert outcome(steps)[1:5] == [
        *["connection warning net.connection_failed"] * 2,
        "connection failed net.connection_failed",
        "greeting skipped",
    ]


@pytest.mark.parametrize("good_first", [True, False])
def test_a_port_that_talks_nonsense_beside_a_good_one(
    oci: OCIServer,
    trusting: ssl.SSLContext,
    good_first: bool,  # noqa: FBT001
) -> None:
    with raw_server(lambda connection: connection.sendall(b"SSH-2.0\r\n")) as odd:
        ports = [oci.port, odd] if good_first else [odd, oci.port]
        steps = list(examine(attrs.evolve(plan(0, trusting), ports=ports)))
    assert "failed" not in {step.status for step in steps}
    (warning,) = [s for s in steps if s.status == "warning" and s.name != "mx"]
    assert (warning.name, warning.port) == ("greeting", odd)
    assert "login" in outcome(steps)


def test_several_ports_that_all_talk_nonsense(trusting: ssl.SSLContext) -> None:
    say = [lambda connection: connection.sendall(b"SSH-2.0\r\n")]
    with raw_server(*say) as one, raw_server(*say) as other:
        steps = list(examine(attrs.evolve(plan(0, trusting), ports=[one, other])))
    (failed,) = [step for step in steps if step.status == "failed"]
    assert (failed.name, failed.port) == ("greeting", None)
    assert "login skipped" in outcome(steps)


def test_one_login_on_several_ports(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    asked = plan(0, trusting, password="wrong")
    with SMTPServer(tls=oci.tls) as other:
        steps = list(examine(attrs.evolve(asked, ports=[oci.port, other.port])))
    assert [step.name for step in steps].count("tls") == 2
    assert [step.name for step in steps].count("login") == 1
    said = [
        line.octets for server in (oci, other) for line in server.transcript if line.side == "C"
    ]
    assert len([line for line in said if line.startswith(b"AUTH")]) == 1


@pytest.mark.parametrize(
    ("key", "conversation"),
    [
        ("net.no_greeting", until_gone),
        ("net.no_greeting", send_for_ever(b"220 slow", 1)),
        ("net.no_greeting", send_for_ever(b"220-slow\r\n", 1)),
        ("smtp.malformed", send_for_ever(b"220-" + b"x" * 1000 + b"\r\n", 4096)),
        ("smtp.malformed", send_for_ever(b"2", 4096)),
        ("smtp.malformed", lambda connection: connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")),
        ("net.connection_lost", lambda _: None),
        ("net.connection_lost", lambda connection: connection.sendall(b"220-half")),
        ("smtp.554.CONNECT", lambda connection: connection.sendall(b"554 no\r\n")),
        (
            "oci.too_many_connections",
            lambda c: c.sendall(b"421 Too many connections, try again later\r\n"),
        ),
    ],
)
def test_greetings(
    key: str,
    conversation: Callable[[socket.socket], object],
    trusting: ssl.SSLContext,
    impatient: Callable[[str], None],
) -> None:
    if key == "net.no_greeting":
        impatient("greeting")
    with raw_server(conversation) as port:
        steps = list(examine(plan(port, trusting)))
    assert outcome(steps) == failing_at("greeting", key)
    assert steps[2].error is not None
    assert steps[2].error.accepted is False


def test_a_blocked_address(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    oci.max_failures = 1
    assert (
        outcome(list(examine(plan(oci.port, trusting, password="wrong"))))[5:]
        == failing_at("login", "oci.credentials_invalid")[5:]
    )
    steps = list(examine(plan(oci.port, trusting)))
    assert outcome(steps) == failing_at("greeting", "oci.too_many_auth_failures")


# --- TLS -------------------------------------------------------------------------------------


def test_no_starttls(smtp_server: SMTPServer, trusting: ssl.SSLContext) -> None:
    steps = list(examine(plan(smtp_server.port, trusting)))
    assert outcome(steps) == failing_at("tls", "net.not_supported")
    # And no password in clear.
    assert not [line for line in smtp_server.transcript if b"AUTH PLAIN" in line.octets[:10]]


@pytest.mark.parametrize(
    ("fault", "close", "key"),
    [
        ("454 4.7.0 TLS not available due to temporary reason", None, "smtp.454.STARTTLS"),
        (b"220 go\r\nnot TLS at all\r\n", None, "net.no_tls_on_port"),
        (None, None, "net.timeout"),
        (None, "before", "net.connection_lost"),
    ],
)
def test_starttls_fails(
    oci: OCIServer,
    trusting: ssl.SSLContext,
    impatient: Callable[[str], None],
    fault: Any,
    close: Close | None,
    key: str,
) -> None:
    if key == "net.timeout":
        impatient("tls")
    oci.fail(fault, at="STARTTLS", close=close)
    steps = list(examine(plan(oci.port, trusting)))
    assert outcome(steps) == failing_at("tls", key)


def test_a_certificate_that_is_not_trusted(oci: OCIServer) -> None:
    steps = list(examine(plan(oci.port, ssl.create_default_context())))
    assert outcome(steps) == failing_at("tls", "net.certificate_not_trusted")


def test_a_certificate_of_another_host(authority: trustme.CA, trusting: ssl.SSLContext) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example").configure_cert(context)
    with SMTPServer(tls=context) as server:
        steps = list(examine(plan(server.port, trusting)))
    assert outcome(steps) == failing_at("tls", "net.certificate_not_trusted")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1:DeprecationWarning")
def test_tls_that_is_too_old(server_tls: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    server_tls.set_ciphers("ALL:@SECLEVEL=0")
    server_tls.minimum_version = ssl.TLSVersion.TLSv1_1
    server_tls.maximum_version = ssl.TLSVersion.TLSv1_1
    with SMTPServer(tls=server_tls) as server:
        (failed,) = [s for s in examine(plan(server.port, trusting)) if s.status == "failed"]
    assert failed.name == "tls"
    assert failed.error is not None
    assert failed.error.key in {"net.tls_unavailable", "net.no_tls_on_port"}


def test_the_wrong_mode_for_the_port(
    server_tls: ssl.SSLContext,
    trusting: ssl.SSLContext,
    impatient: Callable[[str], None],
) -> None:
    impatient("greeting")
    with SMTPServer(tls=server_tls, tls_on_connect=True) as server:
        steps = list(examine(plan(server.port, trusting)))
    assert outcome(steps) == failing_at("greeting", "net.no_greeting")
    with SMTPServer(tls=server_tls) as server:
        steps = list(examine(plan(server.port, trusting, tls_from_start=True)))
    assert outcome(steps)[2:5] == [
        "tls failed net.no_tls_on_port", "greeting skipped", "keywords skipped"]  # fmt: skip


@pytest.mark.parametrize("conversation", [until_gone, lambda _: None, send_for_ever(b"\x16", 1)])
def test_no_handshake(
    conversation: Callable[[socket.socket], object],
    trusting: ssl.SSLContext,
    impatient: Callable[[str], None],
) -> None:
    impatient("tls")
    with raw_server(conversation) as port:
        steps = list(examine(plan(port, trusting, tls_from_start=True)))
    assert outcome(steps)[2] in {"tls failed net.tls_unavailable", "tls failed net.no_tls_on_port"}
    assert steps[2].error is not None
    assert steps[2].error.accepted is False


# --- the session -----------------------------------------------------------------------------


@pytest.mark.parametrize("offer", ["AUTH LOGIN CRAM-MD5", "SIZE 1000", "AUTH PLAINTEXT"])
def test_no_auth_plain(server_tls: ssl.SSLContext, trusting: ssl.SSLContext, offer: str) -> None:
    with SMTPServer(tls=server_tls) as server:
        # The first EHLO is answered as usual, and so offers STARTTLS.
        server.fail(f"250-mail.example.com\n250 {offer}", at="EHLO", after=1)
        steps = list(examine(plan(server.port, trusting)))
    assert outcome(steps) == failing_at("keywords", "net.no_auth_mechanism")
    assert steps[4].error is not None
    assert steps[4].error.text == offer


def test_wrong_credentials_once(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    steps = list(examine(plan(oci.port, trusting, password="wrong")))
    assert outcome(steps) == failing_at("login", "oci.credentials_invalid")
    said = [line.octets for line in oci.transcript if line.side == "C"]
    assert len([line for line in said if line.upper().startswith(b"AUTH")]) == 1


def test_one_auth_command_where_login_is_offered_too(
    server_tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    with SMTPServer(tls=server_tls, users={}) as server:
        steps = list(examine(plan(server.port, trusting)))
    assert outcome(steps)[5].startswith("login failed")
    said = [line.octets for line in server.transcript if line.side == "C"]
    assert len([line for line in said if line.startswith(b"AUTH")]) == 1


def test_a_password_beyond_ascii(server_tls: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    with SMTPServer(tls=server_tls, users={"ユーザー": "パスワード"}) as server:
        steps = list(examine(plan(server.port, trusting, user="ユーザー", password="パスワード")))
    assert outcome(steps)[5] == "login"


def test_a_sender_that_is_not_approved(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    steps = list(examine(plan(oci.port, trusting, sender="other@example.com", send_test=True)))
    assert outcome(steps) == failing_at("sender", "oci.sender_not_authorized")
    said = [line.octets for line in oci.transcript if line.side == "C"]
    assert len([line for line in said if line.startswith(b"mail")]) == 1


def test_a_suppressed_recipient(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    steps = list(examine(plan(oci.port, trusting, recipient="dead@x.com", send_test=True)))
    assert outcome(steps) == failing_at("recipient", "oci.suppressed")
    assert steps[7].error is not None
    assert steps[7].error.recipient == "dead@x.com"
    assert oci.messages == []


def test_the_daily_limit(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    oci.fail("oci.rate_per_day", limit=200, at=".")
    steps = list(examine(plan(oci.port, trusting, send_test=True)))
    assert outcome(steps) == failing_at("message", "oci.rate_per_day")


@pytest.mark.parametrize(
    ("stage", "after", "name", "key"),
    [
        ("CONNECT", 0, "greeting", "net.connection_lost"),
        ("EHLO", 0, "tls", "net.connection_lost"),
        ("STARTTLS", 0, "tls", "net.connection_lost"),
        ("EHLO", 1, "keywords", "net.connection_lost"),
        ("AUTH", 0, "login", "net.connection_lost"),
        ("MAIL", 0, "sender", "net.connection_lost"),
        ("RSET", 0, "sender", "smtp.between_messages"),
        ("MAIL", 1, "recipient", "net.connection_lost"),
        ("RCPT", 0, "recipient", "net.connection_lost"),
        ("RSET", 1, "recipient", "smtp.between_messages"),
        ("RCPT", 1, "message", "net.connection_lost"),
        ("DATA", 0, "message", "net.connection_lost"),
        (".", 0, "message", "net.outcome_unknown"),
    ],
)
@pytest.mark.parametrize("how", ["drop", "silence", "late"])
def test_lost_at_each_step(
    oci: OCIServer,
    trusting: ssl.SSLContext,
    impatient: Callable[[str], None],
    stage: str,
    after: int,
    name: str,
    key: str,
    how: str,
) -> None:
    if how == "drop":
        oci.fail(None, at=stage, after=after, close="before")
    else:
        impatient(name)
        delay = 60 if how == "late" else 0
        oci.fail(USUAL if how == "late" else None, at=stage, after=after, delay=delay)
        if key == "net.connection_lost":
            key = "net.no_greeting" if stage == "CONNECT" else "net.timeout"
    steps = list(examine(plan(oci.port, trusting, send_test=True)))
    assert outcome(steps) == failing_at(name, key)


def test_421_at_each_command(oci: OCIServer, trusting: ssl.SSLContext) -> None:
    for stage, name in (
        ("AUTH", "login"), ("MAIL", "sender"), ("RCPT", "recipient"), (".", "message")
    ):  # fmt: skip
        oci.reset()
        oci.fail(
            "421 4.3.0 Mail system failure, closing transmission channel", at=stage, close="after"
        )
        steps = list(examine(plan(oci.port, trusting, send_test=True)))
        assert outcome(steps) == failing_at(name, "oci.mail_system_failure")


@pytest.mark.parametrize("stage", ["EHLO", "AUTH", "MAIL", "RCPT", "."])
def test_a_flood(oci: OCIServer, trusting: ssl.SSLContext, stage: str) -> None:
    oci.fail(b"250-" + b"x" * 900 + b"\r\n250-" * 4000, at=stage)
    steps = list(examine(plan(oci.port, trusting, send_test=True)))
    (failed,) = [step for step in steps if step.status == "failed"]
    assert failed.error is not None
    assert failed.error.key == "smtp.malformed"
    assert failed.error.accepted is (None if stage == "." else False)


# --- the recipient's mail server --------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (failure_of_dns("resolver.NXDOMAIN"), "iana.5.1.2"),
        (failure_of_dns("resolver.NoNameservers"), "net.domain_lookup"),
        (failure_of_dns("exception.Timeout"), "net.domain_lookup"),
        (["0 ."], "iana.5.1.10"),
        (["10 nobody.invalid."], "net.domain_lookup"),
    ],
)
def test_no_mail_server(
    trusting: ssl.SSLContext, resolver: dict[str, Any], answer: Any, key: str
) -> None:
    resolver["example.com"] = answer
    steps = list(examine(attrs.evolve(plan(587, trusting), host="nobody.invalid")))
    assert outcome(steps)[-1] == f"mx warning {key}"


def test_mail_servers_by_preference(
    trusting: ssl.SSLContext, resolver: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver["example.com"] = [
        "20 localhost.",
        "10 nobody.invalid.",
        "5 127.0.0.1.",
        "30 x.invalid.",
    ]
    with SMTPServer() as relay:
        relay.fail("554 5.7.1 blocked", at="CONNECT", times=1)
        monkeypatch.setattr(_examination, "_RELAY_PORT", relay.port)
        asked = attrs.evolve(plan(587, trusting), host="nobody.invalid")
        steps = [step for step in examine(asked) if step.name == "mx"]
    assert [step.values["exchanger"] for step in steps] == [
        "127.0.0.1",
        "nobody.invalid",
        "localhost",
    ]
    assert [step.status for step in steps] == ["warning", "warning", "ok"]
    assert steps[0].error is not None
    assert steps[0].error.code == 554


def test_a_domain_without_mx_is_asked_itself(
    trusting: ssl.SSLContext, resolver: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver["localhost"] = failure_of_dns("resolver.NoAnswer", response=Mock())
    with SMTPServer() as relay:
        monkeypatch.setattr(_examination, "_RELAY_PORT", relay.port)
        asked = plan(587, trusting, recipient="me@localhost")
        steps = list(examine(attrs.evolve(asked, host="nobody.invalid")))
    assert steps[-1].values["exchanger"] == "localhost"
    assert steps[-1].status == "ok"


def test_without_dnspython(trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dns.exception", None)
    steps = list(examine(attrs.evolve(plan(587, trusting), host="nobody.invalid")))
    assert (steps[-1].status, steps[-1].says) == ("skipped", "no_dnspython")


# --- the command -----------------------------------------------------------------------------


@pytest.fixture
def command(oci: OCIServer, ca_file: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Return the command on the small OCI, with its password in the environment."""
    monkeypatch.setenv("EMAILDELIVERY_PASSWORD", PASSWORD)
    monkeypatch.delenv("EMAILDELIVERY_USER", raising=False)

    def run(*args: str) -> int:
        port = str(oci.port)
        return main(["doctor", "127.0.0.1", "--port", port, "--ca-file", ca_file, *args])

    return run


ALL = ("--user", "user", "--sender", SENDER, "--recipient", RECIPIENT, "--send-test")


def test_prints_the_steps(command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert command("--locale", "en", *ALL) == 0
    printed = capsys.readouterr().out
    for part in (
        "[ok] name: 127.0.0.1 has these addresses: 127.0.0.1. It is not named like",
        "[ok] TLS, port ",
        "even to a tenancy with a higher limit",
        "That is no proof: OCI may judge the header From",
        "The server says: Ok",
        "[warning] recipient's mail server: no mail server of example.com",
        "    iana.5.1.2 (DomainNotFoundError)\n      Meaning: ",
    ):
        assert part in printed
    assert command("--locale", "ja", *ALL[:-1]) == 0
    printed = capsys.readouterr().out
    for part in (
        "[OK] 名前解決: ",
        "[スキップ] テストメール: --send-testを",
        "[警告] ",
    ):
        assert part in printed
    assert "対処方法" not in printed  # of the recipient's server, which is OCI's business


def test_prints_failures(
    oci: OCIServer, command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    oci.fail(b"535 \x1b[31mred\x07 " + b"x" * 5000 + b"\r\n", at="AUTH")
    assert command("--locale", "en", *ALL) == 1
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\x07" not in printed
    assert max(map(len, printed.splitlines())) < 1100
    assert "[failed] login, port " in printed
    assert "[skipped] sender: a step that this one needs has failed." in printed


def test_json(
    oci: OCIServer, command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    oci.suppressed.add(RECIPIENT)
    assert command("--json", "--locale", "ja", *ALL) == 1
    steps = json.loads(capsys.readouterr().out)
    assert [step["step"] for step in steps] == STEPS
    assert steps[0].keys() == {"step", "port", "status", "reason", "text", "error"}
    assert steps[7]["error"]["key"] == "oci.suppressed"
    assert steps[7]["text"] == "抑制リストに登録されている受信者"
    assert steps[6]["error"] is None


@pytest.mark.parametrize("form", ["--json", "--locale=en"])
@pytest.mark.parametrize(
    "echo",
    [
        PASSWORD,
        PASSWORD.upper(),
        "AUTH PLAIN AHVzZXIAcGE1NS13MHJk",
        "cGE1NS13MHJk",
        f"user={PASSWORD}&x",
    ],
)
@pytest.mark.parametrize("stage", ["AUTH", "MAIL", ".", "QUIT"])
def test_the_password_is_nowhere(
    oci: OCIServer,
    command: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    stage: str,
    echo: str,
    form: str,
) -> None:
    oci.fail(f"421-You sent {echo}\n421 {echo}", at=stage, close="after")
    assert command(form, *ALL) == (0 if stage == "QUIT" else 1)
    printed = "".join(capsys.readouterr())
    assert (stage == "QUIT") == ("You sent" not in printed)
    for secret in (PASSWORD, "AHVzZXIAcGE1NS13MHJk", "cGE1NS13MHJk"):
        assert secret.lower() not in printed.lower()


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["tokyo"],
        [""],
        ["127.0.0.1:2525"],
        ["https://smtp.example.com"],
        ["ap-tokyo-1", "--port", "0"],
        ["ap-tokyo-1", "--port", "65536"],
        ["ap-tokyo-1", "--port", "smtp"],
        ["ap-tokyo-1", "--tls-from-start"],
        ["ap-tokyo-1", "--timeout", "0"],
        ["ap-tokyo-1", "--timeout", "nan"],
        ["ap-tokyo-1", "--timeout", "1e9"],
        ["ap-tokyo-1", "--send-test"],
        ["ap-tokyo-1", "--ca-file", "/nowhere/ca.pem"],
        ["ap-tokyo-1", "--ca-file", __file__],
        ["ap-tokyo-1", "--sender", "nobody"],
        ["ap-tokyo-1", "--sender", "a@x.com>\r\nRCPT TO:<b@x.com"],
        ["ap-tokyo-1", "--recipient", "山田@example.com"],
        ["ap-tokyo-1", "--user", "user"],
    ],
)
def test_wrong_use(
    args: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EMAILDELIVERY_PASSWORD", "")
    monkeypatch.delenv("EMAILDELIVERY_USER", raising=False)
    try:
        status = main(["doctor", *args])
    except SystemExit as exc:  # of argparse
        status = int(str(exc.code))
    assert status == 2
    out, err = capsys.readouterr()
    assert not out
    assert err


def seen_plan(monkeypatch: pytest.MonkeyPatch, *args: str) -> Plan:
    """Return what the command would examine."""
    seen: list[Plan] = []

    def see(plan: Plan) -> list[Step]:
        seen.append(plan)
        return []

    monkeypatch.setattr(_examination, "examine", see)
    assert main(["doctor", *args]) == 0
    return seen[0]


def test_regions_and_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMAILDELIVERY_USER", raising=False)
    plan = seen_plan(monkeypatch, "ap-tokyo-1")
    assert (plan.host, plan.ports) == (endpoint("ap-tokyo-1").host, (587, 465, 25))
    assert plan.context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert plan.context.check_hostname
    assert seen_plan(monkeypatch, "mail.example.com.").host == "mail.example.com"
    assert seen_plan(monkeypatch, "::1", "--port", "25").ports == (25,)
    assert seen_plan(monkeypatch, "localhost", "--timeout", "2.5").seconds == 2.5


def test_user_and_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAILDELIVERY_USER", "me")
    monkeypatch.setenv("EMAILDELIVERY_PASSWORD", PASSWORD)
    plan = seen_plan(monkeypatch, "ap-tokyo-1")
    assert (plan.user, plan.password) == ("me", PASSWORD)
    assert PASSWORD not in repr(plan)
    assert seen_plan(monkeypatch, "ap-tokyo-1", "--user", "you").user == "you"
    monkeypatch.delenv("EMAILDELIVERY_PASSWORD")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda: "typed")
    assert seen_plan(monkeypatch, "ap-tokyo-1").password == "typed"

    def no_more() -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", no_more)
    assert main(["doctor", "ap-tokyo-1"]) == 2
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["doctor", "ap-tokyo-1"]) == 2


def test_a_host_of_oci_is_known_by_its_name(
    oci: OCIServer, trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_examination, "look_up", lambda *_: ["127.0.0.1"])
    steps = list(examine(attrs.evolve(plan(oci.port, trusting, recipient=None), host=ENDPOINT)))
    assert outcome(steps)[:7] == STEPS[:7]
    assert steps[0].says == "name"


def test_ends_quietly_when_interrupted() -> None:
    with raw_server(until_gone) as port:
        command = [sys.executable, "-m", "emaildelivery_errors", "doctor", "127.0.0.1"]
        with subprocess.Popen(  # noqa: S603
            [*command, "--port", str(port), "--timeout", "60", "--locale", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        ) as process:  # fmt: skip
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith("[ok] connection"):
                    break
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err) == ("", "")


def test_interrupted_while_asked_for_the_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt() -> str:
        raise KeyboardInterrupt

    monkeypatch.delenv("EMAILDELIVERY_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", interrupt)
    assert main(["doctor", "ap-tokyo-1", "--user", "user"]) == 130
    assert capsys.readouterr() == ("", "")


def test_both_languages_say_the_same() -> None:
    for texts in (_SENTENCES, _STEPS):
        english, japanese = texts["en"], texts["ja"]
        assert english.keys() == japanese.keys()
        for name, sentence in english.items():
            fields = [set(_fields(text)) for text in (sentence, japanese[name])]
            assert fields[0] == fields[1], name


def _fields(text: str) -> Iterator[str]:
    for part in text.split("{")[1:]:
        yield part.partition("}")[0]


def test_other_commands_stay_light() -> None:
    code = (
        "import sys; from emaildelivery_errors.cli import main; main(['explain', '421']);"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    loaded = set(done.stdout.split())
    assert not loaded & {"smtplib", "ssl", "dns", "emaildelivery_errors.cli._examination"}
