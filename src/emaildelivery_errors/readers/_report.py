"""Report: what became of a message for one recipient, as a bounce or a log tells."""

from contextlib import suppress
from datetime import datetime
from typing import Any, Final, Literal

import attrs

from .._catalog import CATALOG
from .._classify import classify
from .._endpoint import provider_of
from .._make import make_error, of_record, with_changes
from .._redact import mask_value, printable
from .._reply import decode, split_enhanced
from ..errors import DeliveryError, MatchedBy

__all__ = ["Outcome", "Report", "error_of", "never_hard", "quoted", "report_of"]

Outcome = Literal["accepted", "delivered", "delayed", "failed", "other"]

_LONGEST: Final = 64 * 1024

_SUPPRESSED: Final = 254
_SUCCESS: Final = 2  # class of an enhanced code

_DIGITS: Final = {"failed": 5, "delayed": 4}

# What stands in front of a reply that a server quotes: Postfix, Exchange.
_QUOTES: Final = (" said: ", " refused to talk to me: ", " was: ")

# The answer may be to any of a transaction's recipients.
_FOR_ALL_RECIPIENTS: Final = frozenset({"DATA", ".", "BDAT"})

# What servers say of themselves, where they have not heard a reply.
_OF_THE_SERVER: Final = (
    ("retry timeout exceeded", "iana.5.4.7"),
    ("connection refused", "net.connection_failed"),
    ("no route to host", "net.connection_failed"),
    ("network is unreachable", "net.connection_failed"),
    ("connection reset", "net.connection_lost"),
    ("lost connection", "net.connection_lost"),
    ("connection timed out", "net.timeout"),
    ("smtp timeout", "net.timeout"),
    ("host lookup did not complete", "net.domain_lookup"),
)


@attrs.frozen(kw_only=True, repr=False)
class Report:
    """What became of a message for one recipient.

    `outcome`: `"accepted"` by the first server, which goes on; `"delivered"` to the next server or
    a mailbox; `"delayed"`: not yet, and **the server that reports it tries on by itself, so do not
    send again**; `"failed"`: it has given up; `"other"`: the recipient opened it, complained, ...
    `action`: the same in the source's own word, in lower case.
    `error`: why it failed or is delayed, `None` if it is neither.
    `recipient`, `sender`: envelope addresses, as far as told; the recipient as the sender wrote it.
    `final_recipient`: the address that it was rewritten to, by an alias or list, `None` if it was
    not. An error of that one says nothing of the recipient, and is no hard bounce.
    `message_id`: the message's `Message-ID`, without its angle brackets.
    `queue_id`: the message's id in the queue of the server that reports.
    `server`: the host that said it, the next one in most cases.
    `time`: when it happened. A naive one is in the local time of the server that reports.
    """

    outcome: Outcome
    action: str
    error: DeliveryError | None = None
    recipient: str | None = None
    final_recipient: str | None = None
    sender: str | None = None
    message_id: str | None = None
    queue_id: str | None = None
    server: str | None = None
    time: datetime | None = None

    def __repr__(self) -> str:
        """Return outcome, key and masked recipient: reports end up in logs."""
        key = "" if self.error is None else f" {printable(self.error.key)}"
        whom = "" if self.recipient is None else f" {printable(mask_value(self.recipient))}"
        return f"<Report {self.outcome}{key}{whom}>"

    def to_dict(self, *, redact: bool = True) -> dict[str, Any]:
        """Return JSON values under the names of the attributes, `error` as its own `to_dict`.

        With `redact` local parts of addresses are masked.
        """
        hide = mask_value if redact else str
        return {
            "outcome": self.outcome,
            "action": self.action,
            "error": self.error and self.error.to_dict(redact=redact),
            "recipient": self.recipient and hide(self.recipient),
            "final_recipient": self.final_recipient and hide(self.final_recipient),
            "sender": self.sender and hide(self.sender),
            "message_id": self.message_id,
            "queue_id": self.queue_id,
            "server": self.server,
            "time": self.time and self.time.isoformat(),
        }


def report_of(  # noqa: PLR0913, what a source tells
    outcome: Outcome,
    action: str,
    words: str,
    *,
    status: str | None = None,
    command: str | None = None,
    recipient: str | None = None,
    final_recipient: str | None = None,
    sender: str | None = None,
    message_id: str | None = None,
    queue_id: str | None = None,
    server: str | None = None,
    time: datetime | None = None,
) -> Report:
    """Return the report of these facts, with the error that `error_of` makes of `words`.

    A host of a provider's is answering in that one's words. `server` may be empty.
    """
    if not final_recipient or (recipient and _is_same(final_recipient, recipient)):
        final_recipient = None
    error = error_of(
        words,
        outcome,
        status=status,
        command=command,
        recipient=recipient,
        sender=sender,
        provider=provider_of(server or ""),
    )
    if error is not None and outcome == "delivered":
        # OCI's 254, which other servers take for success, and nothing else.
        outcome, error = ("failed", error) if error.code == _SUPPRESSED else (outcome, None)
    if error is not None:
        if (
            outcome == "delayed"  # who tries on does not believe it
            or command in _FOR_ALL_RECIPIENTS
            or final_recipient is not None
            or _has_another_code(error)
        ):
            error = never_hard(error)
        if final_recipient is not None:
            # Masks that address in the words, too.
            error = with_changes(error, values={"recipient": final_recipient, **error.values})
    return Report(
        outcome=outcome,
        action=action,
        error=error,
        recipient=recipient,
        final_recipient=final_recipient,
        sender=sender,
        message_id=message_id,
        queue_id=queue_id,
        server=server or None,
        time=time,
    )


