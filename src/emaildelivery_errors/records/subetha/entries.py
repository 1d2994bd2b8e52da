"""Replies of the SubEthaSMTP server, from its source, as far as no provider documents the words.

OCI's service has many of its texts, so it may send these too; Oracle does not document them.
"""

from functools import partial
from typing import Final

from ... import errors
from ..._entry import Entry

_entry = partial(
    Entry,
    source="SubEthaSMTP, source of the server",
    source_url="https://github.com/voodoodyne/subethasmtp",
)

ENTRIES: Final = (
    _entry(
        key="subetha.too_many_recipients",
        codes=(452,),
        observed=("Error: too many recipients",),
        commands=("RCPT",),
        error=errors.TooManyRecipientsError,
        scope="recipient",
        fixer="application",
    ),
    _entry(
        key="subetha.tls_not_supported",
        codes=(454,),
        observed=("TLS not supported",),
        commands=("STARTTLS",),
        error=errors.TLSUnavailableError,
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="subetha.tls_already_active",
        codes=(454,),
        observed=("TLS not available due to temporary reason: TLS already active",),
        commands=("STARTTLS",),
        error=errors.CommandSequenceError,
        scope="connection",
        fixer="application",
    ),
    _entry(
        key="subetha.auth_canceled",
        codes=(501,),
        observed=("Authentication canceled by client.",),
        commands=("AUTH",),
        error=errors.PermanentError,
        scope="account",
        fixer="application",
    ),
    _entry(
        key="subetha.bare_line_end",
        codes=(501,),
        observed=(
            (
                "Syntax error at character position <position>. "
                "CR and LF must be CRLF paired.  See RFC 2821 #2.7.1."
            ),
        ),
        error=errors.PermanentError,
        scope="message",
        fixer="application",
    ),
    _entry(
        key="subetha.auth_not_supported",
        codes=(502,),
        observed=("Authentication not supported",),
        commands=("AUTH",),
        error=errors.UnsupportedFeatureError,
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="subetha.vrfy_disabled",
        codes=(502,),
        observed=("VRFY command is disabled",),
        commands=("VRFY",),
        error=errors.UnsupportedFeatureError,
        scope="server",
        fixer="application",
    ),
    _entry(
        key="subetha.need_mail",
        codes=(503,),
        enhanced="5.5.1",
        observed=("Error: need MAIL command",),
        commands=("RCPT", "DATA"),
        error=errors.CommandSequenceError,
        scope="message",
        fixer="application",
    ),
    _entry(
        key="subetha.sender_already_specified",
        codes=(503,),
        enhanced="5.5.1",
        observed=("Sender already specified.",),
        commands=("MAIL",),
        error=errors.CommandSequenceError,
        scope="message",
        fixer="application",
    ),
    _entry(
        key="subetha.already_authenticated",
        codes=(503,),
        observed=("Refusing any other AUTH command.",),
        commands=("AUTH",),
        error=errors.CommandSequenceError,
        scope="connection",
        fixer="application",
    ),
    _entry(
        key="subetha.auth_mechanism_not_supported",
        codes=(504,),
        observed=("The requested authentication mechanism is not supported",),
        commands=("AUTH",),
        error=errors.AuthMechanismError,
        scope="account",
        fixer="application",
    ),
    _entry(
        key="subetha.starttls_required",
        codes=(530,),
        observed=("Must issue a STARTTLS command first",),
        commands=("AUTH", "MAIL"),
        error=errors.TLSRequiredError,
        scope="connection",
        fixer="application",
    ),
    _entry(
        key="subetha.authentication_required",
        codes=(530,),
        enhanced="5.7.0",
        observed=("Authentication required",),
        commands=("MAIL", "RCPT", "DATA"),
        error=errors.AuthenticationRequiredError,
        scope="connection",
        fixer="application",
    ),
    _entry(
        key="subetha.message_too_large",
        codes=(552,),
        enhanced="5.3.4",
        observed=("Message size exceeds fixed limit",),
        commands=("MAIL",),
        error=errors.MessageTooLargeError,
        scope="message",
        fixer="application",
    ),
    _entry(
        key="subetha.transaction_failed",
        codes=(554,),
        observed=("Transaction failed",),
        error=errors.PermanentError,
        fixer="application",
    ),
)
