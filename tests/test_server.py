"""The test server: its faults, its record of what happened, its life."""

import asyncio
import contextlib
import gc
import smtplib
import socket
import ssl
import threading
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import aiosmtplib
import pytest
import trustme

import emaildelivery_errors as ede
from emaildelivery_errors import (
    CATALOG,
    DeliveryError,
    from_exception,
    parse_reply,
    translate_errors,
)
from emaildelivery_errors.testing import (
    USUAL,
    Message,
    SMTPServer,
    example_values,
    fault_keys,
    stage_of,
)

MESSAGE = "Subject: test\r\nMessage-ID: <1@example.com>\r\n\r\ntest\r\n"


def send(server: SMTPServer, *recipients: str, sender: str = "sender@example.com") -> None:
    """Log in by PLAIN and LOGIN, send, and raise what went wrong."""
    with contextlib.closing(smtplib.SMTP(server.host, server.port, timeout=10)) as smtp:
        with translate_errors():
            smtp.login("user", "secret")
            refused = smtp.sendmail(sender, recipients or ["recipient@example.com"], MESSAGE)
        ede.raise_for_refused(refused)
        with contextlib.suppress(smtplib.SMTPException):
            smtp.quit()


def session_ends(server: SMTPServer) -> bytes:
    """Read all that the server says to a client that says nothing but QUIT."""
    with socket.create_connection((server.host, server.port), timeout=10) as client:
        client.sendall(b"QUIT\r\n")
        octets = b""
        while part := client.recv(4096):
            octets += part
        return octets


# --- mail ---------------------------------------------------------------------------------------


def test_takes_mail(smtp_server: SMTPServer) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "日本", "a@example.com", "b@example.com"
    message.set_content(".\n..\nfull stops\n")
    with smtplib.SMTP(smtp_server.host, smtp_server.port) as smtp:
        smtp.login("user", "secret")
        smtp.send_message(message, mail_options=["BODY=8BITMIME"])
        smtp.send_message(message, to_addrs=["c@example.com", "d@example.com"])
    first, second = smtp_server.messages
    assert (first.sender, first.recipients, first.login) == (
        "a@example.com", ("b@example.com",), "user")  # fmt: skip
    assert first.email["Subject"] == "日本"
    assert first.email.get_content().split() == [".", "..", "full", "stops"]
    assert first.raw == message.as_bytes().replace(b"\n", b"\r\n")
    assert second.recipients == ("c@example.com", "d@example.com")
    said = [line.octets for line in smtp_server.transcript if line.side == "C"]
    assert b"MAIL FROM:<a@example.com>" in said[2].upper().replace(
        b"A@EXAMPLE.COM", b"a@example.com"
    )
    assert {line.session for line in smtp_server.transcript} == {1}


def test_offers_what_clients_ask_for(smtp_server: SMTPServer) -> None:
    with smtplib.SMTP(smtp_server.host, smtp_server.port) as smtp:
        smtp.ehlo()
        for keyword in ("size", "8bitmime", "smtputf8", "pipelining", "enhancedstatuscodes"):
            assert smtp.has_extn(keyword)
        assert smtp.esmtp_features["auth"].split() == ["PLAIN", "LOGIN"]
        assert not smtp.has_extn("starttls")
        assert smtp.docmd("STARTTLS")[0] == 502
        assert smtp.docmd("BOGUS")[0] == 500
        assert smtp.rcpt("x@y")[0] == 503
        assert smtp.docmd("DATA")[0] == 503
        assert smtp.docmd("MAIL", "nonsense")[0] == 501
        assert smtp.mail("a@example.com", ["SIZE=99999999999"])[0] == 552
        assert smtp.helo()[0] == 250
        assert smtp.noop()[0] == 250
        assert smtp.verify("a")[0] == 252


