"""The command line: `emaildelivery-errors explain "455 ..."`."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from typing import Final

from . import _check_postfix, _doctor, _explain, _serve
from ._printing import KNOWN, wrong_use

__all__ = ["main"]

_COMMANDS: Final = (
    ("explain", "explain a reply, a code, a key or a log", _explain.set_up_explain),
    ("search", "list the records that fit all that is asked for", _explain.set_up_search),
    ("doctor", "check the connection to an endpoint of OCI, step by step", _doctor.set_up),
    ("check-postfix", "check a main.cf of Postfix that relays through OCI", _check_postfix.set_up),
    ("serve", "run a mail server on loopback that fails on demand", _serve.set_up),
)


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
    for name, help_, set_up in _COMMANDS:
        # The server speaks SMTP, and no other language.
        parents = [] if name == "serve" else [common]
        set_up(commands.add_parser(name, parents=parents, help=help_))
    return parser
