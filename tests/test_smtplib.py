"""Real smtplib against a real server on loopback."""

import contextlib
import gc
import pickle
import smtplib
import socket
import ssl
import traceback
import weakref
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import trustme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import emaildelivery_errors as ede
from answers import DROP, answer
from emaildelivery_errors import (
    DeliveryError,
    Entry,
    from_exception,
    from_refused,
    parse_reply,
    translate_errors,
)
from emaildelivery_errors.testing import SMTPServer
from strategies import ENTRIES_WITH_WORDS, values_of

MESSAGE = "Subject: test\r\n\r\ntest\r\n"
STAGES = {"CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "."}


def send(
    server: SMTPServer, answers: Mapping[str, bytes], *recipients: str, login: bool = True
) -> dict[str, tuple[int, bytes]]:
    """Send a message with smtplib while the server gives these answers."""
    answer(server, answers)
    with contextlib.closing(smtplib.SMTP("127.0.0.1", server.port, timeout=10)) as smtp:
        if "STARTTLS" in answers:
            smtp.docmd("NOOP")
            smtp.ehlo()
            smtp.esmtp_features["starttls"] = ""
            smtp.starttls()
        if login:
            smtp.login("user", "secret")
        return smtp.sendmail("a@example.com", recipients or ["b@example.com"], MESSAGE)


def failure(
    server: SMTPServer, answers: Mapping[str, bytes], *recipients: str, provider: str | None = None
) -> DeliveryError:
    """Return what `translate_errors` makes of the exception that smtplib raises."""
    with pytest.raises(DeliveryError) as caught, translate_errors(provider=provider):
        refused = send(server, answers, *recipients)
        ede.raise_for_refused(refused, provider=provider)
    return caught.value


def wire(code: int, text: str, enhanced: object, *, lines: bool) -> bytes:
    """Return a reply in one line, or in two with the enhanced code in each.

    It is cut at a blank of the template, never inside of a value.
    """
    prefix = f"{enhanced} " if enhanced else ""
    if not lines:
        return f"{code} {prefix}{text}\r\n".encode()
    first, _, rest = text.rpartition(" ") if text.startswith("<") else text.partition(" ")
    return f"{code}-{prefix}{first}\r\n{code} {prefix}{rest}\r\n".encode()


# VRFY and an empty stage are not asked by sendmail.
@pytest.mark.parametrize("lines", [False, True], ids=["single-line", "multi-line"])
@pytest.mark.parametrize("entry", ENTRIES_WITH_WORDS, ids=lambda entry: str(entry.key))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_round_trip(server: SMTPServer, entry: Entry, lines: bool, data: st.DataObject) -> None:  # noqa: FBT001
    values = data.draw(values_of(entry))
    code = data.draw(st.sampled_from(entry.codes))
    stages = [c for c in entry.commands if c in STAGES] or ["MAIL"]
    if code == 503:
        stages = [c for c in stages if c != "AUTH"] or ["MAIL"]  # success for smtplib
    stage = data.draw(st.sampled_from(stages))
    text = (entry.templates + entry.observed)[0].fill(values)
    reply = wire(code, text, entry.enhanced, lines=lines)
    error = failure(server, {stage: reply}, provider="oci")
    assert error.entry is entry
    assert type(error) is entry.error
    assert error.values == values
    assert error.command == stage
    assert error.reply == parse_reply(reply)
    assert isinstance(error.__cause__, smtplib.SMTPException)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(200, 599),
    st.lists(st.binary(max_size=80).map(lambda b: b.replace(b"\n", b"")), min_size=1, max_size=4),
    st.sampled_from([b"\r\n", b"\n"]),
)
def test_wire_form_equals_what_smtplib_makes_of_it(
    server: SMTPServer, code: int, lines: list[bytes], end: bytes
) -> None:
    sent = b"".join(b"%d-%b%b" % (code, line, end) for line in lines[:-1])
    sent += b"%d %b%b" % (code, lines[-1], end)
    answer(server, {"NOOP": sent})
    with contextlib.closing(smtplib.SMTP("127.0.0.1", server.port, timeout=10)) as smtp:
        parts = smtp.noop()
    assert ede.Reply.from_parts(*parts) == parse_reply(sent)