def test_takes_pipelined_commands(smtp_server: SMTPServer) -> None:
    with socket.create_connection((smtp_server.host, smtp_server.port), timeout=10) as client:
        client.sendall(
            b"EHLO x\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\nSubject: x\r\n\r\n..x\r\n.\r\nQUIT\r\n"
        )
        octets = b""
        while part := client.recv(4096):
            octets += part
    assert octets.endswith(b"250 2.0.0 Ok\r\n221 2.0.0 Bye\r\n")
    assert smtp_server.messages[0].raw == b"Subject: x\r\n\r\n.x\r\n"


@pytest.mark.parametrize("password", ["secret", "wrong"])
@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_knows_users(mechanism: str, password: str) -> None:
    with SMTPServer(users={"user": "secret"}) as server:
        with smtplib.SMTP(server.host, server.port) as smtp:
            smtp.ehlo()
            smtp.esmtp_features["auth"] = mechanism
            if password == "secret":
                smtp.login("user", password)
                assert smtp.docmd("AUTH", "PLAIN x")[0] == 503
            else:
                with pytest.raises(smtplib.SMTPAuthenticationError):
                    smtp.login("user", password)
            smtp.rset()


def test_long_lines_are_whole(smtp_server: SMTPServer) -> None:
    """Pieces of a long line begin with no full stop, and end no message."""
    text = "x" * 65536 + ".\r\nMAIL FROM:<evil@example.com>\r\n.abc\r\n"
    with smtplib.SMTP(smtp_server.host, smtp_server.port) as smtp:
        smtp.sendmail("a@example.com", "b@example.com", text)
        assert smtp.docmd("NOOP", "x" * 200_000)[0] == 500
        assert smtp.noop()[0] == 250
    (message,) = smtp_server.messages
    assert message.raw.decode() == text


def test_octets_beyond_ascii(smtp_server: SMTPServer) -> None:
    smtp_server.fail("oci.suppressed", times=1)
    with smtplib.SMTP(smtp_server.host, smtp_server.port) as smtp:
        smtp.ehlo()
        smtp.mail("a@example.com")
        for command in (b"RCPT TO:<\xfe@x>\r\n", b"RCPT TO:<\xff@x>\r\n", b"AUTH PLAIN \xff\r\n"):
            assert smtp.sock is not None
            smtp.sock.sendall(command)
            assert smtp.getreply()[0] in {254, 250, 501}
        assert smtp.noop()[0] == 250


def test_a_login_can_be_asked_for() -> None:
    with SMTPServer(login_required=True) as server:
        with smtplib.SMTP(server.host, server.port) as smtp:
            assert smtp.mail("a@example.com")[0] == 530
        send(server)


def test_a_login_can_be_cancelled_or_malformed(smtp_server: SMTPServer) -> None:
    with smtplib.SMTP(smtp_server.host, smtp_server.port) as smtp:
        smtp.ehlo()
        assert smtp.docmd("AUTH", "PLAIN")[0] == 334
        assert smtp.docmd("*")[0] == 501
        assert smtp.docmd("AUTH", "PLAIN !")[0] == 501
        assert smtp.docmd("AUTH", "NTLM")[0] == 504


def test_refuses_large_messages() -> None:
    with SMTPServer(max_size=100) as server, smtplib.SMTP(server.host, server.port) as smtp:
        with pytest.raises(smtplib.SMTPSenderRefused):
            smtp.sendmail("a@x", "b@x", "x" * 200)  # smtplib declares the size
        smtp.mail("a@x")
        smtp.rcpt("b@x")
        assert smtp.data("x" * 200)[0] == 552
        assert server.messages == []


# --- faults -------------------------------------------------------------------------------------


def test_held_mail_is_requeued(smtp_server: SMTPServer) -> None:
    """The README's promise: three lines."""
    fault = smtp_server.fail("oci.rate_per_minute", limit=10, times=2)
    for _ in range(2):
        with pytest.raises(ede.RateLimitError) as caught:
            send(smtp_server)
        assert caught.value.limit == 10
    send(smtp_server)
    assert len(smtp_server.messages) == 1
    assert fault.used == 2


