"""The email backend with real Django: 5.2, and 6.x where Python allows it."""

import time
from typing import Any

import django
import pytest
from django.conf import settings
from django.core import mail

import emaildelivery_errors as ede
from emaildelivery_errors import DeliveryError
from emaildelivery_errors.clients import _making
from emaildelivery_errors.testing import OCIServer, SMTPServer

BACKEND = "emaildelivery_errors.clients.django.EmailBackend"

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


@pytest.fixture(autouse=True)
def _settings() -> None:
    if not settings.configured:
        settings.configure(EMAIL_BACKEND=BACKEND)
        django.setup()


def connection(server: SMTPServer, **options: Any) -> Any:
    return mail.get_connection(BACKEND, host=server.host, port=server.port, **options)


def messages(*recipients: str) -> list[mail.EmailMessage]:
    return [
        mail.EmailMessage("Subject", "text", "sender@example.com", recipient.split(","))
        for recipient in recipients
    ]


def test_sends(smtp_server: SMTPServer) -> None:
    with connection(smtp_server) as backend:
        assert backend.send_messages(messages("a@x.com", "b@x.com")) == 2
        assert backend.send_messages([]) == 0
    assert len(smtp_server.messages) == 2
    assert connection(smtp_server).send_messages(messages("", "c@x.com")) == 1


def test_goes_on_and_raises_the_first_at_the_end(smtp_server: SMTPServer) -> None:
    smtp_server.fail("550 5.1.1 unknown", at="RCPT", to="dead@x.com")
    smtp_server.fail("450 4.2.1 busy", at="RCPT", to="busy@x.com")
    with pytest.raises(ede.MailboxNotFoundError) as caught:
        connection(smtp_server).send_messages(messages("dead@x.com", "busy@x.com", "a@x.com"))
    assert caught.value.hard_bounce
    assert [m.recipients for m in smtp_server.messages] == [("a@x.com",)]


def test_tells_on_error_of_each(smtp_server: SMTPServer) -> None:
    told: list[tuple[Any, DeliveryError]] = []
    smtp_server.fail("550 5.1.1 unknown", at="RCPT", to="dead@x.com")
    backend = connection(smtp_server, on_error=lambda *failure: told.append(failure))
    batch = messages("dead@x.com", "a@x.com", "a@x.com,dead@x.com")
    assert backend.send_messages(batch) == 2
    assert [(message, error.recipient) for message, error in told] == [
        (batch[0], "dead@x.com"), (batch[2], "dead@x.com")]  # fmt: skip
    assert len(smtp_server.messages) == 2


def test_a_partial_refusal_raises_though_the_others_got_it(smtp_server: SMTPServer) -> None:
    smtp_server.fail("oci.suppressed", to="dead@x.com")
    with pytest.raises(ede.RecipientSuppressedError):
        connection(smtp_server, provider="oci").send_messages(messages("a@x.com,dead@x.com"))
    assert smtp_server.messages[0].recipients == ("a@x.com",)


def test_fails_silently(smtp_server: SMTPServer) -> None:
    smtp_server.fail("550 5.1.1 unknown", at="RCPT", to="dead@x.com")
    backend = connection(smtp_server, fail_silently=True)
    assert backend.send_messages(messages("dead@x.com", "a@x.com")) == 1
    smtp_server.fail("421 bye", at="CONNECT")
    assert connection(smtp_server, fail_silently=True).send_messages(messages("a@x.com")) == 0


def test_what_concerns_all_is_not_tried_for_each(oci_smtp_server: OCIServer) -> None:
    told: list[DeliveryError] = []
    oci_smtp_server.limit_per_minute = 2
    backend = connection(
        oci_smtp_server,
        username=oci_smtp_server.user,
        password=oci_smtp_server.password,
        provider="oci",
        on_error=lambda _, error: told.append(error),
    )
    assert backend.send_messages(messages(*["a@x.com"] * 5)) == 2
    assert [type(error) for error in told] == [ede.RateLimitError] * 3
    refused = [line for line in oci_smtp_server.transcript if line.octets.startswith(b"455")]
    assert len(refused) == 1


def test_a_lost_connection_is_opened_again(smtp_server: SMTPServer) -> None:
    told: list[DeliveryError] = []
    smtp_server.fail("421 bye", at="RCPT", times=1, close="after")
    smtp_server.fail("net.outcome_unknown", times=1, after=1)
    backend = connection(smtp_server, on_error=lambda _, error: told.append(error))
    assert backend.send_messages(messages("a@x.com", "b@x.com", "c@x.com", "d@x.com")) == 2
    assert [error.key for error in told] == ["smtp.421", "net.outcome_unknown"]
    assert [m.recipients for m in smtp_server.messages] == [
        ("b@x.com",),
        ("c@x.com",),
        ("d@x.com",),
    ]
    # The server sees the end of the last session a moment later.
    deadline = time.monotonic() + 10
    while smtp_server.connections and time.monotonic() < deadline:
        time.sleep(0.01)
    assert smtp_server.connections == 0


def test_no_connection(smtp_server: SMTPServer) -> None:
    smtp_server.stop()
    with pytest.raises(ede.NetworkError):
        connection(smtp_server).send_messages(messages("a@x.com", "b@x.com"))
    with pytest.raises(ede.NetworkError):
        connection(smtp_server).open()