@pytest.mark.parametrize(
    ("stage", "cause"),
    [
        ("CONNECT", smtplib.SMTPConnectError),
        ("EHLO", smtplib.SMTPHeloError),
        ("AUTH", smtplib.SMTPAuthenticationError),
        ("MAIL", smtplib.SMTPSenderRefused),
        ("RCPT", smtplib.SMTPRecipientsRefused),
        ("DATA", smtplib.SMTPDataError),
        (".", smtplib.SMTPDataError),
        ("STARTTLS", smtplib.SMTPResponseException),
    ],
)
@pytest.mark.parametrize(
    ("reply", "key", "retryable"),
    [
        (b"421 Too many connections, try again later\r\n", "oci.too_many_connections", True),
        (b"421 bye\r\n", "smtp.421", True),
        (b"599 no\r\n", "smtp.5xx", False),
    ],
)
def test_each_stage(
    server: SMTPServer,
    stage: str,
    cause: type[Exception],
    reply: bytes,
    key: str,
    retryable: bool,  # noqa: FBT001
) -> None:
    answers = {stage: reply, "HELO": reply} if stage == "EHLO" else {stage: reply}
    error = failure(server, answers)
    assert (error.key, error.retryable, error.command) == (key, retryable, stage)
    assert error.accepted is False
    assert type(error.__cause__) is cause
    if reply.startswith(b"421"):
        assert error.retry.scope in {"connection", "server"}
    if stage == "MAIL":
        assert error.sender == "a@example.com"
    if stage == "RCPT":
        assert error.recipient == "b@example.com"


SUPPRESSED = b"254 4.7.1 Suppression for user ocid1.user.oc1..a to b@example.com\r\n"


@pytest.mark.parametrize("stage", ["RCPT", "."])
def test_254_is_a_refusal(server: SMTPServer, stage: str) -> None:
    error = failure(server, {stage: SUPPRESSED})
    assert isinstance(error, ede.RecipientSuppressedError)
    assert (error.recipient, error.accepted, error.hard_bounce) == ("b@example.com", False, True)


@pytest.mark.parametrize(
    ("stage", "reply", "key", "accepted"),
    [
        ("RCPT", b"252 maybe\r\n", "smtp.2xx.RCPT", False),
        (".", b"251 fine\r\n", "smtp.2xx.end_of_data", True),
        ("DATA", b"250 fine\r\n", "smtp.2xx.other", False),
        ("MAIL", b"251 fine\r\n", "smtp.2xx.other", False),
        ("AUTH", b"250 fine\r\n", "smtp.2xx.other", False),
        ("MAIL", b"354 go on\r\n", "smtp.3xx", False),
    ],
)
def test_a_success_that_smtplib_refuses(
    server: SMTPServer,
    stage: str,
    reply: bytes,
    key: str,
    accepted: bool,  # noqa: FBT001
) -> None:
    error = failure(server, {stage: reply})
    assert type(error) is ede.PermanentError
    assert (error.key, error.accepted, error.command) == (key, accepted, stage)
    assert (error.matched_by, error.text) == ("digit", reply[4:].decode().strip())


def test_some_recipients_refused_are_in_the_mapping(server: SMTPServer) -> None:
    answers = {"RCPT b@example.com": SUPPRESSED, "RCPT c@example.com": b"252 maybe\r\n"}
    refused = send(server, answers, "b@example.com", "c@example.com", "d@example.com")
    errors = from_refused(refused, provider="oci", sender="a@example.com")
    assert {r: (e.key, e.accepted, e.sender, e.command) for r, e in errors.items()} == {
        "b@example.com": ("oci.suppressed", False, "a@example.com", "RCPT"),
        # The server took it, and smtplib sent the message to it too.
        "c@example.com": ("smtp.2xx.RCPT", True, "a@example.com", "RCPT"),
    }
    assert from_refused({}) == {}
    ede.raise_for_refused({})


def test_all_recipients_refused_for_several_reasons(server: SMTPServer) -> None:
    answers = {"RCPT b@example.com": SUPPRESSED, "RCPT c@example.com": b"450 later\r\n"}
    error = failure(server, answers, "b@example.com", "c@example.com")
    assert isinstance(error, ede.RecipientsRefusedError)
    assert error.to_retry() == ["c@example.com"]


def test_all_recipients_refused_for_one_reason(server: SMTPServer) -> None:
    limit = b"455 Maximum messages sent per minute reached : limit is 1\r\n"
    error = failure(server, {"RCPT": limit}, "b@example.com", "c@example.com")
    assert isinstance(error, ede.RateLimitError)
    assert error.recipients == ("b@example.com", "c@example.com")
    error = failure(server, {"RCPT": b"550 no\r\n"}, "b@example.com", "c@example.com")
    assert isinstance(error, ede.RecipientsRefusedError)