@pytest.mark.parametrize(
    "key", [k for k in fault_keys() if CATALOG[k].codes or CATALOG[k].enhanced]
)
def test_smtplib_meets_every_record(smtp_server: SMTPServer, key: str) -> None:
    entry = CATALOG[key]
    stage = stage_of(entry)
    asked = {"CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "."}
    # 503 is a success at AUTH for smtplib, and sendmail asks neither VRFY nor ETRN.
    if stage not in asked or (stage == "AUTH" and 503 in entry.codes):
        stage = "MAIL"
    smtp_server.fail(key, at=stage)
    smtp_server.fail(key, at="HELO")  # which smtplib tries after EHLO
    with pytest.raises(smtplib.SMTPException) as caught:
        with smtplib.SMTP(smtp_server.host, smtp_server.port, timeout=10) as smtp:
            if stage == "STARTTLS":
                smtp.ehlo()
                smtp.esmtp_features["starttls"] = ""
                smtp.starttls()
            smtp.login("user", "secret")
            smtp.sendmail("sender@example.com", ["recipient@example.com"], MESSAGE)
    error = from_exception(caught.value, provider=entry.provider)
    assert error is not None
    assert_is(error, key, stage)
    assert smtp_server.messages == []


@pytest.mark.parametrize("key", fault_keys("oci") + fault_keys("subetha"))
async def test_aiosmtplib_meets_every_record_of_a_provider(
    smtp_server: SMTPServer, key: str
) -> None:
    entry = CATALOG[key]
    stage = stage_of(entry)
    if stage not in {"CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."}:
        stage = "MAIL"
    # With a second mechanism to try, aiosmtplib loses a 421.
    smtp_server.fail(b"250-mail.example.com\r\n250 AUTH PLAIN\r\n", at="EHLO")
    smtp_server.fail(key, at=stage)
    with pytest.raises(aiosmtplib.SMTPException) as caught:
        await aiosmtplib.send(
            MESSAGE,
            sender="sender@example.com",
            recipients=["recipient@example.com"],
            hostname=smtp_server.host,
            port=smtp_server.port,
            username="user",
            password="secret",
            timeout=10,
        )
    error = from_exception(caught.value, provider=entry.provider)
    assert error is not None
    assert_is(error, key, stage)


def assert_is(error: DeliveryError, key: str, stage: str) -> None:
    """Check that an error is what the fault said, or the record for the stage it was said at."""
    entry = CATALOG[key]
    assert error.command == stage
    if entry.provider is not None:
        assert error.key == key
        assert error.entry is entry
        assert {"limit": "10"}.items() <= error.values.items() or "limit" not in error.values
        assert set(error.values) == set(example_values(entry))
    else:
        # Said at another stage it may mean another thing, and others say the same words.
        assert error.code == (entry.codes[0] if entry.codes else 100 * int(key[5]) + 50)


def test_values_come_from_the_session(smtp_server: SMTPServer) -> None:
    smtp_server.fail("oci.suppressed", to="dead@example.com")
    with pytest.raises(ede.RecipientSuppressedError) as caught:
        send(smtp_server, "alive@example.com", "dead@example.com")
    assert caught.value.values == {"user": "user", "recipient": "dead@example.com"}
    assert smtp_server.messages[0].recipients == ("alive@example.com",)
    smtp_server.fail("oci.sender_not_authorized")
    with pytest.raises(ede.SenderNotAuthorizedError) as refused:
        send(smtp_server, sender="me@example.com")
    assert refused.value.address == "me@example.com"


def test_to_whom(smtp_server: SMTPServer) -> None:
    smtp_server.fail("550 no", at="RCPT", to=lambda address: address.startswith("x"))
    send(smtp_server, "a@example.com")
    with pytest.raises(ede.RecipientRefusedError):
        send(smtp_server, "x@example.com")
    # After the data: any of the recipients.
    smtp_server.fail("oci.server_error", to="B@example.com")
    send(smtp_server, "a@example.com")
    with pytest.raises(ede.ServiceUnavailableError):
        send(smtp_server, "a@example.com", "b@example.com")


def test_sequences(smtp_server: SMTPServer) -> None:
    smtp_server.fail("451 first", at="MAIL", times=1)
    smtp_server.fail("452 third", at="MAIL", after=1, times=1)
    keys = []
    for _ in range(4):
        try:
            send(smtp_server)
        except DeliveryError as error:
            keys.append(error.key)
        else:
            keys.append("sent")
    assert keys == ["smtp.451", "sent", "smtp.452", "sent"]


def test_multi_line_and_raw_replies(smtp_server: SMTPServer) -> None:
    smtp_server.fail("550-5.7.1 first\n550 5.7.1 second", at="MAIL", times=1)
    with pytest.raises(ede.PolicyRejectedError) as caught:
        send(smtp_server)
    assert caught.value.text == "first\nsecond"
    smtp_server.fail(b"550 caf\xe9\n", at="MAIL", times=1)
    with pytest.raises(ede.SenderRejectedError) as raw:
        send(smtp_server)
    assert raw.value.text == "caf\\xe9"
    smtp_server.fail(b"garbage\r\n", at="MAIL", times=1)
    with pytest.raises(ede.ProtocolError) as garbage:
        send(smtp_server)
    assert garbage.value.key == "smtp.malformed"


def test_octet_by_octet_and_late(smtp_server: SMTPServer) -> None:
    smtp_server.fail("oci.server_error", bytewise=True, delay=0.05)
    begin = time.monotonic()
    with pytest.raises(ede.ServiceUnavailableError):
        send(smtp_server)
    assert time.monotonic() - begin >= 0.05
    assert sum(len(line.octets) == 1 for line in smtp_server.transcript) > 10


@pytest.mark.parametrize(
    ("close", "key"), [("before", "net.connection_lost"), ("after", "oci.rate_per_minute"),
                       ("middle", "smtp.455")],  # smtplib takes half a line for a whole one
)  # fmt: skip
def test_hanging_up(smtp_server: SMTPServer, close: str, key: str) -> None:
    smtp_server.fail("oci.rate_per_minute", at="RCPT", close=close)  # type: ignore[arg-type]
    with pytest.raises(DeliveryError) as caught:
        send(smtp_server)
    assert caught.value.key == key


def test_hanging_up_between_two_lines(smtp_server: SMTPServer) -> None:
    smtp_server.fail("451-one\n451 two", at="RCPT", close="middle")
    with pytest.raises(ede.NetworkError):
        send(smtp_server)


def test_failures_without_a_reply(smtp_server: SMTPServer) -> None:
    smtp_server.fail("net.connection_lost", times=1)
    with pytest.raises(ede.NetworkError):
        send(smtp_server)
    assert smtp_server.messages == []
    smtp_server.fail("net.outcome_unknown", times=1)
    with pytest.raises(ede.OutcomeUnknownError):
        send(smtp_server)
    # Whoever sends again now sends twice.
    send(smtp_server)
    assert smtp_server.duplicates() == [("<1@example.com>", "recipient@example.com")]


def test_silence(smtp_server: SMTPServer) -> None:
    smtp_server.fail("net.timeout")
    smtp = smtplib.SMTP(smtp_server.host, smtp_server.port, timeout=0.1)
    with pytest.raises(ede.NetworkError) as caught, translate_errors():
        smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
    assert caught.value.key == "net.timeout"
    smtp.close()


def test_quit_and_rset_fail_too(smtp_server: SMTPServer) -> None:
    smtp_server.fail("421 bye", at="quit")
    smtp_server.fail("451 no", at="rset")
    with smtplib.SMTP(smtp_server.host, smtp_server.port) as smtp:
        assert smtp.rset()[0] == 451
        assert smtp.quit()[0] == 421


def test_at_the_greeting(smtp_server: SMTPServer) -> None:
    smtp_server.fail("554 no service", at="connect", close="after")
    assert session_ends(smtp_server) == b"554 no service\r\n"


@pytest.mark.parametrize(
    ("what", "options", "message"),
    [
        ("oci.rate_per_second", {}, "neither a key of the catalog nor a reply"),
        ("550 no", {}, "at which command"),
        (None, {}, "at which command"),
        ("550 no", {"at": "XYZZY"}, "at which command"),
        ("550 no", {"at": "BDAT"}, "at which command"),
        ("oci.rate_per_minute", {"size": 3}, "takes the values"),
        ("550 no", {"at": "MAIL", "limit": 3}, "takes no values"),
        ("smtp.malformed", {}, "has no reply"),
        ("550 a\nb", {"at": "MAIL"}, "neither a key"),
        ("5501", {"at": "MAIL"}, "neither a key"),
        ("000 x", {"at": "MAIL"}, "neither a key"),
        ("５５０ x", {"at": "MAIL"}, "neither a key"),
        (b"", {"at": "MAIL"}, "silence"),
        ("550 no", {"at": "MAIL", "to": "b@x.com"}, "knows no recipient"),
        ("oci.sender_not_authorized", {"to": "b@x.com"}, "knows no recipient"),
        ("550 no", {"at": "MAIL", "close": "afetr"}, "close is"),
        ("550 no", {"at": "MAIL", "times": 0}, "times is a number"),
        ("550 no", {"at": "MAIL", "times": "2"}, "times is a number"),
        ("550 no", {"at": "MAIL", "after": -1}, "after is a number"),
        ("550 no", {"at": "MAIL", "delay": -1}, "a delay is"),
        ("550 no", {"at": "MAIL", "delay": 1e12}, "a delay is"),
        ("550 no", {"at": "MAIL", "delay": float("inf")}, "a delay is"),
    ],
)
def test_wrong_use_is_told_at_once(
    smtp_server: SMTPServer, what: Any, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        smtp_server.fail(what, **options)


def test_wrong_types_are_told_at_once(smtp_server: SMTPServer) -> None:
    with pytest.raises(TypeError):
        smtp_server.fail(550, at="MAIL")  # type: ignore[arg-type]


def test_late_but_as_usual(smtp_server: SMTPServer) -> None:
    """A slow server that takes the mail in the end."""
    for stage in ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."):
        smtp_server.fail(USUAL, at=stage, delay=0.01, bytewise=True)
    send(smtp_server)
    assert len(smtp_server.messages) == 1
    smtp_server.reset()
    smtp_server.fail(USUAL, at=".", close="after", times=1)
    send(smtp_server)
    smtp_server.fail(USUAL, at=".", close="before", times=1)
    with pytest.raises(ede.OutcomeUnknownError):
        send(smtp_server)
    assert len(smtp_server.messages) == 2


def test_several_recipients_by_name(smtp_server: SMTPServer) -> None:
    smtp_server.fail(parse_reply("550 5.1.1 x"), at="RCPT", to=["a@x.com", "B@x.com"])
    with pytest.raises(ede.RecipientsRefusedError) as caught:
        send(smtp_server, "a@x.com", "b@x.com")
    assert set(caught.value.by_recipient) == {"a@x.com", "b@x.com"}
    send(smtp_server, "c@x.com")


def test_times_and_after_together(smtp_server: SMTPServer) -> None:
    fault = smtp_server.fail("451 x", at="MAIL", after=1, times=2)
    outcomes = []
    for _ in range(5):
        with contextlib.suppress(DeliveryError):
            send(smtp_server)
            outcomes.append(fault.used)
    assert outcomes == [0, 2, 2]


# --- exceptions of the user's functions ---------------------------------------------------------


def test_an_exception_of_a_predicate_is_raised_in_the_end() -> None:
    server = SMTPServer()
    server.start()
    server.fail("550 x", at="RCPT", to=lambda _: bool(1 / 0))
    with pytest.raises(DeliveryError):
        send(server)
    with pytest.raises(ZeroDivisionError):
        server.stop()
    server.stop()


def test_an_exception_of_on_message_is_raised_in_the_end() -> None:
    def on_message(message: Message) -> None:
        raise OSError(str(message.sender))

    with (
        pytest.raises(OSError, match=r"sender@example\.com"),
        SMTPServer(on_message=on_message) as s,
    ):
        with pytest.raises(DeliveryError):
            send(s)


def test_a_predicate_may_ask_the_server(smtp_server: SMTPServer) -> None:
    smtp_server.fail("550 x", at="RCPT", to=lambda _: smtp_server.connections > 5)
    send(smtp_server)


# --- by address ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "key", "command"),
    [
        ("oci.rate_per_minute@fault.test", "oci.rate_per_minute", "RCPT"),
        ("550-5.1.1@fault.test", "iana.5.1.1", "RCPT"),
        ("452@fault.test", "smtp.452.RCPT", "RCPT"),
        ("oci.message_parse_error+data@fault.test", "oci.message_parse_error", "."),
        ("drop@fault.test", "net.connection_lost", "RCPT"),
        ("drop+data@fault.test", "net.outcome_unknown", "."),
    ],
)
def test_faults_by_address(smtp_server: SMTPServer, address: str, key: str, command: str) -> None:
    with pytest.raises(DeliveryError) as caught:
        send(smtp_server, address)
    assert (caught.value.key, caught.value.command) == (key, command)


def test_other_addresses_are_addresses(smtp_server: SMTPServer) -> None:
    send(smtp_server, "someone@fault.test", "550@example.com", "55@fault.test", "@fault.test")
    with pytest.raises(ede.RateLimitError):
        send(smtp_server, sender="oci.rate_per_day@fault.test")
    assert len(smtp_server.messages) == 1


# --- TLS ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize("on_connect", [False, True])
def test_tls(authority: trustme.CA, on_connect: bool) -> None:  # noqa: FBT001
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with SMTPServer(tls=context, tls_on_connect=on_connect) as server:
        if on_connect:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, context=trusting)
        else:
            smtp = smtplib.SMTP(server.host, server.port)
            smtp.starttls(context=trusting)
        with smtp:
            smtp.ehlo()
            assert not smtp.has_extn("starttls")
            smtp.login("user", "secret")
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
            assert smtp.docmd("STARTTLS")[0] == 503
        assert len(server.messages) == 1
        # Who does not trust the certificate hears of it, and the server lives on.
        with pytest.raises(ede.TLSFailedError), translate_errors():
            if on_connect:
                smtplib.SMTP_SSL(server.host, server.port, context=ssl.create_default_context())
            else:
                with contextlib.closing(smtplib.SMTP(server.host, server.port)) as other:
                    other.starttls(context=ssl.create_default_context())
        assert server.connections <= 1


