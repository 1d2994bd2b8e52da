"""English texts. [...] is left out where the reply had no such value."""

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "smtp.2xx.RCPT": {
        "title": "Unusual success for a recipient",
        "meaning": "The server answered RCPT with a success that the client does not know, and the "
        "client took it for a refusal.",
        "cause": "By RFC 5321 every reply that begins with 2 is a success, such as 252; smtplib "
        "accepts only 250 and 251.",
        "remedy": "Do not send again to this recipient without need: see accepted for whether the"
        " message went out.",
    },
    "smtp.2xx.end_of_data": {
        "title": "Unusual success for the message",
        "meaning": "The server took the message with a success that the client does not know.",
        "cause": "By RFC 5321 every reply that begins with 2 is a success; smtplib accepts only "
        "250 after the data.",
        "remedy": "Do not send again: the message was taken.",
    },
    "smtp.2xx.other": {
        "title": "Unusual success",
        "meaning": "The server answered a command with a success that the client does not "
        "know, and "
        "the client gave up.",
        "cause": "By RFC 5321 every reply that begins with 2 is a success, but clients wait for "
        "certain codes.",
        "remedy": "Report it to the provider of the server, or use a client that goes by the first "
        "digit.",
    },
    "smtp.3xx": {
        "title": "Unexpected request to go on",
        "meaning": "The server asked for more where the command was complete.",
        "cause": "Client and server are out of step.",
        "remedy": "Open a new connection. If it comes again, report it to the provider of the "
        "server.",
    },
    "smtp.4xx": {
        "title": "Transient failure",
        "meaning": "The server cannot do it now, but may later.",
        "cause": "Not known: only the first digit of the code is certain. The server's own words "
        "may say more.",
        "remedy": "Try again later, with growing waits, for some days at most.",
    },
    "smtp.5xx": {
        "title": "Permanent failure",
        "meaning": "The server refuses, and the same again will not help.",
        "cause": "Not known: only the first digit of the code is certain. The server's own words "
        "may say more.",
        "remedy": "Do not send the same again. Read the server's words, and change what they ask "
        "for.",
    },
    "smtp.malformed": {
        "title": "Not an SMTP reply",
        "meaning": "What came from the server is no SMTP reply.",
        "cause": "Usually the host or port is another service, or something stands between client "
        "and server.",
        "remedy": "Check host, port and TLS mode: a port with TLS from the start does not speak "
        "before.",
    },
    "smtp.between_messages": {
        "title": "Failure between messages",
        "meaning": "Something went wrong at a command that is no part of a message, such as QUIT, "
        "RSET or NOOP.",
        "cause": "The server closed the session by itself, or answered QUIT with something else "
        "than 221.",
        "remedy": "Do not send again because of this error: what was sent before had its own "
        "answer. What was still to be sent needs a new connection.",
    },
    "smtp.recipients_refused": {
        "title": "Recipients refused",
        "meaning": "Several recipients were refused, for reasons of their own.",
        "cause": "Each recipient's error tells.",
        "remedy": "Go through by_recipient. Send later to those in to_retry().",
    },
}
