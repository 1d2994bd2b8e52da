"""OCI in a box: a scenario for each row of Oracle's table, driven by smtplib alone."""

import base64
import contextlib
import smtplib
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

import emaildelivery_errors as ede
from emaildelivery_errors import CATALOG, DeliveryError, translate_errors
from emaildelivery_errors.testing import OCIServer, fault_keys

SENDER = "sender@example.com"
MESSAGE = f"From: {SENDER}\r\nSubject: test\r\n\r\ntest\r\n"


def session(server: OCIServer, *, login: bool = True) -> smtplib.SMTP:
    smtp = smtplib.SMTP(server.host, server.port, timeout=10)
    try:
        if login:
            smtp.login(server.user, server.password)
    except smtplib.SMTPException:
        smtp.close()
        raise
    return smtp


def send(
    server: OCIServer,
    *recipients: str,
    sender: str = SENDER,
    message: str = MESSAGE,
    login: bool = True,
) -> None:
    """Send in a session of its own."""
    with contextlib.closing(session(server, login=login)) as smtp:
        refused = smtp.sendmail(sender, recipients or ["b@example.com"], message)
    ede.raise_for_refused(refused, provider="oci")


def auth(server: OCIServer, argument: str) -> None:
    with contextlib.closing(session(server, login=False)) as smtp:
        smtp.ehlo()
        code, message = smtp.docmd("AUTH", argument)
        if code >= 400:
            raise smtplib.SMTPAuthenticationError(code, message)


def plain(text: str) -> str:
    return f"PLAIN {base64.b64encode(text.encode()).decode()}"


def suppressed(server: OCIServer) -> None:
    server.suppressed.add("dead@example.com")
    send(server, "Dead@example.com")


def silent(server: OCIServer) -> None:
    server.timeout = 0.1
    with contextlib.closing(session(server)) as smtp:
        raise smtplib.SMTPResponseException(*smtp.getreply())


def too_many_connections(server: OCIServer) -> None:
    server.max_connections = 1
    with contextlib.closing(session(server)):
        send(server)


def too_many_auth_failures(server: OCIServer) -> None:
    for _ in range(server.max_failures):
        with contextlib.suppress(smtplib.SMTPAuthenticationError):
            auth(server, plain("\0who\0wrong"))
    send(server)


def rate_per_minute(server: OCIServer) -> None:
    for _ in range(server.limit_per_minute):
        send(server)
    send(server)