# --- life ---------------------------------------------------------------------------------------


def test_a_silent_client_is_told_to_go() -> None:
    with SMTPServer(timeout=0.1) as server:
        with socket.create_connection((server.host, server.port), timeout=10) as client:
            reader = client.makefile("rb")
            assert reader.readline().startswith(b"220")
            assert reader.readline() == b"421 4.4.2 Timeout\r\n"
            assert reader.readline() == b""
            reader.close()


def test_stops_while_clients_are_connected() -> None:
    before = set(threading.enumerate())
    server = SMTPServer()
    server.start()
    server.fail("451 later", at="MAIL", delay=60)
    client = smtplib.SMTP(server.host, server.port, timeout=10)
    client.ehlo()
    client.putcmd("MAIL FROM:<a@example.com>")
    idle = socket.create_connection((server.host, server.port), timeout=10)
    server.stop()
    server.stop()  # twice is fine
    assert set(threading.enumerate()) == before
    client.close()
    idle.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((server.host, server.port), timeout=10)
    server.start()  # and again, on the same port
    send_to = socket.create_connection((server.host, server.port), timeout=10)
    send_to.close()
    server.stop()


@pytest.mark.parametrize("on_connect", [False, True])
def test_stops_in_the_middle_of_tls(authority: trustme.CA, on_connect: bool) -> None:  # noqa: FBT001
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    before = set(threading.enumerate())
    server = SMTPServer(tls=context, tls_on_connect=on_connect)
    server.start()
    # One that says nothing in the handshake, and one that is connected.
    stalled = socket.create_connection((server.host, server.port), timeout=10)
    if not on_connect:
        stalled.sendall(b"STARTTLS\r\n")
        assert stalled.recv(100)
        smtp: smtplib.SMTP = smtplib.SMTP(server.host, server.port, timeout=10)
        smtp.starttls(context=trusting)
    else:
        smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=10, context=trusting)
    server.stop()
    assert set(threading.enumerate()) == before
    smtp.close()
    stalled.close()


