"""`emaildelivery-errors check-postfix`: whether a `main.cf` fits OCI Email Delivery."""

import argparse
import json
import sys
from typing import Any, Final

from .._redact import printable
from ._main_cf import parse
from ._postfix_rules import Finding, check
from ._postfix_texts import texts
from ._printing import language_asked, wrong_use

__all__ = ["set_up"]

_NOTHING_WRONG: Final = 0
_SOMETHING_WRONG: Final = 1

_LONGEST: Final = 10**6  # octets; a real main.cf has some thousand
_SHOWN: Final = 320  # characters of a value

_LABELS: Final = {
    "en": {
        "error": "error",
        "warning": "warning",
        "note": "note",
        "now": "Now",
        "why": "Why",
        "remedy": "What to do",
        "write": "Write ({basis})",
        "add": "Add ({basis})",
        "remove": "Remove the line ({basis})",
        "documented": "documented",
        "advice": "our advice",
        "source": "Source",
        "nothing": "Nothing found that does not fit OCI Email Delivery.",
    },
    "ja": {
        "error": "エラー",
        "warning": "警告",
        "note": "注記",
        "now": "現在の設定",
        "why": "理由",
        "remedy": "対処方法",
        "write": "置き換え後の行（根拠：{basis}）",
        "add": "追加する行（根拠：{basis}）",
        "remove": "行を削除（根拠：{basis}）",
        "documented": "ドキュメントの記載",
        "advice": "本ライブラリの推奨",
        "source": "参照先",
        "nothing": "OCI Email Deliveryに適さない設定は見つかりませんでした。",
    },
}


def set_up(command: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    command.set_defaults(run=_check_postfix)
    command.add_argument(
        "file",
        nargs="?",
        default="/etc/postfix/main.cf",
        metavar="FILE",
        help="a main.cf, or what `postconf -n` prints; - is standard input (default: %(default)s)",
    )


def _check_postfix(args: argparse.Namespace) -> int:
    try:
        data = _read(args.file)
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        return wrong_use(str(error))
    if len(data) > _LONGEST:
        return wrong_use(f"{args.file}: larger than {_LONGEST} octets")
    findings = check(parse(data.decode("utf-8", "surrogateescape")))
    language = language_asked(args)
    if args.json:
        print(json.dumps([_facts(finding, language) for finding in findings], indent=2))
    elif findings:
        print("\n\n".join(_lines(finding, args.file, language) for finding in findings))
    else:
        print(_LABELS[language]["nothing"])
    wrong = any(finding.rule.level != "note" for finding in findings)
    return _SOMETHING_WRONG if wrong else _NOTHING_WRONG


def _read(name: str) -> bytes:
    """Read one octet more than is taken, at most. Raises `OSError`, `ValueError`."""
    if name == "-":
        return sys.stdin.buffer.read(_LONGEST + 1) if sys.stdin else b""  # it may be closed
    with open(name, "rb") as file:  # noqa: PTH123, as short
        return file.read(_LONGEST + 1)


def _lines(finding: Finding, file: str, language: str) -> str:
    label, text = _LABELS[language], _texts(finding, language)
    place = printable(file) if finding.line is None else f"{printable(file)}:{finding.line}"
    rows = [f"{place}: {label[finding.rule.level]}: {text['title']} [{finding.id}]"]
    if finding.value is not None:
        now = f"{finding.parameter} = {finding.value}".rstrip()
        rows.append(f"  {label['now']}: {_shown(now)}")
    rows += [f"  {label[part]}: {text[part]}" for part in ("why", "remedy")]
    if finding.write is not None:
        does = "remove" if not finding.write else "add" if finding.line is None else "write"
        basis = label[finding.rule.basis]
        colon = ":" if finding.write else ""
        rows.append(f"  {label[does].format(basis=basis)}{colon}")
        rows += [f"    {_shown(line)}" for line in finding.write]
    rows.append(f"  {label['source']}: {finding.rule.source}")
    return "\n".join(rows)


def _facts(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "id": finding.id,
        "level": finding.rule.level,
        "line": finding.line,
        "parameter": finding.parameter,
        "value": finding.value,
        "write": None if finding.write is None else list(finding.write),
        "basis": finding.rule.basis,
        "source": finding.rule.source,
        "description": {"locale": language, **_texts(finding, language)},
    }


def _texts(finding: Finding, language: str) -> dict[str, str]:
    """Return title, why and remedy as single lines, with the finding's words in them."""
    words = {"parameter": finding.parameter or "", **finding.words}
    shown = {name: _shown(word) for name, word in words.items()}
    return {part: text.format_map(shown) for part, text in texts(language)[finding.id].items()}


def _shown(text: str) -> str:
    return printable(text if len(text) <= _SHOWN else text[:_SHOWN] + "...")
