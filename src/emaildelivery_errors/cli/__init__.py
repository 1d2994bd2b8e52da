"""The command line: `emaildelivery-errors explain "455 ..."`."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import metadata

from ._check_postfix import set_up as set_up_check_postfix
from ._explain import set_up_explain, set_up_search
from ._printing import KNOWN, wrong_use
from ._serve import EPILOG
from ._serve import set_up as set_up_serve

__all__ = ["main"]


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
        status = KNOWN
    except OSError as error:  # the disk is full, say
        status = wrong_use(str(error))
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
    set_up_explain(
        commands.add_parser(
            "explain", parents=[common], help="explain a reply, a code, a key or a log"
        )
    )
    set_up_search(
        commands.add_parser(
            "search", parents=[common], help="list the records that fit all that is asked for"
        )
    )
    set_up_check_postfix(
        commands.add_parser(
            "check-postfix",
            parents=[common],
            help="check a main.cf of Postfix that relays through OCI Email Delivery",
        )
    )
    set_up_serve(
        commands.add_parser(
            "serve", help="run a mail server on loopback that fails on demand", epilog=EPILOG
        )
    )
    return parser
