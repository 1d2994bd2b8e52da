"""English texts. `[...]` is left out where the reply had no such value."""

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "oci.suppressed": {
        "title": "Recipient on the suppression list",
        "meaning": "OCI will not deliver to this recipient[, {recipient}]. The code 254 looks like "
        "success, but nothing is sent.",
        "cause": "The address is on the suppression list of the tenancy, after a hard bounce, a "
        "complaint, an unsubscription, or because somebody added it.",
        "remedy": "Take the address off your list. If you know that the cause is gone, an "
        "administrator can remove it from the suppression list. Waiting changes nothing, "
        "whatever the 4 in 4.7.1 says.",
    },
    "oci.session_timeout": {
        "title": "Session closed because the client was silent",
        "meaning": "OCI waited for data from the client and closed the connection.",
        "cause": "The client paused for too long between two commands or in the middle of a "
        "message. How long is too long is not documented.",
        "remedy": "Open a new connection and send again. Do not keep idle connections open.",
    },
    "oci.command_failed": {
        "title": "Commands could not be carried out",
        "meaning": "OCI had a problem of its own while it carried out the commands, and closed the "
        "connection.",
        "cause": "Trouble inside the service, or with the connection.",
        "remedy": "Try again later on a new connection. If it lasts, open a service request with "
        "Oracle.",
    },
    "oci.too_many_connections": {
        "title": "Too many connections",
        "meaning": "OCI takes no further connection at the moment.",
        "cause": "Too many connections are open at once. The limit is not documented.",
        "remedy": "Try again later. Open fewer connections in parallel, and send several messages "
        "on each.",
    },
    "oci.too_many_auth_failures": {
        "title": "Logins blocked after too many failures",
        "meaning": "OCI refuses all logins from this IP address for some time.",
        "cause": "Wrong SMTP credentials, or senders that are not approved, were tried repeatedly "
        "from this IP address. It hits every program behind the same address.",
        "remedy": "Stop sending from this address, and correct the credentials or the sender "
        "first: each further failure may prolong the block. How long it lasts is not "
        "documented; we advise to wait at least half an hour.",
    },
    "oci.mail_system_failure": {
        "title": "Failure of the mail system",
        "meaning": "OCI met an unexpected failure and closed the connection.",
        "cause": "Trouble inside the service.",
        "remedy": "Try again later on a new connection. If it lasts, open a service request with "
        "Oracle.",
    },
    "oci.server_error": {
        "title": "Server error",
        "meaning": "OCI met an unexpected error in the SMTP session. The message was not taken.",
        "cause": "Trouble inside the service.",
        "remedy": "Try again later, with growing waits. If it lasts, open a service request with "
        "Oracle.",
    },
    "oci.processing_error": {
        "title": "Error while processing the message",
        "meaning": "OCI met an unexpected error while it processed the message, and did not take "
        "it.",
        "cause": "Trouble inside the service.",
        "remedy": "Try again later, with growing waits. If it lasts, open a service request with "
        "Oracle.",
    },
    "oci.storage_error": {
        "title": "Message could not be stored",
        "meaning": "OCI could not put the message into its queue, and did not take it.",
        "cause": "Trouble with the storage of the service.",
        "remedy": "Try again later, with growing waits. If it lasts, open a service request with "
        "Oracle.",
    },
    "oci.rate_per_minute": {
        "title": "Limit of emails per minute reached",
        "meaning": "The tenancy has reached its limit[ of {limit} emails] per minute. The message "
        "was not taken.",
        "cause": "Too many emails in one minute. Each recipient counts, once for each started 2 MB "
        "of the message.",
        "remedy": "Hold all mail of this tenancy for at least 60 seconds, then send on "
        "more slowly. "
        "A message that alone counts for more than the limit[ of {limit}] never passes: split its "
        "recipients. Oracle raises the limit on request.",
    },
    "oci.rate_per_day": {
        "title": "Limit of emails per day reached",
        "meaning": "The tenancy has reached its limit[ of {limit} emails] in 24 hours. The message "
        "was not taken.",
        "cause": "Too many emails in 24 hours. Each recipient counts, once for each "
        "started 2 MB of "
        "the message.",
        "remedy": "Keep the mail of this tenancy for hours. Whether the 24 hours roll is not "
        "documented; we advise to try every four hours. Oracle raises the limit on request.",
    },
    "oci.auth_not_base64": {
        "title": "Credentials not in Base64",
        "meaning": "OCI could not decode what followed AUTH PLAIN.",
        "cause": "The client sent something else than Base64.",
        "remedy": "Send Base64 of NUL, user name, NUL, password (RFC 4616), or let the "
        "mail library "
        "log in.",
    },
    "oci.auth_no_nul": {
        "title": "Credentials without NUL",
        "meaning": "What followed AUTH PLAIN has no NUL in it.",
        "cause": "The client did not separate user name and password as AUTH PLAIN requires.",
        "remedy": "Send Base64 of NUL, user name, NUL, password (RFC 4616), or let the "
        "mail library "
        "log in.",
    },
    "oci.auth_no_second_nul": {
        "title": "Credentials without a second NUL",
        "meaning": "What followed AUTH PLAIN has only one NUL in it.",
        "cause": "The client left out the NUL in front of the user name or the one behind it.",
        "remedy": "Send Base64 of NUL, user name, NUL, password (RFC 4616), or let the "
        "mail library "
        "log in.",
    },
    "oci.need_rcpt": {
        "title": "DATA without a recipient",
        "meaning": "DATA came before any recipient was accepted.",
        "cause": "Usually all recipients were refused just before. Otherwise the client left out "
        "RCPT.",
        "remedy": "Look at the replies to RCPT: they have the reason.",
    },
    "oci.auth_method_not_supported": {
        "title": "Authentication mechanism not supported",
        "meaning": "OCI does not support the mechanism that the client chose.",
        "cause": "The client uses another mechanism than PLAIN.",
        "remedy": "Set the client to AUTH PLAIN, over TLS.",
    },
    "oci.auth_mechanism_mismatch": {
        "title": "Invalid AUTH command",
        "meaning": "The AUTH command does not fit the mechanism.",
        "cause": "The client sent AUTH in a form that OCI does not take.",
        "remedy": "Set the client to AUTH PLAIN, over TLS.",
    },
    "oci.message_too_large": {
        "title": "Message too large",
        "meaning": "The message is larger than OCI takes from this tenancy.",
        "cause": "Headers, text and encoded attachments together exceed the limit, which is 2 MB "
        "unless Oracle raised it.",
        "remedy": "Make the message smaller, for example with a link instead of the attachment, or "
        "ask Oracle for a higher limit (60 MB at most).",
    },
    "oci.credentials_invalid": {
        "title": "SMTP credentials rejected",
        "meaning": "OCI does not accept the user name and password.",
        "cause": "They are no SMTP credentials of a user (the password of the Console, an API key "
        "or an auth token does not work), are mistyped, or were deleted.",
        "remedy": "Generate SMTP credentials for the user in the Console and use those. Do not try "
        "again before that: failures lead to a block of the IP address.",
    },
    "oci.authentication_required": {
        "title": "Login required",
        "meaning": "A command came that needs a login first.",
        "cause": "The client did not log in, or logged in too late.",
        "remedy": "Start TLS and log in with SMTP credentials before MAIL. With Postfix, check "
        "smtp_sasl_auth_enable and smtp_sasl_password_maps.",
    },
    "oci.sender_not_authorized": {
        "title": "Sender not authorized",
        "meaning": "This SMTP user may not send from this address[, {address}]. The password "
        "was right.",
        "cause": "The address is no approved sender in this region, the user lacks the policy for "
        "the sender's compartment, or the From header has another address than the envelope. "
        "A sender created minutes ago may not be known yet.",
        "remedy": "Create the approved sender in this region, and allow the user's group to use "
        "email-family in its compartment. After that wait about 15 minutes before the next try: "
        "repeated failures lead to a block of the IP address.",
    },
    "oci.invalid_address": {
        "title": "Invalid email address",
        "meaning": "OCI does not regard the address[ {address}] as valid.",
        "cause": "The address in MAIL or RCPT is not well-formed.",
        "remedy": "Correct the address. If it is a recipient's, take it off your list.",
    },
    "oci.message_parse_error": {
        "title": "Message could not be parsed",
        "meaning": "OCI could not read the message as RFC 5322 requires.",
        "cause": "The message has no headers, broken ones, or headers of more than 256 KB.",
        "remedy": "Build the message with a mail library, and keep its headers below 256 KB.",
    },
}
