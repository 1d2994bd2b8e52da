"""RetryHint: whether, when and with what scope to try again, and who must act."""

from datetime import timedelta
from typing import Final, Literal

import attrs

__all__ = ["Basis", "Fixer", "RetryHint", "Scope", "known_command", "scope_of"]

Scope = Literal["recipient", "message", "sender", "connection", "server", "account"]
Fixer = Literal["nobody", "application", "administrator", "recipient", "provider"]
Basis = Literal["documented", "advice"]

# What a refusal concerns when nothing but the refused command is known. "." is the end of data.
_SCOPE_OF_COMMAND: Final[dict[str, Scope]] = {
    "CONNECT": "server",
    "EHLO": "server",
    "HELO": "server",
    "LHLO": "server",
    "STARTTLS": "server",
    "AUTH": "account",
    "ETRN": "server",
    "ATRN": "server",
    "TURN": "server",
    "MAIL": "sender",
    "SEND": "sender",
    "SOML": "sender",
    "SAML": "sender",
    "RCPT": "recipient",
    "VRFY": "recipient",
    "EXPN": "recipient",
    "DATA": "message",
    "BDAT": "message",
    "BURL": "message",
    ".": "message",
    "RSET": "connection",
    "NOOP": "connection",
    "HELP": "connection",
    "QUIT": "connection",
}

# The server closes the connection (RFC 5321 section 3.8), whatever it was asked.
_CLOSING: Final = 421


@attrs.frozen
class RetryHint:
    """A suggestion on how to go on after an error.

    `retryable`: the same message can succeed later without anybody changing anything.
    `after`: the least wait. `None` means that nothing is known: use a backoff of your own.
    `scope`: what to hold back meanwhile: this recipient, message, envelope sender, connection,
    everything from here to that server, or everything of this account.
    `fixer`: who must act for the error to go away.
    `basis`: whether the hint follows from the documentation of the provider, or is advice of ours.
    `may_duplicate`: trying again may deliver the message twice.
    """

    retryable: bool
    after: timedelta | None = None
    scope: Scope = "message"
    fixer: Fixer = "nobody"
    basis: Basis = "advice"
    may_duplicate: bool = False


def known_command(command: str | None) -> str | None:
    """Return the SMTP command in upper case, or `None` for one that does not exist."""
    if command is None:
        return None
    verb = (command.upper().split() or [""])[0]  # "RCPT TO" is RCPT
    return verb if verb in _SCOPE_OF_COMMAND else None


def scope_of(command: str | None, code: int | None, documented: Scope | None = None) -> Scope:
    """Return what a refusal concerns, judged by the refused command and the reply code.

    `documented` is what the record says. But no command except RCPT and its like tells of one
    recipient, and the end of the session concerns them all.
    """
    if documented is not None and documented != "recipient":
        return documented
    if code == _CLOSING:
        return "connection"
    by_command = _SCOPE_OF_COMMAND.get(command or "")
    if documented is None:
        return by_command or "message"
    return by_command or documented
