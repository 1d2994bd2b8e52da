"""English texts. `[...]` is left out where the reply had no such value."""

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "subetha.too_many_recipients": {
        "title": "Too many recipients",
        "meaning": "The server takes no further recipient in this transaction.",
        "cause": "The message has more recipients than the server allows in one transaction.",
        "remedy": "Send to the recipients that were not taken in another transaction.",
    },
    "subetha.tls_not_supported": {
        "title": "TLS not available",
        "meaning": "The server cannot start TLS.",
        "cause": "TLS is not set up on the server, or not at the moment.",
        "remedy": "Try again later. If it lasts, ask the administrator of the server, or use a port"
        " with TLS from the start.",
    },
    "subetha.tls_already_active": {
        "title": "STARTTLS sent twice",
        "meaning": "The connection is encrypted already.",
        "cause": "The client sent STARTTLS on a connection that had TLS.",
        "remedy": "Send STARTTLS once, and not on a port with TLS from the start.",
    },
    "subetha.auth_canceled": {
        "title": "Login canceled by the client",
        "meaning": "The login was broken off.",
        "cause": "The client sent an asterisk instead of credentials.",
        "remedy": "Check why the client gives up: usually it has no credentials for the mechanism.",
    },
    "subetha.bare_line_end": {
        "title": "CR or LF alone",
        "meaning": "A line had a CR or LF[ at character {position}] that does not belong "
        "to a CRLF.",
        "cause": "The client ends lines with LF or CR alone.",
        "remedy": "End every line with CRLF (RFC 5321 section 2.3.8).",
    },
    "subetha.auth_not_supported": {
        "title": "Login not offered",
        "meaning": "The server offers no login.",
        "cause": "AUTH is not set up on this server or port.",
        "remedy": "Send without a login if that is intended, else check host and port.",
    },
    "subetha.vrfy_disabled": {
        "title": "VRFY disabled",
        "meaning": "The server does not carry out VRFY.",
        "cause": "It is switched off, as on most servers.",
        "remedy": "Do without VRFY. Only an attempt to deliver tells whether an address works.",
    },
    "subetha.need_mail": {
        "title": "MAIL command missing",
        "meaning": "RCPT or DATA came before MAIL.",
        "cause": "Usually MAIL was refused just before. Otherwise the client left it out.",
        "remedy": "Look at the reply to MAIL: it has the reason.",
    },
    "subetha.sender_already_specified": {
        "title": "MAIL sent twice",
        "meaning": "The transaction has an envelope sender already.",
        "cause": "The client sent MAIL a second time without RSET.",
        "remedy": "Send RSET before a new transaction.",
    },
    "subetha.already_authenticated": {
        "title": "Logged in already",
        "meaning": "The session is logged in.",
        "cause": "The client sent AUTH again after a login.",
        "remedy": "Log in once for each connection.",
    },
    "subetha.auth_mechanism_not_supported": {
        "title": "Authentication mechanism not supported",
        "meaning": "The server does not support the mechanism that the client chose.",
        "cause": "Client and server are set to different mechanisms.",
        "remedy": "Choose a mechanism from the AUTH line of the EHLO reply.",
    },
    "subetha.starttls_required": {
        "title": "STARTTLS required",
        "meaning": "The server wants an encrypted connection first.",
        "cause": "The client sent a command without STARTTLS.",
        "remedy": "Send STARTTLS after EHLO, before anything else.",
    },
    "subetha.authentication_required": {
        "title": "Login required",
        "meaning": "A command came that needs a login first.",
        "cause": "The client did not log in.",
        "remedy": "Log in before MAIL.",
    },
    "subetha.message_too_large": {
        "title": "Message too large",
        "meaning": "The announced size of the message is over the server's limit.",
        "cause": "The client announced with SIZE more than the server takes.",
        "remedy": "Make the message smaller. The EHLO reply has the limit.",
    },
    "subetha.transaction_failed": {
        "title": "Transaction failed",
        "meaning": "The server refused the transaction without a reason.",
        "cause": "Not told. The server software answers so where nothing else was set.",
        "remedy": "Look into the log of the server, or ask its administrator.",
    },
}
