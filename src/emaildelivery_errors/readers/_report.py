"""Report: what became of a message for one recipient, as a bounce or a log tells."""

from datetime import datetime
from typing import Final, Literal

import attrs

from .._catalog import CATALOG
from .._classify import classify
from .._reply import decode, split_enhanced
from ..errors import DeliveryError

__all__ = ["Outcome", "Report", "quoted_error", "words_error"]

Outcome = Literal["accepted", "delivered", "delayed", "failed", "other"]

_LONGEST: Final = 64 * 1024

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


@attrs.frozen(kw_only=True)
class Report:
    """What became of a message for one recipient.

    `outcome`: `"accepted"` by the first server, which goes on; `"delivered"` to the next server or
    a mailbox; `"delayed"`: not yet, and **the server that reports it tries on by itself, so do not
    send again**; `"failed"`: it has given up; `"other"`: the recipient opened it, complained, ...
    `action`: the same in the source's own word, in lower case.
    `error`: why it failed or is delayed, `None` if it is neither, or nobody says why.
    `recipient`, `sender`: envelope addresses, as far as told.
    `message_id`: the message's `Message-ID`, without its angle brackets.
    `queue_id`: the message's id in the queue of the server that reports.
    `server`: the host that said it, the next one in most cases.
    `time`: when it happened. A naive one is in the local time of the server that reports.
    """

    outcome: Outcome
    action: str
    error: DeliveryError | None = None
    recipient: str | None = None
    sender: str | None = None
    message_id: str | None = None
    queue_id: str | None = None
    server: str | None = None
    time: datetime | None = None


def quoted_error(  # noqa: PLR0913
    text: str,
    outcome: Outcome,
    *,
    status: str | None = None,
    command: str | None = None,
    recipient: str | None = None,
    sender: str | None = None,
    provider: str | None = None,
) -> DeliveryError | None:
    """Return the error of what a bounce or a log quotes, `None` for a reply of success.

    `text` is the reply, on one line or several, or other words of the server that reports it; then
    `status`, an enhanced status code, tells, and else the words and the outcome.
    """
    text = " ".join([line.strip() for line in decode(text)[:_LONGEST].split("\n")]).strip()
    about = {"recipient": recipient, "sender": sender}
    if _begins_with_code(text):
        reply = _with_line_ends(text)
        return classify(reply, provider=provider, command=command, **about)
    enhanced, _ = split_enhanced(text)
    if enhanced is None:
        enhanced, _ = split_enhanced((status or "").strip())
        text = f"{enhanced or ''} {text}".strip()
    if enhanced is None:
        return words_error(text, outcome, **about)
    # A reply code is needed to look the enhanced one up; none was sent.
    code = 100 * enhanced.class_ + 50
    return _without_code(classify((code, text), command=command, **about))


def words_error(
    words: str, outcome: Outcome, *, recipient: str | None = None, sender: str | None = None
) -> DeliveryError | None:
    """Return the error of words without any code, `None` where nothing failed."""
    first = {"failed": 5, "delayed": 4}.get(outcome)
    if first is None:
        return None
    folded = words.lower()
    key = next((key for phrase, key in _OF_THE_SERVER if phrase in folded), None)
    if key is not None:
        cls = CATALOG[key].error or DeliveryError
        recipients = [] if recipient is None else [recipient]
        return cls(key, None, words, None, "none", None, recipients, sender)
    # The first has the records that words tell, the second no meaning but its digit's.
    for code in (100 * first + 50, 100 * first + 99):
        error = classify((code, words), recipient=recipient, sender=sender)
        if error is not None and not error.key.startswith(f"smtp.{code}"):
            return _without_code(error)
    return None


def _without_code(error: DeliveryError | None) -> DeliveryError | None:
    if error is None:
        return None
    key, _, *others = error.args
    return type(error)(key, None, *others)


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
