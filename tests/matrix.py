"""Every stage of a session, every way to fail at it, every client: what a program sees."""

import asyncio
import smtplib
import ssl
from collections.abc import Callable
from typing import Any, Final, Literal, NamedTuple

import aiosmtplib
import trustme

from emaildelivery_errors import DeliveryError, raise_for_refused, translate_errors
from emaildelivery_errors.clients.smtplib import SMTP, SMTP_SSL
from emaildelivery_errors.testing import SMTPServer

SENDER: Final = "sender@example.com"
ONE: Final = ("b@example.com",)
THREE: Final = ("a@example.com", "b@example.com", "c@example.com")
MESSAGE: Final = f"From: {SENDER}\r\nMessage-ID: <1@example.com>\r\n\r\ntest\r\n"
TIMEOUT: Final = 0.3  # seconds; silence is as long

# Name, command, whom the fault is for, recipients of the message.
STAGES: Final[dict[str, tuple[str, str | None, tuple[str, ...]]]] = {
    "connect": ("CONNECT", None, ONE),
    "EHLO": ("EHLO", None, ONE),
    "STARTTLS": ("STARTTLS", None, ONE),
    "AUTH": ("AUTH", None, ONE),
    "MAIL": ("MAIL", None, ONE),
    "RCPT, the only one": ("RCPT", None, ONE),
    "RCPT, one of three": ("RCPT", "b@example.com", THREE),
    "RCPT, all three": ("RCPT", None, THREE),
    "DATA": ("DATA", None, ONE),
    "end of data": (".", None, ONE),
    "QUIT": ("QUIT", None, ONE),
}

FAULTS: Final[dict[str, dict[str, Any]]] = {
    "421, closes": {"what": "421 4.3.2 bye", "close": "after"},
    "421, stays": {"what": "421 4.3.2 bye"},
    "450": {"what": "450 4.3.0 later"},
    "550": {"what": "550 5.3.0 never"},
    "254": {"what": "254 4.7.1 odd"},
    "drop": {"what": None, "close": "before"},
    "garbage": {"what": b"garbage\r\n"},
    "silence": {"what": None},
}

_AUTHORITY = trustme.CA()
_SERVER_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
_AUTHORITY.issue_cert("127.0.0.1").configure_cert(_SERVER_TLS)


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    _AUTHORITY.configure_trust(context)
    return context


_CLIENT_TLS = _trusting()


def _with(
    plain: type[smtplib.SMTP],
    over_tls: type[smtplib.SMTP_SSL],
    server: SMTPServer,
    recipients: tuple[str, ...],
) -> None:
    smtp: smtplib.SMTP
    if server.tls_on_connect:
        smtp = over_tls(server.host, server.port, timeout=TIMEOUT, context=_CLIENT_TLS)
    else:
        smtp = plain(server.host, server.port, timeout=TIMEOUT)
    with smtp:
        if server.tls is not None and not server.tls_on_connect:
            smtp.starttls(context=_CLIENT_TLS)
        smtp.login("user", "secret")
        refused = smtp.sendmail(SENDER, recipients, MESSAGE)
    raise_for_refused(refused)


def by_smtplib(server: SMTPServer, recipients: tuple[str, ...]) -> None:
    with translate_errors():
        _with(smtplib.SMTP, smtplib.SMTP_SSL, server, recipients)


def by_drop_in(server: SMTPServer, recipients: tuple[str, ...]) -> None:
    with translate_errors():
        _with(SMTP, SMTP_SSL, server, recipients)


def by_aiosmtplib(server: SMTPServer, recipients: tuple[str, ...]) -> None:
    async def send() -> None:
        with translate_errors():
            refused, _ = await aiosmtplib.send(
                MESSAGE,
                sender=SENDER,
                recipients=list(recipients),
                hostname=server.host,
                port=server.port,
                username="user",
                password="secret",
                use_tls=server.tls_on_connect,
                start_tls=server.tls is not None and not server.tls_on_connect,
                tls_context=_CLIENT_TLS,
                timeout=TIMEOUT,
            )
        raise_for_refused(refused)

    asyncio.run(send())


def by_django(server: SMTPServer, recipients: tuple[str, ...]) -> None:
    from django.core.mail import EmailMessage

    from emaildelivery_errors.clients.django import EmailBackend

    class Backend(EmailBackend):
        ssl_context = _CLIENT_TLS

    backend = Backend(
        host=server.host,
        port=server.port,
        username="user",
        password="secret",
        use_tls=server.tls is not None and not server.tls_on_connect,
        use_ssl=server.tls_on_connect,
        timeout=TIMEOUT,
    )
    message = EmailMessage(
        "Subject", "text", SENDER, list(recipients), headers={"Message-ID": "<1@example.com>"}
    )
    backend.send_messages([message])


CLIENTS: Final[dict[str, Callable[[SMTPServer, tuple[str, ...]], None]]] = {
    "smtplib": by_smtplib,
    "drop-in": by_drop_in,
    "aiosmtplib": by_aiosmtplib,
    "Django backend": by_django,
}


class Cell(NamedTuple):
    """What happened: the error, if any, and whether the message got to everybody it should."""

    error: DeliveryError | None
    taken: frozenset[str]  # recipients for whom the server has taken the message
    twice: list[tuple[str, str]]  # what was sent twice after following the hint
    second: DeliveryError | None  # what became of the second attempt
    taken_then: frozenset[str]  # as `taken`, after it


def meet(
    client: str, stage: str, fault: str, tls: Literal["STARTTLS", "on connect"] | None = None
) -> Cell:
    """Let a client meet a fault, and follow the hint: send again to whom it says."""
    if stage == "STARTTLS":
        tls = "STARTTLS"
    command, to, recipients = STAGES[stage]
    options = dict(FAULTS[fault])
    what = options.pop("what")
    context = None if tls is None else _SERVER_TLS
    with SMTPServer(tls=context, tls_on_connect=tls == "on connect") as server:
        server.fail(what, at=command, to=to, **options)
        if stage == "EHLO":
            server.fail(what, at="HELO", **options)
        error = _send(client, server, recipients)
        taken = frozenset(r for message in server.messages for r in message.recipients)
        server._faults.clear()  # the trouble is over
        second = None
        if error is not None and error.retryable:
            again = getattr(error, "to_retry", lambda: list(error.recipients))() or recipients
            second = _send(client, server, tuple(again))
        then = frozenset(r for message in server.messages for r in message.recipients)
        return Cell(error, taken, server.duplicates(), second, then)


def _send(client: str, server: SMTPServer, recipients: tuple[str, ...]) -> DeliveryError | None:
    try:
        CLIENTS[client](server, recipients)
    except DeliveryError as error:
        return error
    return None
