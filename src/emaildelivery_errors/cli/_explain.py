"""`emaildelivery-errors explain` and `search`: what is known of a reply, or of all of them."""

import argparse
import json
import sys

from .. import errors
from .._catalog import CATALOG
from .._describe import describe
from .._find import LONGEST_TEXT, find
from ..errors import DeliveryError
from ._printing import (
    KNOWN,
    LABELS,
    NOT_KNOWN,
    class_name,
    facts_of,
    language_asked,
    lines,
    wrong_use,
)

__all__ = ["set_up_explain", "set_up_search"]


def set_up_explain(explain: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    explain.set_defaults(run=_explain)
    explain.add_argument(
        "what",
        nargs="?",
        metavar="WHAT",
        help='a reply such as "455 Maximum ...", a code, a key, the words of a documentation '
        "page, a traceback or a log; standard input if it is missing or -",
    )


def set_up_search(search: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    search.set_defaults(run=_search)
    search.add_argument("words", nargs="*", metavar="WORD", help="words of a key, reply or text")
    search.add_argument("--code", type=int, help="reply code")
    search.add_argument("--enhanced", help="enhanced status code, such as 5.1.1")
    search.add_argument("--error", help="name of an exception, which stands for those under it too")
    search.add_argument("--provider", help='whose replies, such as "oci"')


def _search(args: argparse.Namespace) -> int:
    error = getattr(errors, args.error, None) if args.error else None
    if args.error and not (isinstance(error, type) and issubclass(error, DeliveryError)):
        return wrong_use(f"no exception {args.error!r}")
    try:
        found = CATALOG.search(
            " ".join(args.words),
            code=args.code,
            enhanced=args.enhanced,
            error=error,
            provider=args.provider,
        )
    except ValueError as wrong:  # an unknown provider
        return wrong_use(str(wrong))
    language = language_asked(args)
    if args.json:
        print(json.dumps([facts_of(entry, language) for entry in found], indent=2))
    else:
        for entry in found:
            title = describe(entry, language).title
            print(f"{entry.key}  {class_name(entry, language)}  {title}")
        if not found:
            print(LABELS[language]["nothing"])
    return KNOWN if found else NOT_KNOWN


def _explain(args: argparse.Namespace) -> int:
    language = language_asked(args)
    if args.what is None or args.what == "-":
        data = sys.stdin.buffer.read(LONGEST_TEXT) if sys.stdin else b""  # it may be closed
        what = data.decode("utf-8", "backslashreplace")
    else:
        what = args.what.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if not what.strip():
        return wrong_use("nothing to explain")
    findings = find(what)
    if args.json:
        print(json.dumps([facts_of(finding, language) for finding in findings], indent=2))
    elif findings:
        print("\n\n".join(lines(finding, language) for finding in findings))
    else:
        print(LABELS[language]["nothing"])
    return KNOWN if findings else NOT_KNOWN