def test_does_not_start_twice(smtp_server: SMTPServer) -> None:
    with pytest.raises(RuntimeError, match="running already"):
        smtp_server.start()


async def test_in_asyncio() -> None:
    async with SMTPServer() as server:
        server.fail("oci.rate_per_minute", times=1)
        for _ in range(2):
            with contextlib.suppress(aiosmtplib.SMTPException):
                await aiosmtplib.send(
                    MESSAGE, sender="a@example.com", recipients=["b@example.com"],
                    hostname=server.host, port=server.port,
                )  # fmt: skip
        assert len(server.messages) == 1
    assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


def test_many_sessions_at_once(smtp_server: SMTPServer) -> None:
    """Bounded; the benchmark sends ten thousand."""
    before = threading.active_count()

    def client(number: int) -> None:
        with smtplib.SMTP(smtp_server.host, smtp_server.port, timeout=30) as smtp:
            for i in range(5):
                smtp.sendmail(
                    "a@example.com", "b@example.com", f"Message-ID: <{number}.{i}@x>\r\n\r\nx\r\n"
                )

    clients = [threading.Thread(target=client, args=(n,)) for n in range(20)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join(30)
    ids = [message.email["Message-ID"] for message in smtp_server.messages]
    assert len(ids) == len(set(ids)) == 100
    assert smtp_server.duplicates() == []
    smtp_server.stop()
    assert threading.active_count() <= before


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files cannot be counted here")
def test_server_leaves_no_file_open(authority: trustme.CA) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    gc.collect()
    before = len(list(Path("/proc/self/fd").iterdir()))
    with SMTPServer(tls=context, tls_on_connect=True) as server:
        for _ in range(5):
            # No TLS at all: the handshake fails.
            with socket.create_connection((server.host, server.port), timeout=10) as client:
                client.sendall(b"EHLO x\r\n")
                with contextlib.suppress(ConnectionResetError):
                    while client.recv(100):
                        pass
    with SMTPServer() as server:
        server.fail("421 bye", at="MAIL", close="after")
        for _ in range(5):
            with pytest.raises(DeliveryError):
                send(server)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_reset(smtp_server: SMTPServer) -> None:
    smtp_server.fail("451 x", at="MAIL")
    with pytest.raises(DeliveryError):
        send(smtp_server)
    smtp_server.reset()
    assert smtp_server.transcript == []
    send(smtp_server)
    assert len(smtp_server.messages) == 1


def test_fault_keys() -> None:
    assert set(fault_keys("oci")) == {e.key for e in CATALOG if e.provider == "oci" and e.codes}
    assert "net.outcome_unknown" in fault_keys()
    assert "smtp.250" not in fault_keys()
    with pytest.raises(ValueError, match="unknown provider"):
        fault_keys("x")
