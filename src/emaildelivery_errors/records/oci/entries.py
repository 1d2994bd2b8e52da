"""Replies of OCI Email Delivery's SMTP service, in the order of its documentation.

The page lists code and words; most have no enhanced code. Older editions of it list fewer rows,
471 for `oci.sender_not_authorized` and 523 for `oci.message_too_large`. Its translations into
French, German and Japanese print some wordings that no server sends.
"""

from datetime import timedelta
from functools import partial
from typing import Final

from ... import errors
from ..._entry import Entry

_URL: Final = "https://docs.oracle.com/en-us/iaas/Content/Email/Concepts/troubleshooting.htm"

_entry = partial(
    Entry,
    source="Oracle Cloud Infrastructure documentation, Email Delivery, Troubleshooting",
    source_url=_URL,
)

ENTRIES: Final = (
    _entry(
        key="oci.suppressed",
        twins=("oci.http.suppressed",),
        codes=(254,),
        enhanced="4.7.1",
        templates=("Suppression for user <user ocid> to <recpt>",),
        translated=(
            "Suppression de l'utilisateur <user ocid> pour <recpt>",
            "Unterdrückung für Benutzer <user ocid> an <recpt>",
        ),
        commands=("RCPT",),
        # Neither the 2 of the code nor the 4 of the enhanced code tells what it is: final.
        error=errors.RecipientSuppressedError,
        scope="recipient",
        fixer="administrator",
        basis="documented",
    ),
    _entry(
        key="oci.session_timeout",
        codes=(421,),
        templates=("Timeout waiting for data from client",),
        translated=(
            "Délai d'expiration dépassé pendant l'attente des données du client",
            "Timeout beim Warten auf Daten vom Client",
        ),
        error=errors.SessionTimeoutError,
        scope="connection",
        fixer="application",
    ),
    _entry(
        key="oci.command_failed",
        codes=(421,),
        enhanced="4.4.0",
        templates=("Problem attempting to execute commands. Please try again later",),
        translated=(
            (
                "Un problème est survenu lors de la tentative d'exécution des commandes. "
                "Réessayez ultérieurement"
            ),
            "Problem beim Versuch, Befehle auszuführen. Versuchen Sie es später erneut",
        ),
        error=errors.ServiceUnavailableError,
        scope="connection",
        fixer="provider",
        basis="documented",
    ),
    _entry(
        key="oci.too_many_connections",
        codes=(421,),
        templates=("Too many connections, try again later",),
        translated=(
            "Trop de connexions, réessayez ultérieurement",
            "Zu viele Verbindungen. Versuchen Sie es später erneut",
        ),
        commands=("CONNECT",),
        error=errors.TooManyConnectionsError,
        scope="server",
        fixer="application",
        basis="documented",
    ),
    _entry(
        key="oci.too_many_auth_failures",
        codes=(421,),
        templates=("Too many auth failures, try again later",),
        commands=("CONNECT", "AUTH"),
        error=errors.AuthenticationThrottledError,
        # The block is on the client's address and hits every sender behind it. How long it
        # lasts is not documented; each early login is one more failure.
        after=timedelta(minutes=30),
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="oci.mail_system_failure",
        codes=(421,),
        enhanced="4.3.0",
        templates=("Mail system failure, closing transmission channel",),
        translated=(
            "Echec du système de messagerie, fermeture du canal de transmission",
            "Fehler im Mailsystem. Übertragungskanal wird geschlossen",
        ),
        error=errors.ServiceUnavailableError,
        scope="connection",
        fixer="provider",
    ),
    _entry(
        key="oci.server_error",
        twins=("oci.http.server_error",),
        codes=(451,),
        templates=("Server error",),
        translated=("サーバー・エラー", "Erreur du serveur", "Serverfehler"),
        error=errors.ServiceUnavailableError,
        scope="message",
        fixer="provider",
    ),
    _entry(
        key="oci.processing_error",
        codes=(451,),
        templates=("Error in Processing",),
        translated=("処理中のエラー", "Erreur lors du traitement", "Fehler bei der Verarbeitung"),
        error=errors.ServiceUnavailableError,
        scope="message",
        fixer="provider",
    ),
    _entry(
        key="oci.storage_error",
        codes=(452,),
        templates=("System storage error",),
        translated=("Erreur de stockage système", "Systemspeicherfehler"),
        commands=(".",),
        error=errors.ServiceUnavailableError,
        scope="message",
        fixer="provider",
    ),
    _entry(
        key="oci.rate_per_minute",
        twins=("oci.http.rate_per_minute",),
        codes=(455,),
        templates=("Maximum messages sent per minute reached : limit is <limit>",),
        translated=(
            "Nombre maximal de messages envoyés par minute atteint : la limite est <limit>",
            (
                "Maximale Anzahl der Nachrichten erreicht, die pro Minute gesendet werden: "
                "Grenzwert ist <limit>"
            ),
        ),
        commands=("MAIL", "RCPT", "."),
        error=errors.RateLimitError,
        period=timedelta(minutes=1),
        after=timedelta(minutes=1),
        scope="account",
        basis="documented",
    ),
    _entry(
        key="oci.rate_per_day",
        twins=("oci.http.rate_per_day",),
        codes=(455,),
        templates=("Maximum messages sent per day reached : limit is <limit>",),
        commands=("MAIL", "RCPT", "."),
        error=errors.DailyLimitError,
        period=timedelta(days=1),
        # The limit counts 24 hours; whether they roll or begin at some hour is not documented.
        # Four hours find either in time without knocking all day.
        after=timedelta(hours=4),
        scope="account",
    ),
    _entry(
        key="oci.auth_not_base64",
        codes=(501,),
        templates=("Invalid command argument, not a valid Base64 string",),
        commands=("AUTH",),
        error=errors.MalformedCredentialsError,
        scope="account",
        fixer="application",
    ),
    _entry(
        key="oci.auth_no_nul",
        codes=(501,),
        templates=("Invalid command argument, does not contain NUL",),
        commands=("AUTH",),
        error=errors.MalformedCredentialsError,
        scope="account",
        fixer="application",
    ),
    _entry(
        key="oci.auth_no_second_nul",
        codes=(501,),
        templates=("Invalid command argument, does not contain the second NUL",),
        commands=("AUTH",),
        error=errors.MalformedCredentialsError,
        scope="account",
        fixer="application",
    ),
    _entry(
        key="oci.need_rcpt",
        codes=(503,),
        templates=("Need RCPT command",),
        commands=("DATA",),
        error=errors.CommandSequenceError,
        scope="message",
        fixer="application",
    ),
    _entry(
        key="oci.auth_method_not_supported",
        codes=(504,),
        templates=("Method not supported",),
        commands=("AUTH",),
        error=errors.AuthMechanismError,
        scope="account",
        fixer="application",
    ),
    _entry(
        key="oci.auth_mechanism_mismatch",
        codes=(504,),
        templates=("AUTH mechanism mismatch",),
        commands=("AUTH",),
        error=errors.AuthMechanismError,
        scope="account",
        fixer="application",
    ),
    _entry(
        key="oci.message_too_large",
        twins=("oci.http.message_too_large",),
        codes=(552, 523),
        templates=("Exceeds byte limit",),
        commands=("MAIL", "."),
        error=errors.MessageTooLargeError,
        scope="message",
        fixer="application",
    ),
    _entry(
        key="oci.credentials_invalid",
        codes=(535,),
        templates=("Authentication credentials invalid",),
        commands=("AUTH",),
        error=errors.CredentialsRejectedError,
        scope="account",
        fixer="administrator",
    ),
    _entry(
        key="oci.authentication_required",
        codes=(535,),
        templates=("Authentication required",),
        translated=("認証が必要",),
        commands=("MAIL", "RCPT", "DATA"),
        error=errors.AuthenticationRequiredError,
        scope="connection",
        fixer="application",
    ),
    _entry(
        key="oci.sender_not_authorized",
        twins=("oci.http.sender_not_authorized",),
        codes=(535, 471),
        templates=("Authorization failed: address <address> not authorized",),
        observed=(
            "Authorization failed: address not authorized",
            "Authorization failed: Envelope From not authorized",
            "Authorization failed: Envelope From address not authorized",
            "Authorization failed: Envelope From <address> not authorized",
            "Authorization failed: Envelope From address <address> not authorized",
            # On two lines, and so without the colon.
            "Authorization failed Envelope From not authorized",
            "Authorization failed Envelope From address not authorized",
            "Authorization failed Envelope From <address> not authorized",
            "Authorization failed Envelope From address <address> not authorized",
        ),
        commands=("MAIL", "DATA", "."),
        # Not transient, for all that 471 claimed. A sender created minutes ago may start to
        # work, but each try before counts towards `oci.too_many_auth_failures`.
        error=errors.SenderNotAuthorizedError,
        scope="sender",
        fixer="administrator",
    ),
    _entry(
        key="oci.invalid_address",
        twins=("oci.http.invalid_address",),
        codes=(553,),
        templates=("<<<address>> Invalid email address",),
        commands=("MAIL", "RCPT"),
        error=errors.InvalidAddressError,
        fixer="application",
    ),
    _entry(
        key="oci.message_parse_error",
        codes=(554,),
        templates=("Message parse error",),
        commands=(".",),
        error=errors.MalformedMessageError,
        scope="message",
        fixer="application",
    ),
)