def test_a_login_that_fails(smtp_server: SMTPServer) -> None:
    smtp_server.fail("535 5.7.8 no", at="AUTH")
    with pytest.raises(ede.CredentialsRejectedError):
        connection(smtp_server, username="u", password="p").send_messages(messages("a@x.com"))
    assert smtp_server.messages == []


def test_options_as_attributes_of_a_subclass(smtp_server: SMTPServer) -> None:
    from emaildelivery_errors.clients.django import EmailBackend

    class OCIBackend(EmailBackend):
        provider = "oci"

    backend = OCIBackend(host=smtp_server.host, port=smtp_server.port)
    smtp_server.fail("552 Exceeds byte limit", at=".")
    with pytest.raises(ede.MessageTooLargeError) as caught:
        backend.send_messages(messages("a@x.com"))
    assert caught.value.key == "oci.message_too_large"
    with pytest.raises(ValueError, match="unknown provider"):
        connection(smtp_server, provider="gmail")


def test_the_provider_is_told_by_the_name_of_the_host(
    smtp_server: SMTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    classify = ede.classify

    def spy(*args: Any, provider: str | None = None, **kwargs: Any) -> DeliveryError | None:
        asked.append(provider)
        return classify(*args, provider=provider, **kwargs)

    monkeypatch.setattr(_making, "classify", spy)
    hosts = "emaildelivery_errors.clients.smtplib.provider_of"
    monkeypatch.setattr(hosts, {smtp_server.host: "oci"}.get)
    smtp_server.fail("oci.suppressed", to="dead@x.com")
    for batch in (messages("a@x.com,dead@x.com"), messages("dead@x.com")):
        with pytest.raises(ede.RecipientSuppressedError):
            connection(smtp_server).send_messages(batch)
    smtp_server.fail("421 bye", at="CONNECT", times=1)
    with pytest.raises(DeliveryError):
        connection(smtp_server).open()
    assert asked == ["oci"] * 3
    with pytest.raises(DeliveryError):
        connection(smtp_server, provider="subetha").send_messages(messages("a@x.com,dead@x.com"))
    assert asked[-1] == "subetha"


@pytest.mark.skipif(django.VERSION < (6, 1), reason="MAILERS came with Django 6.1")
def test_mailers(smtp_server: SMTPServer) -> None:
    from django.test import override_settings

    options = {"host": smtp_server.host, "port": smtp_server.port, "provider": "oci"}
    with override_settings(MAILERS={"default": {"BACKEND": BACKEND, "OPTIONS": options}}):
        smtp_server.fail("oci.server_error")
        with pytest.raises(ede.ServiceUnavailableError):
            mail.mailers["default"].send_messages(messages("a@x.com"))


def test_each_message_has_an_error_of_its_own(oci_smtp_server: OCIServer) -> None:
    told: list[tuple[Any, DeliveryError]] = []
    oci_smtp_server.limit_per_minute = 1
    backend = connection(
        oci_smtp_server, username=oci_smtp_server.user, password=oci_smtp_server.password,
        on_error=lambda *failure: told.append(failure),
    )  # fmt: skip
    batch = messages("a@x.com,b@x.com", "secret@y.com")
    assert backend.send_messages(batch) == 1
    assert [error.recipients for _, error in told] == [("b@x.com",), ("secret@y.com",)]


def test_the_first_error_says_that_others_were_sent(smtp_server: SMTPServer) -> None:
    smtp_server.fail("450 4.2.1 busy", at="RCPT", to="busy@x.com")
    with pytest.raises(ede.MailboxBusyError) as caught:
        connection(smtp_server).send_messages(messages("busy@x.com", "a@x.com"))
    assert "1 messages of the batch were sent" in caught.value.__notes__[0]


def test_an_error_that_is_no_delivery_error_leaves_nothing_behind(smtp_server: SMTPServer) -> None:
    told: list[DeliveryError] = []
    smtp_server.fail("550 5.1.1 x", at="RCPT", to="dead@x.com")
    backend = connection(smtp_server, on_error=lambda _, error: told.append(error))
    bad = mail.EmailMessage("Subject\nBcc: x", "text", "sender@example.com", ["a@x.com"])
    with pytest.raises(ValueError, match=r"newline|linefeed"):
        backend.send_messages([*messages("dead@x.com"), bad, *messages("a@x.com")])
    assert [error.key for error in told] == ["iana.5.1.1"]
    assert backend.connection is None


def test_an_on_error_that_raises_does_not_keep_the_others_from_being_told(
    smtp_server: SMTPServer,
) -> None:
    told: list[DeliveryError] = []

    def on_error(_: Any, error: DeliveryError) -> None:
        told.append(error)
        raise KeyError(error.key)

    smtp_server.fail("550 5.1.1 x", at="RCPT")
    with pytest.raises(KeyError):
        connection(smtp_server, on_error=on_error).send_messages(messages("a@x.com", "b@x.com"))
    assert len(told) == 2
    with pytest.raises(TypeError, match="on_error"):
        connection(smtp_server, on_error="notify")


def test_an_idle_session_that_the_server_closed_is_opened_again(smtp_server: SMTPServer) -> None:
    with connection(smtp_server) as backend:
        assert backend.send_messages(messages("a@x.com")) == 1
        smtp_server.fail("421 idle for too long", at="MAIL", times=1, close="after")
        assert backend.send_messages(messages("b@x.com", "c@x.com")) == 2
        assert backend.connection is not None
    assert len(smtp_server.messages) == 3


def test_nothing_to_send(smtp_server: SMTPServer) -> None:
    assert connection(smtp_server).send_messages(None) == 0
