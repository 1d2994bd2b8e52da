"""The command line: `emaildelivery-errors explain "455 ..."`."""

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from typing import Any, Final

from .. import errors
from .._catalog import CATALOG
from .._describe import describe, language_of
from .._entry import Entry
from .._find import LONGEST_TEXT, Finding, find
from .._hint import RetryHint
from .._redact import printable
from .._reply import Reply
from ..errors import DeliveryError, RecipientsRefusedError
from ._serve import EPILOG, set_up

__all__ = ["main"]

_KNOWN: Final = 0
_UNKNOWN: Final = 1
_WRONG_USE: Final = 2

_LABELS: Final = {
    "en": {
        "meaning": "Meaning",
        "cause": "Cause",
        "remedy": "What to do",
        "retry": "Try again",
        "commands": "In answer to",
        "reply": "Reply",
        "docs": "Source",
        "never": "no: sending the same again does not help",
        "unknown": "only if twice is better than never",
        "backoff": "yes, later, with growing waits",
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
        "docs": "参照先",
        "never": "不可（同じメッセージを再送しても成功しません）",
        "unknown": "重複しても届けたい場合のみ",
        "backoff": "可（待ち時間を延ばしながら再試行）",
        "after": "可（{wait}以上待ってから再試行。根拠：{basis}）",
        "documented": "ドキュメントの記載",
        "advice": "本ライブラリの推奨",
        "success": "{code}は成功を示す応答です。対処は不要です。",
        "success_class": "成功",
        "nothing": "該当する情報がありません。",
    },
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status: 0 known, 1 nothing known, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Japanese
    args = _parser().parse_args(argv)
    try:
        status: int = args.run(args)
        print(end="", flush=True)  # also where standard output is closed
    except BrokenPipeError:
        # The reader, `head` say, has seen enough.
        status = _KNOWN
    except OSError as error:  # the disk is full, say
        print(f"emaildelivery-errors: {error}", file=sys.stderr)
        status = _WRONG_USE
    else:
        return status
    # What is still in the buffer must not raise once more at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="emaildelivery-errors", description="What mail servers answer, explained."
    )
    version = f"emaildelivery-errors {metadata.version('emaildelivery_errors')}"
    parser.add_argument("--version", action="version", version=version)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--locale", help='language, such as "ja" (default: from the environment)')
    common.add_argument("--json", action="store_true", help="print JSON")
    explain = commands.add_parser(
        "explain", parents=[common], help="explain a reply, a code, a key or a log"
    )
    explain.set_defaults(run=_explain)
    explain.add_argument(
        "what",
        nargs="?",
        metavar="WHAT",
        help='a reply such as "455 Maximum ...", a code, a key, the words of a documentation '
        "page, a traceback or a log; standard input if it is missing or -",
    )
    search = commands.add_parser(
        "search", parents=[common], help="list the records that fit all that is asked for"
    )
    search.set_defaults(run=_search)
    search.add_argument("words", nargs="*", metavar="WORD", help="words of a key, reply or text")
    search.add_argument("--code", type=int, help="reply code")
    search.add_argument("--enhanced", help="enhanced status code, such as 5.1.1")
    search.add_argument("--error", help="name of an exception, which stands for those under it too")
    search.add_argument("--provider", help='whose replies, such as "oci"')
    set_up(
        commands.add_parser(
            "serve", help="run a mail server on loopback that fails on demand", epilog=EPILOG
        )
    )
    return parser


def _search(args: argparse.Namespace) -> int:
    error = getattr(errors, args.error, None) if args.error else None
    if args.error and not (isinstance(error, type) and issubclass(error, DeliveryError)):
        print(f"emaildelivery-errors: no exception {printable(args.error)!r}", file=sys.stderr)
        return _WRONG_USE
    try:
        found = CATALOG.search(
            " ".join(args.words),
            code=args.code,
            enhanced=args.enhanced,
            error=error,
            provider=args.provider,
        )
    except ValueError as wrong:  # an unknown provider
        print(f"emaildelivery-errors: {printable(str(wrong))}", file=sys.stderr)
        return _WRONG_USE
    language = _language(args)
    if args.json:
        print(json.dumps([_facts(entry, language) for entry in found], indent=2))
    else:
        for entry in found:
            title = describe(entry, language).title
            print(f"{entry.key}  {_class_name(entry, language)}  {title}")
        if not found:
            print(_LABELS[language]["nothing"])
    return _KNOWN if found else _UNKNOWN


def _explain(args: argparse.Namespace) -> int:
    language = _language(args)
    if args.what is None or args.what == "-":
        data = sys.stdin.buffer.read(LONGEST_TEXT) if sys.stdin else b""  # it may be closed
        what = data.decode("utf-8", "backslashreplace")
    else:
        what = args.what.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if not what.strip():
        print("emaildelivery-errors: nothing to explain", file=sys.stderr)
        return _WRONG_USE
    findings = find(what)
    if args.json:
        print(json.dumps([_facts(finding, language) for finding in findings], indent=2))
    elif findings:
        print("\n\n".join(_lines(finding, language) for finding in findings))
    else:
        print(_LABELS[language]["nothing"])
    return _KNOWN if findings else _UNKNOWN


def _language(args: argparse.Namespace) -> str:
    return language_of(args.locale or _environment_locale()) or "en"


def _environment_locale() -> str | None:
    return next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)),
        None,
    )


def _lines(finding: Finding, language: str) -> str:
    label = _LABELS[language]
    if isinstance(finding, Reply):
        return label["success"].format(code=finding.code)
    if isinstance(finding, Entry):
        text = describe(finding, language)
        code = "/".join(map(str, finding.codes))
        wordings = finding.templates or finding.observed or (finding.phrase,)
        words = "; ".join(map(str, wordings))
        enhanced = f"{finding.enhanced} " if finding.enhanced else ""
        reply = f"{code} {enhanced}{words}"
        docs = finding.source_url
    else:
        text = finding.describe(language)
        code = str(finding.code)
        enhanced = f"{finding.enhanced} " if finding.enhanced else ""
        reply = f"{code} {enhanced}{finding.text}"
        docs = finding.docs_url
    success = isinstance(finding, Entry) and finding.error is None
    # Of a found error the reader knows what it answers.
    commands = ", ".join(finding.commands) if isinstance(finding, Entry) else ""
    rows = [
        (label["meaning"], text.meaning),
        (label["cause"], text.cause),
        (label["remedy"], text.remedy),
        (label["retry"], "" if success else _retry(finding.retry, language)),
        (label["commands"], commands),
        (label["reply"], reply.strip()),
        (label["docs"], docs or ""),
    ]
    head = f"{text.title}\n{finding.key} ({_class_name(finding, language)})"
    return "\n".join([head, *(f"  {title}: {printable(row)}" for title, row in rows if row)])


def _class_name(finding: DeliveryError | Entry, language: str) -> str:
    cls = finding.error if isinstance(finding, Entry) else type(finding)
    return _LABELS[language]["success_class"] if cls is None else cls.__name__


def _retry(hint: RetryHint, language: str) -> str:
    label = _LABELS[language]
    if hint.may_duplicate:
        return label["unknown"]
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


def _facts(finding: Finding, language: str) -> dict[str, Any]:
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
    return {**facts, "description": description}