def rate_per_day(server: OCIServer) -> None:
    for _ in range(server.limit_per_day // server.limit_per_minute):
        send(server, *(f"{n}@example.com" for n in range(server.limit_per_minute)))
        server.move_clock(timedelta(minutes=1))
    send(server)


def need_rcpt(server: OCIServer) -> None:
    with contextlib.closing(session(server)) as smtp:
        smtp.mail(SENDER)
        smtp.data(MESSAGE)


def told_to(key: str) -> Callable[[OCIServer], None]:
    """Return a scenario for trouble of the service itself, which has no cause that a client sees."""

    def scenario(server: OCIServer) -> None:
        server.fail(key)
        send(server)

    return scenario


SCENARIOS: dict[str, Callable[[OCIServer], None]] = {
    "oci.suppressed": suppressed,
    "oci.session_timeout": silent,
    "oci.command_failed": told_to("oci.command_failed"),
    "oci.too_many_connections": too_many_connections,
    "oci.too_many_auth_failures": too_many_auth_failures,
    "oci.mail_system_failure": told_to("oci.mail_system_failure"),
    "oci.server_error": told_to("oci.server_error"),
    "oci.processing_error": told_to("oci.processing_error"),
    "oci.storage_error": told_to("oci.storage_error"),
    "oci.rate_per_minute": rate_per_minute,
    "oci.rate_per_day": rate_per_day,
    "oci.auth_not_base64": lambda server: auth(server, "PLAIN !"),
    "oci.auth_no_nul": lambda server: auth(server, plain("user")),
    "oci.auth_no_second_nul": lambda server: auth(server, plain("\0user")),
    "oci.need_rcpt": need_rcpt,
    "oci.auth_method_not_supported": lambda server: auth(server, "LOGIN"),
    "oci.auth_mechanism_mismatch": lambda server: auth(server, ""),
    "oci.message_too_large": lambda server: send(server, message="x" * (2 * 1024 * 1024 + 1)),
    "oci.credentials_invalid": lambda server: auth(server, plain("\0who\0wrong")),
    "oci.authentication_required": lambda server: send(server, login=False),
    "oci.sender_not_authorized": lambda server: send(server, sender="other@example.com"),
    "oci.invalid_address": lambda server: send(server, "no at sign"),
    "oci.message_parse_error": lambda server: send(server, message="no header\r\n\r\nx"),
}


def test_there_is_a_scenario_for_each_row() -> None:
    assert list(SCENARIOS) == [e.key for e in CATALOG if e.provider == "oci" and e.codes]


@pytest.mark.parametrize("key", fault_keys("oci"))
def test_scenario(oci_smtp_server: OCIServer, key: str) -> None:
    with pytest.raises(DeliveryError) as caught, translate_errors(provider="oci"):
        SCENARIOS[key](oci_smtp_server)
    assert (caught.value.key, caught.value.matched_by) == (key, "documented")
    assert type(caught.value) is CATALOG[key].error


def test_mail_as_documented(oci_smtp_server: OCIServer) -> None:
    with session(oci_smtp_server) as smtp:
        assert smtp.esmtp_features["auth"].split() == ["PLAIN"]
        assert smtp.esmtp_features["size"] == str(2 * 1024 * 1024)
        assert smtp.sendmail(SENDER, ["b@example.com"], MESSAGE) == {}
    (message,) = oci_smtp_server.messages
    assert message.login == oci_smtp_server.user


def test_limits_count_recipients_and_started_two_megabytes() -> None:
    with OCIServer(limit_per_minute=5, max_size=10 * 1024 * 1024) as server:
        large = MESSAGE + "x" * (4 * 1024 * 1024)
        with session(server) as smtp:
            smtp.esmtp_features["size"] = "0"
            # Two recipients and three times 2 MB are six emails.
            with pytest.raises(ede.RateLimitError) as caught, translate_errors(provider="oci"):
                smtp.sendmail(SENDER, ["b@example.com", "c@example.com"], large)
            assert caught.value.fits(2, len(large)) is False
            assert caught.value.command == "."
            smtp.sendmail(SENDER, ["b@example.com"], large)
        with pytest.raises(ede.RateLimitError):
            with translate_errors(provider="oci"):
                send(server, "1@x", "2@x", "3@x")
        # The minute passes when the test says so.
        server.move_clock(59)
        assert server.over_limit(5) is not None
        server.move_clock(2)
        assert server.over_limit(5) is None


def test_a_recipient_over_the_limit_is_refused_alone() -> None:
    with OCIServer(limit_per_minute=2) as server, session(server) as smtp:
        refused = smtp.sendmail(SENDER, ["1@x", "2@x", "3@x"], MESSAGE)
        assert set(refused) == {"3@x"}
        assert server.messages[0].recipients == ("1@x", "2@x")


def test_the_header_from_must_be_approved_as_well(oci_smtp_server: OCIServer) -> None:
    with pytest.raises(ede.SenderNotAuthorizedError) as caught:
        with translate_errors(provider="oci"):
            send(oci_smtp_server, message="From: me@example.com\r\n\r\nx\r\n")
    assert (caught.value.command, caught.value.address) == (".", "me@example.com")
    oci_smtp_server.approved_senders.add("me@example.com")
    send(oci_smtp_server, message="From: me@example.com\r\n\r\nx\r\n")


def test_a_blocked_client_is_let_in_again(oci_smtp_server: OCIServer) -> None:
    with pytest.raises(smtplib.SMTPConnectError):
        too_many_auth_failures(oci_smtp_server)
    with pytest.raises(smtplib.SMTPConnectError):
        send(oci_smtp_server)
    oci_smtp_server.move_clock(timedelta(minutes=31))
    send(oci_smtp_server)


def test_one_connection_after_the_other() -> None:
    with OCIServer(max_connections=1) as server:
        for _ in range(50):
            session(server).quit()


def test_says_two_megabytes_always() -> None:
    with OCIServer(max_size=10 * 1024 * 1024) as server, session(server) as smtp:
        assert smtp.esmtp_features["size"] == str(2 * 1024 * 1024)


def test_failures_are_forgotten_in_time(oci_smtp_server: OCIServer) -> None:
    for _ in range(2 * oci_smtp_server.max_failures):
        with contextlib.suppress(smtplib.SMTPAuthenticationError):
            auth(oci_smtp_server, plain("\0who\0wrong"))
        oci_smtp_server.move_clock(timedelta(minutes=10))
    send(oci_smtp_server)


def test_addresses_are_compared_without_case(oci_smtp_server: OCIServer) -> None:
    oci_smtp_server.approved_senders.add("New@Example.com")
    send(oci_smtp_server, sender="new@example.COM", message="Subject: x\r\n\r\nx\r\n")
    oci_smtp_server.suppressed.add("Dead@Example.com")
    with pytest.raises(ede.RecipientSuppressedError):
        with translate_errors(provider="oci"):
            send(oci_smtp_server, "dead@example.com")


@pytest.mark.parametrize(
    ("message", "error"),
    [
        (b"From: sender@example.com\nSubject: LF alone\n\n" + b"x\n" * 150_000, None),
        (b"From: sender@example.com\r\nFrom: evil@x\r\n\r\nx\r\n", ede.SenderNotAuthorizedError),
        (b"From: \xc3\xa9@x\r\n\r\nx\r\n", ede.SenderNotAuthorizedError),
        (b"X: " + b"x" * 300_000 + b"\r\n\r\nx\r\n", ede.MalformedMessageError),
    ],
)
def test_headers(
    oci_smtp_server: OCIServer, message: bytes, error: type[DeliveryError] | None
) -> None:
    with pytest.raises(error) if error else contextlib.nullcontext():
        with translate_errors(provider="oci"), session(oci_smtp_server) as smtp:
            smtp.sendmail(SENDER, ["b@example.com"], message)


def test_reset_keeps_the_settings(oci_smtp_server: OCIServer) -> None:
    oci_smtp_server.limit_per_minute = 1
    send(oci_smtp_server)
    oci_smtp_server.reset()
    send(oci_smtp_server)
    assert len(oci_smtp_server.messages) == 1


def test_tls_can_be_asked_for() -> None:
    with OCIServer(tls_required=True) as server:
        with pytest.raises(ede.TLSRequiredError), translate_errors(provider="oci"):
            send(server)


# --- the plugin ---------------------------------------------------------------------------------

USERS_TEST = """\
    import smtplib

    import pytest

    from emaildelivery_errors.testing import fault_keys


    @pytest.mark.parametrize("key", fault_keys("oci"))
    def test_every_fault(smtp_server, key):
        smtp_server.fail(key, at="MAIL")
        with smtplib.SMTP(smtp_server.host, smtp_server.port) as smtp:
            assert smtp.mail("a@example.com")[0] >= 254


    async def test_async(smtp_server, oci_smtp_server):
        assert smtp_server.port != oci_smtp_server.port
"""

NOT_A_USER = """\
    import sys


    def test_costs_nothing():
        assert "emaildelivery_errors" not in sys.modules
"""


def run_pytest(folder: Path, test: str, *options: str) -> str:
    (folder / "test_it.py").write_text(textwrap.dedent(test), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.splitlines()[-1]


def test_fixtures_work_in_parallel_and_with_asyncio(tmp_path: Path) -> None:
    options = ["-n", "2", "-o", "asyncio_mode=auto", "-W", "ignore"]
    assert "24 passed" in run_pytest(tmp_path, USERS_TEST, *options)


def test_unused_fixtures_cost_nothing(tmp_path: Path) -> None:
    assert "1 passed" in run_pytest(tmp_path, NOT_A_USER)
