"""Find replies in text that somebody pasted: a traceback, a log line, a page of documentation.

Three digits are a reply code at the start of a line, behind a prefix that a mail client or server
is known to print, in a tuple that Python printed, or where the words behind them tell. Ports, ids
and dates are none.
"""

import ast
import json
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final, cast

from ._api import classify_answer, folded_code
from ._catalog import CATALOG
from ._classify import classify
from ._entry import Entry
from ._reply import EnhancedCode, Reply, decode, parse_reply, split_enhanced
from .errors import DeliveryError, MalformedReplyError

__all__ = ["LONGEST_TEXT", "Finding", "command_in", "find"]

# A failed reply, a reply that reports success, or a record without a reply to it.
Finding = DeliveryError | Reply | Entry

# What stands in front of a reply: Postfix and Exim, Node, Go, Java and Python clients, DSNs.
_PREFIXES: Final = (
    "said:",
    "rejected:",
    "refused:",
    "failed:",
    "failure:",
    "body:",
    "server:",
    "reply:",
    "response:",
    "replied:",
    "error:",
    "exception:",
    "smtp;",
)
_TRAILERS: Final = (" (in reply to ", " (in response to ")

# Behind these anything may stand: a count, a status of HTTP. So the code must be one of SMTP's.
_VAGUE_PREFIXES: Final = ("failed:", "failure:", "body:", "server:", "response:", "error:")

# Exim's, in front of a reply.
_EXIM: Final = "smtp error from remote mail server"

# How logs and tracebacks name the command that was answered: Postfix, Exim, smtplib.
_COMMANDS: Final = (
    ("in reply to end of data", "."),
    ("in reply to rcpt", "RCPT"),
    ("in reply to mail", "MAIL"),
    ("in reply to data", "DATA"),
    ("in reply to ehlo", "EHLO"),
    ("in reply to helo", "EHLO"),
    ("in reply to auth", "AUTH"),
    ("in reply to starttls", "STARTTLS"),
    ("sasl authentication failed", "AUTH"),
    ("refused to talk to me", "CONNECT"),
    ("after end of data", "."),
    ("after data", "DATA"),
    ("after sending data block", "."),
    ("after rcpt to", "RCPT"),
    ("after mail from", "MAIL"),
    ("after pipelined mail from", "MAIL"),
    ("after pipelined rcpt to", "RCPT"),
    ("after pipelined end of data", "."),
    ("after starttls", "STARTTLS"),
    ("after auth", "AUTH"),
    ("after initial connection", "CONNECT"),
    ("after ehlo", "EHLO"),
    ("smtpsenderrefused", "MAIL"),
    ("smtprecipientsrefused", "RCPT"),
    ("smtpconnecterror", "CONNECT"),
    ("smtpheloerror", "EHLO"),
    ("smtpauthenticationerror", "AUTH"),
)
_CLOSERS: Final = ")]}\"'"

_BY_WORDS: Final = {"documented", "observed"}

LONGEST_TEXT: Final = 256 * 1024
_LONGEST_LINE: Final = 4096
_LONGEST_OBJECT: Final = 16 * 1024
_WORDS_OF_CODE: Final = 4  # "Request Entity Too Large"
_CODES_A_LINE: Final = 32


def find(text: str) -> list[Finding]:
    """Return what is known of a key, a code, a wording, or the replies in a text.

    Empty if nothing is. Each key is told once.
    """
    text = text.strip()[:LONGEST_TEXT]
    found = _by_name(text) or list(_of_api(text)) or list(_in_text(text)) or _by_words(text)
    unique: dict[object, Finding] = {}
    for finding in found:
        unique.setdefault(finding.code if isinstance(finding, Reply) else finding.key, finding)
    return list(unique.values())


def _by_name(text: str) -> list[Finding]:
    """Take the whole text for a key, a reply code or an enhanced status code."""
    if text in CATALOG:
        return [CATALOG[text]]
    if len(text) == 3 and text.isascii() and text.isdecimal():  # noqa: PLR2004
        entries: list[Finding] = [
            entry for entry in CATALOG.search(code=int(text)) if _is_about_code(entry)
        ]
        entries += [entry for entry in CATALOG if entry.status == int(text)]
        return entries or list(_as_reply(text))
    enhanced, rest = split_enhanced(text)
    if enhanced is None or rest:
        return [*_with_error_code(text)] if text.isalpha() else []
    class_ = f"iana.{enhanced.class_}"
    return [*CATALOG.search(enhanced=enhanced)] or [
        CATALOG.get(f"{class_}.{enhanced.subject}") or CATALOG[class_]
    ]


def _is_about_code(entry: Entry) -> bool:
    """Tell whether the reply code alone leads to the record, or the words of a provider do."""
    return entry.provider is not None or not (entry.enhanced or entry.words)


def _by_words(text: str) -> list[Finding]:
    """Take the whole text for the words of a documentation page, without the code."""
    return [match.entry for match in CATALOG.look_up(split_enhanced(text)[1])]


def _of_api(text: str) -> Iterator[Finding]:
    """Take the text, or its lines, for answers of OCI's API: `404 NotFound`, or an object."""
    for line in dict.fromkeys([text, *text.splitlines()]):
        answer = _api_object(line) or _api_words(line)
        if answer is not None:
            status, code, message, is_submission = answer
            error = classify_answer(status, code, message, is_submission=is_submission)
            if error is not None:
                yield error


