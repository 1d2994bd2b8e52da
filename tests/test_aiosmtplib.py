"""Real aiosmtplib against a real server on loopback."""

import asyncio
import pickle
import socket

import aiosmtplib
import pytest

import emaildelivery_errors as ede
from answers import DROP, answer
from emaildelivery_errors import DeliveryError, from_exception, from_refused, translate_errors
from emaildelivery_errors.testing import SMTPServer

MESSAGE = "Subject: test\r\n\r\ntest\r\n"


async def send(server: SMTPServer, *recipients: str, timeout: float = 10) -> object:  # noqa: ASYNC109
    refused, _ = await aiosmtplib.send(
        MESSAGE,
        sender="a@example.com",
        recipients=recipients or ["b@example.com"],
        hostname=server.host,
        port=server.port,
        username="user",
        password="secret",
        timeout=timeout,
        start_tls=False,
    )
    return refused


async def failure(
    server: SMTPServer,
    *recipients: str,
    timeout: float = 10,  # noqa: ASYNC109
) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught, translate_errors():
        await send(server, *recipients, timeout=timeout)
    return caught.value


@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize(
    ("reply", "retryable"), [(b"451 4.3.0 later\r\n", True), (b"554 5.3.0 never\r\n", False)]
)
async def test_each_stage(
    smtp_server: SMTPServer,
    stage: str,
    reply: bytes,
    retryable: bool,  # noqa: FBT001
) -> None:
    answer(smtp_server, {stage: reply, "HELO": reply} if stage == "EHLO" else {stage: reply})
    error = await failure(smtp_server)
    assert (error.retryable, error.command, error.accepted) == (retryable, stage, False)
    assert error.reply == ede.parse_reply(reply)
    assert isinstance(error.__cause__, aiosmtplib.SMTPException)
    if stage == "RCPT":
        assert error.recipient == "b@example.com"
    if stage == "MAIL":
        assert error.sender == "a@example.com"


@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
async def test_a_lost_connection(smtp_server: SMTPServer, stage: str) -> None:
    answer(smtp_server, {stage: DROP})
    error = await failure(smtp_server)
    assert isinstance(error, ede.NetworkError)
    assert error.accepted is False


async def test_a_connection_lost_after_the_data(smtp_server: SMTPServer) -> None:
    answer(smtp_server, {".": DROP})
    error = await failure(smtp_server)
    assert isinstance(error, ede.OutcomeUnknownError)
    assert (error.key, error.accepted) == ("net.outcome_unknown", None)


async def test_timeouts(smtp_server: SMTPServer) -> None:
    smtp_server.fail(None, at="MAIL", times=1)
    error = await failure(smtp_server, timeout=0.2)
    assert (error.key, error.command) == ("net.timeout", "MAIL")
    smtp_server.reset()
    smtp_server.fail(None, at=".")
    error = await failure(smtp_server, timeout=0.2)
    assert isinstance(error, ede.OutcomeUnknownError)


async def test_no_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ede.NetworkError) as caught, translate_errors():
        await aiosmtplib.send(
            MESSAGE, sender="a@x.com", recipients=["b@x.com"], hostname="127.0.0.1", port=port
        )
    assert (caught.value.key, caught.value.accepted) == ("net.connection_failed", False)
    with pytest.raises(ede.DomainLookupError), translate_errors():
        await aiosmtplib.send(
            MESSAGE, sender="a@x.com", recipients=["b@x.com"], hostname="no.such.host.invalid"
        )


async def test_recipients(smtp_server: SMTPServer) -> None:
    smtp_server.fail("oci.suppressed", to="dead@example.com")
    smtp_server.fail("450 4.2.1 later", at="RCPT", to="busy@example.com")
    refused = await send(smtp_server, "a@example.com", "dead@example.com")
    errors = from_refused(refused)  # type: ignore[arg-type]
    assert errors["dead@example.com"].hard_bounce
    error = await failure(smtp_server, "dead@example.com", "busy@example.com")
    assert isinstance(error, ede.RecipientsRefusedError)
    assert error.to_retry() == ["busy@example.com"]


async def test_421_at_rcpt_is_for_all(smtp_server: SMTPServer) -> None:
    smtp_server.fail("421 bye", at="RCPT", to="c@example.com", close="after")
    error = await failure(smtp_server, "c@example.com")
    assert error.recipients == ("c@example.com",)
    # With more to come aiosmtplib has lost the 421: the connection is gone, nothing was sent.
    error = await failure(smtp_server, "b@example.com", "c@example.com", "d@example.com")
    assert isinstance(error, ede.TransientError)
    assert error.accepted is False


async def test_quit_is_no_failure_of_the_message(smtp_server: SMTPServer) -> None:
    smtp_server.fail("421 bye", at="QUIT")
    client = aiosmtplib.SMTP(hostname=smtp_server.host, port=smtp_server.port)
    await client.connect()
    await client.sendmail("a@example.com", "b@example.com", MESSAGE)
    with pytest.raises(ede.OutcomeUnknownError) as caught, translate_errors():
        await client.quit()
    assert caught.value.key == "smtp.between_messages"


async def test_garbage_and_lone_surrogates(smtp_server: SMTPServer) -> None:
    smtp_server.fail(b"550 5.1.1 caf\xe9\r\n", at="MAIL", times=1)
    assert (await failure(smtp_server)).text == "caf\\xe9"
    smtp_server.fail(b"HTTP/1.1 400\r\n", at="MAIL")
    error = await failure(smtp_server)
    assert type(error) is ede.ProtocolError


async def test_features(smtp_server: SMTPServer) -> None:
    smtp_server.fail(b"250 mail.example.com\r\n", at="EHLO")
    with pytest.raises(DeliveryError) as caught, translate_errors():
        await send(smtp_server)
    assert caught.value.key == "net.no_auth_mechanism"
    with pytest.raises(DeliveryError) as tls, translate_errors():
        await aiosmtplib.send(
            MESSAGE, sender="a@x.com", recipients=["b@x.com"],
            hostname=smtp_server.host, port=smtp_server.port, start_tls=True,
        )  # fmt: skip
    assert tls.value.key == "net.not_supported"


def test_without_a_session() -> None:
    lost = aiosmtplib.SMTPRecipientsRefused([])
    lost.recipients = "[SMTPRecipientRefused(...)]"  # type: ignore[assignment] # as Celery's JSON has it
    for exc, key in (
        (lost, "net.client_error"),
        (aiosmtplib.SMTPServerDisconnected("x"), "net.outcome_unknown"),
        (aiosmtplib.SMTPReadTimeoutError("x"), "net.outcome_unknown"),
        (aiosmtplib.SMTPConnectTimeoutError("x"), "net.timeout"),
        (aiosmtplib.SMTPConnectError("x"), "net.connection_failed"),
        (aiosmtplib.SMTPNotSupported("x"), "net.not_supported"),
        (aiosmtplib.SMTPException("x"), "net.client_error"),
        (aiosmtplib.SMTPDataError(455, "x"), "smtp.455"),
    ):
        error = from_exception(exc)
        assert error is not None
        assert error.key == key
        assert pickle.loads(pickle.dumps(error)).key == key


async def test_decorator_and_tasks(smtp_server: SMTPServer) -> None:
    smtp_server.fail("oci.rate_per_minute")
    decorated = translate_errors(provider="oci")(send)
    results = await asyncio.gather(
        *(decorated(smtp_server) for _ in range(5)), return_exceptions=True
    )
    assert {type(result) for result in results} == {ede.RateLimitError}