def never_hard(error: DeliveryError) -> DeliveryError:
    """Return the error without the claim that the recipient's address is dead."""
    return with_changes(error, doubtful=True) if error.hard_bounce else error


def _is_same(one: str, other: str) -> bool:
    """Tell whether two addresses are one in other spellings; local ones may have no domain."""
    (one_name, one_domain), (other_name, other_domain) = _parts(one), _parts(other)
    domains = {one_domain, other_domain} - {""}
    return one_name == other_name and len(domains) < 2  # noqa: PLR2004


def _parts(address: str) -> tuple[str, str]:
    name, at, domain = address.lower().rpartition("@")
    if not at:
        name, domain = domain, ""
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    return name.strip('"'), domain


def _has_another_code(error: DeliveryError) -> bool:
    """Tell whether words without a reply code have another enhanced code than their status."""
    if error.code is not None or error.enhanced is None:
        return False
    codes = {split_enhanced(word.strip("()<>;,.#"))[0] for word in error.text.split()}
    return not codes <= {None, error.enhanced}


def error_of(  # noqa: PLR0913
    words: str,
    outcome: Outcome,
    *,
    status: str | None = None,
    command: str | None = None,
    recipient: str | None = None,
    sender: str | None = None,
    provider: str | None = None,
) -> DeliveryError | None:
    """Return the error of what a bounce or a log quotes, `None` if nothing failed.

    `words`: the reply, on one line or several; or other words of the server that reports it, and
    then `status`, an enhanced status code, tells most, or else the words and the outcome.
    """
    text = " ".join([line.strip() for line in decode(words)[:_LONGEST].split("\n")]).strip()
    if _begins_with_code(text):
        reply = _with_line_ends(text)
        error = classify(
            reply, provider=provider, command=command, recipient=recipient, sender=sender
        )
        if error is not None:
            return _by_status(error, status)
        text = ""  # a reply of success tells nothing of a failure
    digit = _DIGITS.get(outcome)
    if digit is None:
        return None
    enhanced, _ = split_enhanced(text)
    if enhanced is None:
        enhanced, _ = split_enhanced((status or "").strip())
        if enhanced is not None:
            text = f"{enhanced} {text}".rstrip()
    by: MatchedBy = "none"
    is_vague = enhanced is None or (enhanced.subject, enhanced.detail) == (0, 0)
    key = _of_the_server(text) if is_vague else None
    if key is None:
        # A server that has given up may still say 4.4.1; a 2.y.z of a failure says nothing.
        if enhanced is not None and enhanced.class_ != _SUCCESS:
            digit = enhanced.class_
        match = CATALOG.match_words(text, enhanced, digit)
        key, by = match.entry.key, match.by
    return make_error(
        key,
        message=text,
        matched_by=by,
        command=command,
        recipients=[] if recipient is None else [recipient],
        sender=sender,
    )


def quoted(words: str) -> str:
    """Return the reply that words of a server quote, else the words.

    `host mx.example.com[192.0.2.1] said: 550 no` has one.
    """
    for quote in _QUOTES:
        before, found, reply = words.partition(quote)
        if found and not _begins_with_code(before) and _begins_with_code(reply):
            return reply
    return words


def _by_status(error: DeliveryError, status: str | None) -> DeliveryError:
    """Let the status of a report tell what a reply without an enhanced code does not."""
    enhanced, _ = split_enhanced((status or "").strip())
    if enhanced is None or error.code is None or error.enhanced is not None:
        return error
    says_little = error.key.startswith("smtp.") and error.matched_by in {"code", "digit"}
    says_much = enhanced.detail != 0 and enhanced.class_ == error.code // 100
    if not (says_little and says_much and error.key.removeprefix("smtp.")[:1].isdecimal()):
        return error
    match = CATALOG.match_words("", enhanced, enhanced.class_)
    return of_record(match.entry.key, error, match.by)


def _of_the_server(words: str) -> str | None:
    folded = words.lower()
    return next((key for phrase, key in _OF_THE_SERVER if phrase in folded), None)


def _begins_with_code(text: str) -> bool:
    code = text[:3]
    return code.isascii() and code.isdecimal() and "2" <= code < "6" and text[3:4] in {" ", "-", ""}


def _with_line_ends(text: str) -> str:
    """Put the lines of a reply back that a log or a folded header field has in one.

    `550-5.1.1 The account 550-5.1.1 is gone. 550 5.1.1 Sorry` has three.
    """
    code = text[:3]
    words = text[4:].lstrip()
    if words.startswith((f"{code} ", f"{code}-")):  # some quote the code twice
        text = words
    if text[3:4] != "-":
        return text
    return text.replace(f" {code}-", f"\n{code}-").replace(f" {code} ", f"\n{code} ")
