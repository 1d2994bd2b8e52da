"""What the commands share: exit statuses, the language, and how an error is printed."""

import argparse
import os
import sys
from typing import Any, Final

from .._describe import describe, language_of
from .._entry import Entry
from .._find import Finding
from .._hint import RetryHint
from .._redact import printable
from .._reply import Reply
from ..errors import DeliveryError, RecipientsRefusedError

__all__ = [
    "KNOWN",
    "LABELS",
    "NOT_KNOWN",
    "WRONG_USE",
    "class_name",
    "facts_of",
    "language_asked",
    "lines",
    "rows",
    "wrong_use",
]

KNOWN: Final = 0
NOT_KNOWN: Final = 1
WRONG_USE: Final = 2

LABELS: Final = {
    "en": {
        "meaning": "Meaning",
        "cause": "Cause",
        "remedy": "What to do",
        "retry": "Try again",
        "commands": "In answer to",
        "reply": "Reply",
        "details": "Details",
        "docs": "Source",
        "never": "no: sending the same again does not help",
        "unknown": "only if twice is better than never",
        "backoff": "yes, later, with growing waits",
        "twice": "yes, later, with growing waits; it may arrive twice",
        "after": "yes, after {wait} at least ({basis})",
        "documented": "documented",
        "advice": "our advice",
        "success": "{code} reports success: nothing to do.",
        "success_class": "success",
        "nothing": "Nothing known of this.",
    },
    "ja": {
        "meaning": "意味",
        "cause": "原因",
        "remedy": "対処方法",
        "retry": "再試行",
        "commands": "対象のコマンド",
        "reply": "原文",
        "details": "詳細",
        "docs": "参照先",
        "never": "不可（同じメッセージを再送しても成功しません）",
        "unknown": "重複しても届けたい場合のみ",
        "backoff": "可（待ち時間を延ばしながら再試行）",
        "twice": "可（待ち時間を延ばしながら再試行。重複して届くおそれがあります）",
        "after": "可（{wait}以上待ってから再試行。根拠：{basis}）",
        "documented": "ドキュメントの記載",
        "advice": "本ライブラリの推奨",
        "success": "{code}は成功を示す応答です。対処は不要です。",
        "success_class": "成功",
        "nothing": "該当する情報がありません。",
    },
}


def wrong_use(message: str) -> int:
    """Say what is wrong with the arguments, and return the exit status."""
    print(f"emaildelivery-errors: {printable(message)}", file=sys.stderr)
    return WRONG_USE


def language_asked(args: argparse.Namespace) -> str:
    """Return the language of `--locale`, else that of the environment."""
    return language_of(args.locale or _environment_locale()) or "en"


def _environment_locale() -> str | None:
    return next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)),
        None,
    )


def lines(finding: Finding, language: str) -> str:
    """Return the lines that explain a finding to a person."""
    if isinstance(finding, Reply):
        return LABELS[language]["success"].format(code=finding.code)
    if isinstance(finding, Entry):
        title = describe(finding, language).title
    else:
        title = finding.describe(language).title
    return "\n".join([title, *rows(finding, language)])


def rows(finding: DeliveryError | Entry, language: str) -> list[str]:
    """Return the lines that explain an error or a record, below its title."""
    label = LABELS[language]
    if isinstance(finding, Entry):
        text = describe(finding, language)
        code = "/".join(map(str, finding.codes or filter(None, (finding.status,))))
        wordings = finding.templates or finding.observed or finding.error_codes or (finding.phrase,)
        words = "; ".join(map(str, wordings))
        said = "reply"
        docs = finding.source_url
    else:
        text = finding.describe(language)
        values = finding.values
        status = " ".join(filter(None, (values.get("status"), values.get("error_code"))))
        code = str(finding.code or status)
        words = finding.text
        said = "reply" if code or finding.enhanced else "details"  # the client's own words
        docs = finding.docs_url
    reply = " ".join(filter(None, (code, str(finding.enhanced or ""), words)))
    success = isinstance(finding, Entry) and finding.error is None
    # Of a found error the reader knows what it answers.
    commands = ", ".join(finding.commands) if isinstance(finding, Entry) else ""
    titled = [
        (label["meaning"], text.meaning),
        (label["cause"], text.cause),
        (label["remedy"], text.remedy),
        (label["retry"], "" if success else _retry(finding.retry, language)),
        (label["commands"], commands),
        (label[said], reply.strip()),
        (label["docs"], docs or ""),
    ]
    head = f"{finding.key} ({class_name(finding, language)})"
    return [head, *(f"  {title}: {printable(row)}" for title, row in titled if row)]


def class_name(finding: DeliveryError | Entry, language: str) -> str:
    """Return the name of the class that is raised, or the word for success."""
    cls = finding.error if isinstance(finding, Entry) else type(finding)
    return LABELS[language]["success_class"] if cls is None else cls.__name__


def _retry(hint: RetryHint, language: str) -> str:
    label = LABELS[language]
    if hint.may_duplicate:
        return label["twice" if hint.retryable else "unknown"]
    if not hint.retryable:
        return label["never"]
    if hint.after is None:
        return label["backoff"]
    seconds = int(hint.after.total_seconds())
    return label["after"].format(wait=_wait(seconds, language), basis=label[hint.basis])


def _wait(seconds: int, language: str) -> str:
    units = (("hours", "時間", 3600), ("minutes", "分", 60), ("seconds", "秒", 1))
    english, japanese, size = next(unit for unit in units if seconds > unit[2] or unit[2] == 1)
    # "60 seconds" is clearer than "1 minutes".
    number = seconds // size
    return f"{number}{japanese}" if language == "ja" else f"{number} {english}"


def facts_of(finding: Finding, language: str) -> dict[str, Any]:
    """Return a finding as JSON values."""
    if isinstance(finding, Reply):
        return {"code": finding.code, "text": finding.text, "success": True}
    if isinstance(finding, Entry):
        # A group cannot be made of nothing.
        group = finding.error is RecipientsRefusedError
        cls = DeliveryError if finding.error is None or group else finding.error
        error = cls(finding.key, finding.codes[0] if finding.codes else None)
        text = describe(finding, language)
    else:
        error, text = finding, finding.describe(language)
    description = {
        "locale": language,
        "title": text.title,
        "meaning": text.meaning,
        "cause": text.cause,
        "remedy": text.remedy,
    }
    # The reader pasted the text, and has it unmasked.
    facts = error.to_dict(redact=False)
    if isinstance(finding, Entry):
        if finding.error is None:
            success = {"key": finding.key, "code": error.code, "success": True}
            return {**success, "description": description}
        facts["error"] = finding.error.__name__
        if finding.status is not None:
            facts.update(status=finding.status, error_codes=list(finding.error_codes))
    return {**facts, "description": description}
