"""How far a session had come, read off the traceback of an exception.

The functions of the clients tell: in `data` of smtplib the local `q` exists once the server has
said 354, in `execute_data_command` of aiosmtplib `start_response` is that 354.
"""

from collections.abc import Iterator, Mapping
from types import FrameType
from typing import Final, NamedTuple

from .._hint import known_command

__all__ = ["BETWEEN_MESSAGES", "Stage", "frames", "is_of", "stage_of"]

# These carry no message, and say nothing about one.
BETWEEN_MESSAGES: Final = frozenset({"QUIT", "RSET", "NOOP", "VRFY", "EXPN", "HELP"})

_GO_ON: Final = 354

_COMMANDS: Final[Mapping[str, str]] = {
    "connect": "CONNECT",
    "_create_connection": "CONNECT",
    "ehlo": "EHLO",
    "helo": "EHLO",
    "ehlo_or_helo_if_needed": "EHLO",
    "_ehlo_or_helo_if_needed": "EHLO",
    "starttls": "STARTTLS",
    "start_tls": "STARTTLS",
    "_maybe_start_tls_on_connect": "STARTTLS",
    "auth": "AUTH",
    "login": "AUTH",
    "_maybe_login_on_connect": "AUTH",
    "mail": "MAIL",
    "rcpt": "RCPT",
    "data": "DATA",
    "rset": "RSET",
    "noop": "NOOP",
    "verify": "VRFY",
    "vrfy": "VRFY",
    "expn": "EXPN",
    "help": "HELP",
    "quit": "QUIT",
    "__exit__": "QUIT",
}


class Stage(NamedTuple):
    """How far a session had come."""

    command: str | None  # the one that was waiting for its answer
    sent: bool | None  # was the message sent to its last octet; None without a traceback


def stage_of(exc: BaseException) -> Stage:
    """Read the stage off the functions of a client that the exception went through."""
    command: str | None = None
    sent: bool | None = None
    for frame in frames(exc):
        name = frame.f_code.co_name
        if is_of(frame, "smtplib"):
            sent = bool(sent)
            if name == "data":
                # A frame without `self` was cleared, and what it had is not known any more.
                known = frame.f_locals
                command = "." if "q" in known or "self" not in known else "DATA"
                sent = command == "."
            elif name == "send":
                sent = False
            elif name == "docmd":
                command = known_command(str(frame.f_locals.get("cmd"))) or command
            elif name == "getreply":
                # Waiting, so all before has left; an error while sending would have left us there.
                # An unknown command may be the end of data, sent by a `data` of somebody else's.
                sent = command in {".", None}
            else:
                command = _COMMANDS.get(name, command)
        elif is_of(frame, "aiosmtplib"):
            sent = bool(sent)
            if name == "execute_data_command":
                known = frame.f_locals
                go_on = getattr(known.get("start_response"), "code", None) == _GO_ON
                command = "." if go_on or "self" not in known else "DATA"
            elif name == "read_response":
                sent = command == "."
            else:
                command = _COMMANDS.get(name, command)
    return Stage(command, sent)


def frames(exc: BaseException) -> Iterator[FrameType]:
    """Yield the frames that an exception went through, the outermost first."""
    traceback = exc.__traceback__
    while traceback is not None:
        yield traceback.tb_frame
        traceback = traceback.tb_next


def is_of(frame: FrameType, package: str) -> bool:
    """Tell whether a frame runs code of a package."""
    module = str(frame.f_globals.get("__name__"))
    return module == package or module.startswith(f"{package}.")