@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
def test_connection_lost_before_the_end_of_data(server: SMTPServer, stage: str) -> None:
    error = failure(server, {stage: DROP})
    assert isinstance(error, ede.NetworkError)
    assert (error.retryable, error.accepted) == (True, False)
    assert error.matched_by == "none"
    assert error.reply is None


def test_connection_lost_after_the_end_of_data(server: SMTPServer) -> None:
    error = failure(server, {".": DROP})
    assert isinstance(error, ede.OutcomeUnknownError)
    assert (error.retryable, error.retry.may_duplicate, error.accepted) == (False, True, None)
    assert not ede.is_retryable(error)
    assert ede.is_retryable(error, may_duplicate=True)


def test_timeout_after_the_end_of_data() -> None:
    with SMTPServer() as server:
        answer(server, {".": b"250-never ends\r\n"})
        smtp = smtplib.SMTP("127.0.0.1", server.port, timeout=0.2)
        with pytest.raises(ede.OutcomeUnknownError), translate_errors():
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        smtp.close()


def test_timeout_elsewhere() -> None:
    with SMTPServer() as server:
        answer(server, {"MAIL": b"250-never ends\r\n"})
        smtp = smtplib.SMTP("127.0.0.1", server.port, timeout=0.2)
        with pytest.raises(ede.NetworkError) as caught, translate_errors():
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        smtp.close()
    assert (caught.value.key, caught.value.command) == ("net.timeout", "MAIL")


def test_garbage_instead_of_a_reply(server: SMTPServer) -> None:
    for stage, accepted in (("MAIL", False), (".", None)):
        error = failure(server, {stage: b"HTTP/1.1 400 Bad Request\r\n"})
        assert type(error) is ede.ProtocolError
        assert (error.key, error.code, error.accepted) == ("smtp.malformed", None, accepted)
        assert not error.retryable


def test_a_line_too_long_is_no_reply_of_the_server(server: SMTPServer) -> None:
    error = failure(server, {"MAIL": b"250 " + b"x" * 9000 + b"\r\n"})
    assert error.key == "smtp.malformed"
    assert error.code is None


@pytest.mark.parametrize("octets", [b"421 Timeout waiting for data from client\r\n", b"250 ok\r\n"])
def test_a_failing_quit_does_not_ask_for_a_resend(server: SMTPServer, octets: bytes) -> None:
    answer(server, {"QUIT": octets})
    with pytest.raises(DeliveryError) as caught, translate_errors():
        with smtplib.SMTP("127.0.0.1", server.port) as smtp:
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
    assert (caught.value.key, caught.value.command) == ("smtp.between_messages", "QUIT")
    assert isinstance(caught.value, ede.OutcomeUnknownError)
    assert not caught.value.retryable
    assert caught.value.reply == parse_reply(octets)


def test_a_lost_quit_does_not_ask_for_a_resend(server: SMTPServer) -> None:
    answer(server, {"QUIT": DROP})
    with pytest.raises(DeliveryError) as caught, translate_errors():
        smtp = smtplib.SMTP("127.0.0.1", server.port)
        smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        smtp.quit()
    assert caught.value.key == "smtp.between_messages"
    assert not caught.value.retryable


def test_an_error_before_a_failing_quit_is_the_one_that_tells(server: SMTPServer) -> None:
    answer(server, {"MAIL": b"550 no\r\n", "QUIT": b"421 bye\r\n"})
    with pytest.raises(DeliveryError) as caught, translate_errors():
        with smtplib.SMTP("127.0.0.1", server.port) as smtp:
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
    assert (caught.value.key, caught.value.command) == ("smtp.550.MAIL", "MAIL")


def test_an_error_of_another_session_does_not_tell(server: SMTPServer) -> None:
    with SMTPServer() as first:
        first.fail("oci.rate_per_minute", at="MAIL", limit=1)
        answer(server, {"QUIT": b"421 bye\r\n"})
        try:
            with smtplib.SMTP("127.0.0.1", first.port) as smtp:
                smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        except smtplib.SMTPException:
            with pytest.raises(ede.OutcomeUnknownError) as caught, translate_errors():
                with smtplib.SMTP("127.0.0.1", server.port) as smtp:
                    smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
            answer(server, {"QUIT": DROP})
            with pytest.raises(ede.OutcomeUnknownError) as lost, translate_errors():
                smtp = smtplib.SMTP("127.0.0.1", server.port)
                smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
                smtp.quit()
    for error in (caught.value, lost.value):
        assert (error.key, error.command) == ("smtp.between_messages", "QUIT")
        assert not ede.is_retryable(error, may_duplicate=True)


