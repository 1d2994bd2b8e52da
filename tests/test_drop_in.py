"""The drop-in for smtplib: it behaves as smtplib does, and keeps what smtplib throws away."""

import pickle
import smtplib
import socket
import ssl
import subprocess
import sys
import textwrap
from importlib.util import find_spec
from typing import Any

import pytest
import trustme

import emaildelivery_errors as ede
from answers import answer
from emaildelivery_errors import DeliveryError, translate_errors
from emaildelivery_errors.clients import _making
from emaildelivery_errors.clients.smtplib import SMTP, SMTP_SSL, Exchange
from emaildelivery_errors.testing import SMTPServer

MESSAGE = "Subject: test\r\n\r\ntest\r\n"


def send(server: SMTPServer, *recipients: str, raise_refused: bool = False) -> object:
    with SMTP(server.host, server.port, timeout=10, raise_refused=raise_refused) as smtp:
        smtp.login("user", "secret")
        return smtp.sendmail("a@example.com", recipients or ["b@example.com"], MESSAGE)


def failure(server: SMTPServer, *recipients: str, raise_refused: bool = False) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught, translate_errors():
        send(server, *recipients, raise_refused=raise_refused)
    return caught.value


def test_keeps_the_replies_and_no_secrets(smtp_server: SMTPServer) -> None:
    with SMTP(smtp_server.host, smtp_server.port) as smtp:
        smtp.user, smtp.password = "user", "secret"
        smtp.ehlo()
        smtp.auth("LOGIN", smtp.auth_login)
        smtp.sendmail("a@example.com", ["b@example.com", "c@example.com"], MESSAGE)
        said = [(asked, code) for asked, code, _ in smtp.transcript]
        assert said == [
            ("CONNECT", 220), ("EHLO", 250), ("AUTH", 334), ("AUTH", 235), ("MAIL", 250),
            ("RCPT", 250), ("RCPT", 250), ("DATA", 354), (".", 250),
        ]  # fmt: skip
        assert "secret" not in repr(smtp.transcript)
        assert "c2VjcmV0" not in repr(smtp.transcript)
        assert smtp.transcript[-1] == Exchange(".", 250, b"2.0.0 Ok")


@pytest.mark.parametrize("stage", ["EHLO", "AUTH"])
def test_the_421_behind_a_lost_connection(smtp_server: SMTPServer, stage: str) -> None:
    smtp_server.fail("421 Too many auth failures, try again later", at=stage, close="after")
    error = failure(smtp_server)
    assert isinstance(error, ede.AuthenticationThrottledError)
    assert (error.command, error.code, error.accepted) == (stage, 421, False)
    assert isinstance(error.__cause__, smtplib.SMTPServerDisconnected)
    # smtplib itself has nothing to tell.
    with pytest.raises(ede.NetworkError), translate_errors():
        with smtplib.SMTP(smtp_server.host, smtp_server.port) as smtp:
            smtp.login("user", "secret")


def test_421_in_the_greeting_and_at_rcpt(smtp_server: SMTPServer) -> None:
    smtp_server.fail("421 bye", at="RCPT", to="c@example.com", close="after")
    error = failure(smtp_server, "b@example.com", "c@example.com", "d@example.com")
    assert set(error.recipients) == {"b@example.com", "c@example.com", "d@example.com"}
    smtp_server.reset()
    smtp_server.fail("421 bye", at="CONNECT", close="after")
    error = failure(smtp_server)
    assert (error.key, error.command) == ("smtp.421", "CONNECT")
    assert error.__cause__.transcript == (Exchange("CONNECT", 421, b"bye"),)  # type: ignore[union-attr]


def test_a_failing_quit_after_a_message_is_no_failure(smtp_server: SMTPServer) -> None:
    smtp_server.fail("421 bye", at="QUIT")
    assert send(smtp_server) == {}
    # Without a message it is what smtplib says it is.
    with pytest.raises(smtplib.SMTPResponseException):
        with SMTP(smtp_server.host, smtp_server.port):
            pass


def test_an_unknown_outcome_stays_unknown(smtp_server: SMTPServer) -> None:
    smtp_server.fail("net.outcome_unknown")
    error = failure(smtp_server)
    assert isinstance(error, ede.OutcomeUnknownError)
    assert error.accepted is None


def test_partial_refusals_can_raise(smtp_server: SMTPServer) -> None:
    smtp_server.fail("oci.suppressed", to="dead@example.com")
    assert list(send(smtp_server, "a@x.com", "dead@example.com")) == ["dead@example.com"]  # type: ignore[call-overload]
    error = failure(smtp_server, "a@x.com", "dead@example.com", raise_refused=True)
    assert isinstance(error, ede.RecipientSuppressedError)
    assert error.recipient == "dead@example.com"
    assert len(smtp_server.messages) == 2


def test_a_server_that_repeats_a_secret(smtp_server: SMTPServer) -> None:
    smtp_server.fail("501 Syntax error: AUTH PLAIN AHVzZXIAc2VjcmV0", at="AUTH", times=1)
    with SMTP(smtp_server.host, smtp_server.port) as smtp:
        smtp.login("user", "secret")
        assert "AHVzZXIAc2VjcmV0" not in repr(smtp.transcript)
        smtp.docmd("XCLIENT")
        assert smtp.transcript[-1][:2] == ("XCLIENT", 500)


def test_the_transcript_does_not_grow_for_ever(smtp_server: SMTPServer) -> None:
    smtp_server.fail("450 x", at="MAIL")
    with SMTP(smtp_server.host, smtp_server.port) as smtp:
        for _ in range(300):
            with pytest.raises(smtplib.SMTPSenderRefused) as caught:
                smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        assert len(smtp.transcript) <= 200
        assert len(caught.value.transcript) <= 50  # type: ignore[attr-defined]