def _api_object(line: str) -> tuple[int, str, str, bool] | None:
    """Read the JSON of an answer, or the dict that Oracle's SDK prints."""
    start, end = line.find("{"), line.rfind("}") + 1
    if start < 0 or not 0 < end - start <= _LONGEST_OBJECT or "code" not in line:
        return None
    said = _literal(line[start:end], json.loads) or _literal(line[start:end], ast.literal_eval)
    if not isinstance(said, dict):
        return None
    fields = cast("dict[object, object]", said)
    code = str(fields.get("code"))
    known = [entry.status for entry in _with_error_code(code) if entry.status]
    if not known:
        return None
    status = fields.get("status")
    # A body alone has no status, but the code tells it.
    status = status if isinstance(status, int) else known[0]
    return status, code, str(fields.get("message") or ""), fields.get("target_service") != "email"


def _api_words(line: str) -> tuple[int, str, str, bool] | None:
    """Read `404 NotFound words`, also behind the key with which an error prints itself."""
    key, colon, rest = line.partition(": ")
    words = (rest if colon and key in CATALOG else line).split(None, _WORDS_OF_CODE + 1)
    status = words.pop(0) if words else ""
    if not (len(status) == 3 and status.isascii() and status.isdecimal()):  # noqa: PLR2004
        return None
    for number in range(1, min(len(words), _WORDS_OF_CODE) + 1):
        code = " ".join(words[:number]).rstrip(":")
        if any(entry.status == int(status) for entry in _with_error_code(code)):
            return int(status), code, " ".join(words[number:]), True
    return None


def _with_error_code(code: str) -> list[Entry]:
    wanted = folded_code(code)
    return [entry for entry in CATALOG if wanted in map(folded_code, entry.error_codes)]


def _in_text(text: str) -> Iterator[Finding]:
    if text[:1].isdigit():
        # One reply, perhaps of several lines, and nothing else.
        for finding in _as_reply(text):
            if isinstance(finding, DeliveryError) and _is_sure(finding):
                yield finding
                return
    for line in text.splitlines():
        yield from _in_line(line.strip()[:_LONGEST_LINE])


def command_in(text: str) -> str | None:
    """Return the command that a log or traceback says was answered."""
    folded = text.lower()
    return next((name for words, name in _COMMANDS if words in folded), None)


def _in_line(line: str) -> Iterator[Finding]:
    found = False
    command = command_in(line)
    for code, message in _tuples(line):
        found = True
        *lines, last = message.split("\n")
        wire = [*(f"{code}-{other}" for other in lines), f"{code} {last}"]
        yield from _as_reply("\n".join(wire), command)
    if found:
        return
    for start in _codes(line):
        text = line[start:]
        for trailer in _TRAILERS:
            text = text.partition(trailer)[0]
        findings = [*_as_reply(text.rstrip(_CLOSERS), command), *_as_reply(text, command)]
        by_words = [f for f in findings if not isinstance(f, Reply) and _is_sure(f)]
        if by_words:
            yield by_words[0]
            return
        if findings and _has_prefix(line[:start], findings[0]):
            yield findings[0]
            return


def _is_sure(finding: DeliveryError | Entry) -> bool:
    """Tell whether words, not digits alone, made the finding."""
    if isinstance(finding, Entry) or finding.matched_by in _BY_WORDS:
        return True
    enhanced: EnhancedCode | None = finding.enhanced
    return (
        enhanced is not None
        and finding.code is not None
        and (enhanced.class_ == finding.code // 100)
    )


def _has_prefix(before: str, finding: Finding) -> bool:
    before = before.rstrip(" (\"'").lower()
    address = before.rpartition(" ")[2]
    if before.endswith(_VAGUE_PREFIXES) and _EXIM not in before:
        return isinstance(finding, DeliveryError) and finding.matched_by != "digit"
    return (
        not before
        or before.endswith(_PREFIXES)
        or _EXIM in before
        or (address.startswith("<") and address.endswith(">"))
    )


def _codes(line: str) -> Iterator[int]:
    """Yield where three digits stand as a word of their own, in front of more words."""
    start = -1
    for _ in range(_CODES_A_LINE):
        start = next(
            (i for i in range(start + 1, len(line) - 2) if line[i : i + 3].isdecimal()), -1
        )
        if start < 0:
            return
        before, after = line[start - 1 : start], line[start + 3 : start + 4]
        if (not before or before in " (\"'>") and after in " -\t":
            yield start
        while line[start + 1 : start + 2].isdecimal():
            start += 1


def _tuples(line: str) -> Iterator[tuple[int, str]]:
    """Yield the `(455, b'...')` of Python's mail clients."""
    for part in line.split("(")[1:]:
        code, comma, literal = part.partition(", ")
        if not (comma and len(code) == 3 and code.isascii() and code.isdecimal()):  # noqa: PLR2004
            continue
        start = literal[:1] == "b"
        quote = literal[start : start + 1]
        if quote not in {"'", '"'}:
            continue
        # The text may have had an opening bracket in it.
        literal = line[line.find(literal) :]
        end = start + 1
        while end < len(literal) and literal[end] != quote:
            end += 2 if literal[end] == "\\" else 1
        message = _literal(literal[: end + 1], ast.literal_eval)
        if isinstance(message, str | bytes):
            yield int(code), decode(message)


def _literal(text: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401
    """Read what a program printed, `None` if it cannot be read."""
    with warnings.catch_warnings(), suppress(ValueError, SyntaxError, RecursionError, MemoryError):
        warnings.simplefilter("ignore")  # of an odd escape in the pasted text
        return read(text)
    return None


def _as_reply(text: str, command: str | None = None) -> Iterator[Finding]:
    try:
        reply = parse_reply(text)
    except MalformedReplyError:
        return
    error = classify(reply, command=command)
    if error is None:
        yield reply
    elif error.matched_by not in _BY_WORDS:
        # Translated pages keep the code.
        known = [m.entry for m in CATALOG.look_up(reply.text) if reply.code in m.entry.codes]
        yield from known or (error,)
    else:
        yield error