@pytest.mark.parametrize("cleanup", ["rset", "quit", "noop"])
@pytest.mark.parametrize("stage", [".", "MAIL"])
def test_after_an_error_and_a_failing_cleanup_nobody_knows(
    server: SMTPServer, cleanup: str, stage: str
) -> None:
    answer(server, {stage: DROP})
    with pytest.raises(DeliveryError) as caught, translate_errors():
        smtp = smtplib.SMTP("127.0.0.1", server.port)
        try:
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        finally:
            getattr(smtp, cleanup)()
    error = caught.value
    assert (error.key, error.command, error.accepted) == ("net.outcome_unknown", stage, None)


def test_a_message_sent_again_in_the_same_session_is_not_asked_for(server: SMTPServer) -> None:
    server.reset()
    server.fail("450 later", at="MAIL", times=1)
    server.fail(None, at="QUIT", close="before")
    with pytest.raises(DeliveryError) as caught, translate_errors():
        smtp = smtplib.SMTP("127.0.0.1", server.port)
        try:
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        except smtplib.SMTPException:
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
            smtp.quit()
    assert not caught.value.retryable
    assert len(server.messages) == 1


@pytest.mark.parametrize("command", ["rset", "noop"])
def test_a_session_lost_after_a_message_does_not_ask_for_a_resend(
    server: SMTPServer, command: str
) -> None:
    answer(server, {command.upper(): DROP})
    with pytest.raises(ede.OutcomeUnknownError) as caught, translate_errors():
        smtp = smtplib.SMTP("127.0.0.1", server.port)
        smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        getattr(smtp, command)()
    assert (caught.value.key, caught.value.accepted) == ("smtp.between_messages", None)


