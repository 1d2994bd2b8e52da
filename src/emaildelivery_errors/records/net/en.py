"""English texts. `[...]` is left out where the reply had no such value."""

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "net.connection_failed": {
        "title": "No connection to the server",
        "meaning": "The server could not be reached.",
        "cause": "It is down, refuses the port, or a firewall is in between.",
        "remedy": "Try again later. If it lasts, check host, port and firewall.",
    },
    "net.connection_lost": {
        "title": "Connection lost",
        "meaning": "The connection broke. As far as the session shows, the message was not "
        "complete.",
        "cause": "The server or something in between closed it.",
        "remedy": "Connect anew and send again.",
    },
    "net.timeout": {
        "title": "Timeout",
        "meaning": "The server did not answer in time. As far as the session shows, the message "
        "was not complete.",
        "cause": "The server or the network is slow, or a firewall drops packets.",
        "remedy": "Try again later. RFC 5321 asks for timeouts of minutes, not seconds.",
    },
    "net.no_greeting": {
        "title": "No greeting from the server",
        "meaning": "The connection was made, but the server did not greet in time.",
        "cause": "Most often the port wants TLS from the start (465), and the client waits for a "
        "greeting in clear. Or the server is overloaded.",
        "remedy": "Use TLS from the start on port 465 (SMTP_SSL), STARTTLS on 587. Otherwise try "
        "again later.",
    },
    "net.outcome_unknown": {
        "title": "Outcome unknown",
        "meaning": "The connection was lost after the whole message was sent, before the answer "
        "came. It may have been taken.",
        "cause": "The server or the network failed at the worst moment, or the timeout was too "
        "short.",
        "remedy": "Decide whether twice is better than never. If you send again, keep the Message-"
        "ID, so that duplicates can be told.",
    },
    "net.domain_lookup": {
        "title": "Host name not found",
        "meaning": "The name of the server could not be looked up.",
        "cause": "The name is mistyped, or the DNS does not answer.",
        "remedy": "Check the name. If it is right, try again later.",
    },
    "net.tls_unavailable": {
        "title": "TLS failed",
        "meaning": "The encrypted connection could not be set up.",
        "cause": "Client and server do not agree on TLS, the port wants TLS at another moment, or "
        "the connection broke.",
        "remedy": "Check port and TLS mode (465: from the start, 587: STARTTLS). If they are right,"
        " try again later.",
    },
    "net.no_tls_on_port": {
        "title": "Wrong TLS mode for the port",
        "meaning": "What the server said is no TLS. No mail was sent.",
        "cause": "The client began with TLS on a port that speaks plain text first, or the server "
        "knows only versions of TLS that the client refuses.",
        "remedy": "Use STARTTLS on ports 587 and 25, and TLS from the start on 465.",
    },
    "net.certificate_not_trusted": {
        "title": "Certificate not trusted",
        "meaning": "The server's certificate was not trusted, and no mail was sent.",
        "cause": "The certificate has expired, has another host name, or comes from an authority "
        "that the client does not know.",
        "remedy": "Check the host name and the client's authorities. Do not switch the check off.",
    },
    "net.not_supported": {
        "title": "Not offered by the server",
        "meaning": "The server does not offer what the client needs; the command was not sent.",
        "cause": "The server does not announce the extension (AUTH, STARTTLS, SMTPUTF8), or only "
        "after STARTTLS.",
        "remedy": "Start TLS before the login. If the extension is still missing, do without it or "
        "use another server.",
    },
    "net.no_auth_mechanism": {
        "title": "No common authentication mechanism",
        "meaning": "Client and server have no authentication mechanism in common, or the "
        "login came "
        "to no end.",
        "cause": "The server offers only mechanisms that the client does not know.",
        "remedy": "Use a client that knows a mechanism of the AUTH line in the EHLO reply.",
    },
    "net.client_error": {
        "title": "Client error",
        "meaning": "The mail client gave up by itself.",
        "cause": "Its own words tell.",
        "remedy": "Read the client's words, and correct the program.",
    },
}