def test_a_success_that_smtplib_refuses_was_taken(smtp_server: SMTPServer) -> None:
    smtp_server.fail("252 maybe", at="RCPT", to="b@x.com")
    error = failure(smtp_server, "a@x.com", "b@x.com", raise_refused=True)
    assert error.accepted is True


def test_exceptions_travel_with_their_transcript(smtp_server: SMTPServer) -> None:
    answer(smtp_server, {"AUTH": b"535 no\r\n"})
    with pytest.raises(smtplib.SMTPAuthenticationError) as caught:
        send(smtp_server)
    back = pickle.loads(pickle.dumps(caught.value))
    assert back.transcript == caught.value.transcript  # type: ignore[attr-defined]
    assert back.transcript[-1].code == 535


def test_tls() -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with SMTPServer(tls=context, tls_on_connect=True) as server:
        with SMTP_SSL(server.host, server.port, context=trusting) as smtp:
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
            assert smtp.transcript[-1].code == 250
        with pytest.raises(ede.TLSFailedError), translate_errors():
            SMTP_SSL(server.host, server.port, context=ssl.create_default_context())
    with SMTPServer(tls=context) as server, SMTP(server.host, server.port) as smtp:
        smtp.starttls(context=trusting)
        smtp.sendmail("a@example.com", "b@example.com", MESSAGE)


ENDPOINT = "smtp.email.ap-tokyo-1.oci.oraclecloud.com"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Note whose replies are read, instead of comparing wordings that providers may share."""
    providers: list[str | None] = []
    real = ede.classify

    def classify(*args: Any, provider: str | None = None, **kwargs: Any) -> DeliveryError | None:
        providers.append(provider)
        return real(*args, provider=provider, **kwargs)

    monkeypatch.setattr(_making, "classify", classify)
    return providers


def at_loopback(monkeypatch: pytest.MonkeyPatch, server: SMTPServer) -> None:
    """Let all names be those of the server."""
    connect = socket.create_connection

    def to_server(address: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
        return connect((server.host, address[1]), *args, **kwargs)

    monkeypatch.setattr(socket, "create_connection", to_server)


@pytest.mark.parametrize(
    ("host", "provider"), [(ENDPOINT, "oci"), (ENDPOINT + ":{port}", "oci"), ("mail.test", None)]
)
def test_the_provider_is_told_by_the_name_of_the_host(
    smtp_server: SMTPServer,
    monkeypatch: pytest.MonkeyPatch,
    asked: list[str | None],
    host: str,
    provider: str | None,
) -> None:
    at_loopback(monkeypatch, smtp_server)
    host, port = host.format(port=smtp_server.port), 0 if ":" in host else smtp_server.port
    smtp_server.fail("535 Authentication required", at="MAIL")
    with SMTP(host, port) as smtp:
        assert smtp.provider == provider
        with pytest.raises(ede.AuthenticationRequiredError) as caught, translate_errors():
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        exc = caught.value.__cause__
        assert exc is not None
        assert exc.provider == provider  # type: ignore[attr-defined]
        ede.from_exception(pickle.loads(pickle.dumps(exc)))
        assert asked == [provider, provider]
        # What the caller says counts more.
        ede.from_exception(exc, provider="subetha")
        assert asked[-1] == "subetha"
        # The next host has a provider of its own.
        smtp.connect("mail.test", smtp_server.port)
        assert smtp.provider is None
    assert SMTP().provider is None


def test_a_greeting_that_refuses_has_the_provider(
    smtp_server: SMTPServer, monkeypatch: pytest.MonkeyPatch, asked: list[str | None]
) -> None:
    at_loopback(monkeypatch, smtp_server)
    smtp_server.fail("oci.too_many_connections", at="CONNECT")
    with pytest.raises(ede.TooManyConnectionsError), translate_errors():
        SMTP(ENDPOINT, smtp_server.port)
    assert asked == ["oci"]


@pytest.mark.parametrize("value", ["gmail", "", None, 5, ["oci"], b"oci", object()])
def test_a_provider_on_the_exception_of_somebody_else(
    value: object, asked: list[str | None]
) -> None:
    exc = smtplib.SMTPDataError(451, b"Server error")
    exc.provider = value  # type: ignore[attr-defined]
    assert isinstance(ede.from_exception(exc), ede.ServiceUnavailableError)
    assert asked == [None]


def test_a_provider_that_cannot_be_read(asked: list[str | None]) -> None:
    class Odd(smtplib.SMTPDataError):
        @property
        def provider(self) -> str:
            raise RuntimeError

    assert ede.from_exception(Odd(451, b"Server error")) is not None
    assert asked == [None]


CPYTHON = """\
    import smtplib, sys, unittest
    from emaildelivery_errors.clients import smtplib as drop_in

    smtplib.SMTP = drop_in.SMTP
    if hasattr(smtplib, "SMTP_SSL"):
        smtplib.SMTP_SSL = drop_in.SMTP_SSL
    import test.test_smtplib

    suite = unittest.defaultTestLoader.loadTestsFromModule(test.test_smtplib)
    result = unittest.TextTestRunner(verbosity=0).run(suite)
    print(result.testsRun, len(result.failures), len(result.errors))
"""


def has_tests_of_smtplib() -> bool:
    try:
        return find_spec("test.test_smtplib") is not None
    except ModuleNotFoundError:
        return False


@pytest.mark.skipif(not has_tests_of_smtplib(), reason="this Python comes without its own tests")
def test_passes_the_tests_of_cpython() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(CPYTHON)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    ran, failures, errors = map(int, done.stdout.split()[-3:])
    assert ran > 70, done.stderr
    assert (failures, errors) == (0, 0), done.stderr