class Streaming(smtplib.SMTP):
    """A client with a way of its own to send the message."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.docmd("DATA")
        self.send(msg + b"\r\n.\r\n")
        return self.getreply()


def test_a_lost_answer_to_an_unknown_command_is_unknown(server: SMTPServer) -> None:
    answer(server, {".": DROP})
    with pytest.raises(ede.OutcomeUnknownError), translate_errors():
        Streaming("127.0.0.1", server.port).sendmail("a@example.com", "b@example.com", MESSAGE)
    answer(server, {"DATA": DROP})
    with pytest.raises(ede.NetworkError) as caught, translate_errors():
        Streaming("127.0.0.1", server.port).sendmail("a@example.com", "b@example.com", MESSAGE)
    assert (caught.value.command, caught.value.accepted) == ("DATA", False)


def test_a_cleared_traceback_does_not_claim_that_nothing_was_sent(server: SMTPServer) -> None:
    answer(server, {".": DROP})
    smtp = smtplib.SMTP("127.0.0.1", server.port)
    with pytest.raises(smtplib.SMTPServerDisconnected) as caught:
        smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
    traceback.clear_frames(caught.value.__traceback__)
    assert isinstance(from_exception(caught.value), ede.OutcomeUnknownError)


@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", ".", "QUIT"])
@pytest.mark.parametrize("octets", [b"421 bye\r\n", b"hello\r\n", DROP])
def test_any_cleared_traceback_is_read(server: SMTPServer, stage: str, octets: bytes) -> None:
    answer(server, {stage: octets, "HELO": octets} if stage == "EHLO" else {stage: octets})
    exc: BaseException | None = None
    try:
        with smtplib.SMTP("127.0.0.1", server.port, timeout=10) as smtp:
            smtp.login("user", "secret")
            smtp.sendmail("a@example.com", ["b@example.com", "c@example.com"], MESSAGE)
    except smtplib.SMTPException as raised:
        traceback.clear_frames(raised.__traceback__)
        exc = raised
    if (stage, octets) == ("QUIT", DROP):
        assert exc is None  # smtplib expects that
    else:
        assert exc is not None
        assert isinstance(from_exception(exc), DeliveryError)


def test_without_a_session_nobody_knows_whether_it_was_accepted() -> None:
    for exc in (TimeoutError(), ConnectionResetError(), smtplib.SMTPServerDisconnected("x")):
        error = from_exception(exc)
        assert isinstance(error, ede.OutcomeUnknownError)
        assert (error.accepted, error.retryable) == (None, False)
        assert ede.is_retryable(exc, may_duplicate=True)


def test_a_timeout_from_outside_may_have_cut_the_wait(server: SMTPServer) -> None:
    server.reset()
    server.fail(None, at=".")

    def send_one() -> None:
        with smtplib.SMTP("127.0.0.1", server.port, timeout=2) as smtp:
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(send_one)
        with pytest.raises(ede.OutcomeUnknownError), translate_errors():
            job.result(timeout=0.3)
        with pytest.raises(smtplib.SMTPServerDisconnected) as lost:
            job.result()
    assert len(server.messages) == 1
    # Also without its traceback, as from another process.
    back = from_exception(pickle.loads(pickle.dumps(lost.value)))
    assert isinstance(back, ede.OutcomeUnknownError)


def test_lmtp_answers_for_each_recipient(server: SMTPServer) -> None:
    server.reset()
    server.fail(b"250-mail.example.com\r\n250 SIZE 1000\r\n", at="EHLO")
    server.fail("450 one of them", at=".")
    with pytest.raises(ede.OutcomeUnknownError), translate_errors():
        with contextlib.closing(smtplib.LMTP("127.0.0.1", server.port)) as lmtp:
            lmtp.ehlo_msg = "ehlo"
            lmtp.sendmail("a@example.com", ["b@example.com", "c@example.com"], MESSAGE)


def test_421_at_rcpt_is_for_all_recipients(server: SMTPServer) -> None:
    answers = {"RCPT c@example.com": b"421 bye\r\n"}
    error = failure(server, answers, "b@example.com", "c@example.com", "d@example.com")
    assert type(error) is ede.ServiceUnavailableError
    assert set(error.recipients) == {"b@example.com", "c@example.com", "d@example.com"}
    answers = {"RCPT b@example.com": b"550 no\r\n", **answers}
    error = failure(server, answers, "b@example.com", "c@example.com", "d@example.com")
    assert isinstance(error, ede.RecipientsRefusedError)
    assert (error.to_drop(), error.to_retry()) == (
        ["b@example.com"], ["c@example.com", "d@example.com"])  # fmt: skip


def test_a_long_line_at_quit_is_a_failing_quit(server: SMTPServer) -> None:
    answer(server, {"QUIT": b"221 " + b"x" * 9000 + b"\r\n"})
    with pytest.raises(ede.OutcomeUnknownError), translate_errors():
        with smtplib.SMTP("127.0.0.1", server.port) as smtp:
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)


def test_nothing_stays_alive(server: SMTPServer) -> None:
    answer(server, {"MAIL": b"550 no\r\n"})
    gc.disable()
    try:
        smtp = smtplib.SMTP("127.0.0.1", server.port)
        alive = weakref.ref(smtp)
        with contextlib.suppress(DeliveryError), translate_errors():
            smtp.sendmail("a@example.com", "b@example.com", MESSAGE)
        smtp.close()
        del smtp
        assert alive() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "exc",
    [smtplib.SMTPDataError(550, None), smtplib.SMTPRecipientsRefused([]),  # type: ignore[arg-type]
     smtplib.SMTPSenderRefused("x", b"", ""), smtplib.SMTPDataError.__new__(smtplib.SMTPDataError)],  # type: ignore[arg-type]
)  # fmt: skip
def test_exceptions_made_without_care(exc: Exception) -> None:
    assert isinstance(from_exception(exc), DeliveryError)


def test_words_may_be_str() -> None:
    for cls in (smtplib.SMTPDataError, smtplib.SMTPAuthenticationError):
        assert isinstance(
            from_exception(cls(452, "System storage error")), ede.ServiceUnavailableError
        )


def test_what_the_server_does_not_offer(server: SMTPServer) -> None:
    answer(server, {"EHLO": b"250 mail.example\r\n"})
    with smtplib.SMTP("127.0.0.1", server.port) as smtp:
        with pytest.raises(ede.UnsupportedFeatureError), translate_errors():
            smtp.login("user", "secret")
    answer(server, {"EHLO": b"250-mail.example\r\n250 AUTH NTLM\r\n"})
    with smtplib.SMTP("127.0.0.1", server.port) as smtp:
        with pytest.raises(ede.AuthMechanismError), translate_errors():
            smtp.login("user", "secret")


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def test_nobody_listens() -> None:
    with pytest.raises(ede.NetworkError) as caught, translate_errors():
        smtplib.SMTP("127.0.0.1", unused_port())
    assert (caught.value.key, caught.value.command) == ("net.connection_failed", "CONNECT")


def test_no_tls_on_this_port(server: SMTPServer) -> None:
    answer(server, {})
    with pytest.raises(ede.TLSFailedError), translate_errors():
        smtplib.SMTP_SSL("127.0.0.1", server.port, timeout=10)


@pytest.mark.parametrize(
    ("exc", "key"),
    [
        (TimeoutError("timed out"), "net.outcome_unknown"),
        (ConnectionResetError("reset"), "net.outcome_unknown"),
        (ConnectionRefusedError("refused"), "net.connection_failed"),
        (socket.gaierror(-2, "Name or service not known"), "net.domain_lookup"),
        (ssl.SSLCertVerificationError(1, "expired"), "net.certificate_not_trusted"),
        (ssl.SSLError(1, "broken"), "net.outcome_unknown"),
        (OSError(113, "No route to host"), "net.connection_failed"),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), "net.outcome_unknown"),
        (smtplib.SMTPException("?"), "net.client_error"),
        (smtplib.SMTPRecipientsRefused({}), "net.client_error"),
        (smtplib.SMTPDataError(455, b"System storage error"), "smtp.455"),
    ],
)
def test_exceptions_without_a_session(exc: Exception, key: str) -> None:
    error = from_exception(exc)
    assert error is not None
    assert error.key == key


@pytest.mark.parametrize("exc", [ValueError("x"), FileNotFoundError(2, "x"), KeyboardInterrupt()])
def test_other_exceptions_pass(exc: BaseException) -> None:
    assert from_exception(exc) is None
    with pytest.raises(type(exc)) as caught, translate_errors():
        raise exc
    assert caught.value is exc


class MailJobFailed(Exception):  # noqa: N818
    """An exception of an application."""


def test_an_applications_own_exception_stays_what_it_is() -> None:
    try:
        raise MailJobFailed from smtplib.SMTPDataError(554, b"Message parse error")
    except MailJobFailed as exc:
        wrapped = exc
    with pytest.raises(MailJobFailed), translate_errors():
        raise wrapped
    # The helpers that are asked do look at its cause.
    error = from_exception(wrapped)
    assert isinstance(error, ede.MalformedMessageError)
    wrapped.__cause__ = wrapped
    assert from_exception(wrapped) is None


def test_delivery_errors_pass() -> None:
    error = ede.classify("550 no")
    assert error is not None
    assert from_exception(error) is error
    with pytest.raises(ede.PermanentError) as caught, translate_errors():
        raise error
    assert caught.value is error


def test_unknown_provider() -> None:
    calls: list[Callable[[], object]] = [
        lambda: translate_errors(provider="x"),
        lambda: from_exception(ValueError(), provider="x"),
        lambda: from_refused({}, provider="x"),
    ]
    for call in calls:
        with pytest.raises(ValueError, match="unknown provider"):
            call()


def test_decorates_functions_and_coroutine_functions() -> None:
    import asyncio

    @translate_errors()
    def fail(code: int) -> str:
        """Fail."""
        raise smtplib.SMTPDataError(code, b"no")

    @translate_errors()
    async def fail_later(code: int) -> str:
        await asyncio.sleep(0)
        raise smtplib.SMTPDataError(code, b"no")

    assert fail.__doc__ == "Fail."
    with pytest.raises(ede.TransientError):
        fail(450)
    with pytest.raises(ede.PermanentError):
        asyncio.run(fail_later(550))


def test_does_not_decorate_generator_functions() -> None:
    def generate() -> object:
        yield

    async def generate_later() -> object:
        yield

    for function in (generate, generate_later):
        with pytest.raises(TypeError, match="generator"):
            translate_errors()(function)


def test_a_tls_port_spoken_to_in_clear_and_the_reverse() -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with SMTPServer(tls=context, tls_on_connect=True) as server:
        with pytest.raises(ede.NetworkError) as silent, translate_errors():
            smtplib.SMTP(server.host, server.port, timeout=0.2)
    assert silent.value.key == "net.no_greeting"
    assert "465" in silent.value.describe("ja").cause
    with SMTPServer() as server:
        with pytest.raises(ede.TLSFailedError) as wrong, translate_errors():
            smtplib.SMTP_SSL(server.host, server.port, timeout=5)
    assert wrong.value.key == "net.no_tls_on_port"


def test_a_missing_attachment_is_not_ours() -> None:
    with pytest.raises(FileNotFoundError), translate_errors():
        open("/no/such/attachment")  # noqa: PTH123, SIM115
