"""`emaildelivery-errors serve`: the test server for any client, in any language."""

import argparse
import contextlib
import signal
import threading
from typing import TYPE_CHECKING, Final

from .._redact import printable
from ._printing import wrong_use

if TYPE_CHECKING:
    from ..testing import Message, SMTPServer

__all__ = ["set_up"]

_EPILOG: Final = """\
Faults are also asked for by address: oci.rate_per_minute@fault.test as a recipient is answered
with that record, 550-5.1.1@fault.test with those codes, drop@fault.test by hanging up;
oci.message_parse_error+data@fault.test after the data.
"""


def set_up(serve: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    serve.set_defaults(run=_serve)
    serve.epilog = _EPILOG
    serve.add_argument("--port", type=int, default=0, help="where to listen (default: a free one)")
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (default: %(default)s)")
    serve.add_argument("--provider", choices=["oci"], help="behave as this one's service does")
    serve.add_argument("--user", help="user name that is accepted (default: any; oci: user)")
    serve.add_argument("--password", default="secret", help="its password (default: %(default)s)")
    serve.add_argument(
        "--sender",
        action="append",
        metavar="ADDRESS",
        help="oci: an approved sender (default: sender@example.com)",
    )
    serve.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="[STAGE=]WHAT[*TIMES]",
        help='a key or a reply, such as "oci.rate_per_minute*2" or "RCPT=550 no"; "." is the end '
        "of data",
    )


def _serve(args: argparse.Namespace) -> int:
    try:
        server = _server(args)
        for fault in args.fault:
            _add_fault(server, fault)
        server.start()
    except (OSError, OverflowError, ValueError) as error:
        return wrong_use(str(error))
    stop = threading.Event()

    def ask_to_stop(_: int, __: object) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    try:
        print(f"listening on {server.host}:{server.port}", flush=True)
        stop.wait()
    finally:
        server.stop()
    return 0


def _server(args: argparse.Namespace) -> "SMTPServer":
    from ..testing import OCIServer, SMTPServer

    if args.provider == "oci":
        return OCIServer(
            user=args.user or "user",
            password=args.password,
            approved_senders=args.sender or ["sender@example.com"],
            on_message=_tell,
            host=args.host,
            port=args.port,
        )
    users = {args.user: args.password} if args.user else None
    return SMTPServer(users=users, on_message=_tell, host=args.host, port=args.port)


def _add_fault(server: "SMTPServer", text: str) -> None:
    stage, equals, what = text.partition("=")
    # A reply may have an equals sign of its own.
    at = stage if equals and (stage == "." or stage.isalpha()) else None
    if at is None:
        what = text
    what, star, times = what.rpartition("*")
    if star and times.isdecimal():
        server.fail(what, at=at, times=int(times))
    else:
        server.fail(what + star + times, at=at)


def _tell(message: "Message") -> None:
    recipients = ", ".join(f"<{recipient}>" for recipient in message.recipients)
    line = f"taken: {len(message.raw)} octets from <{message.sender}> for {recipients}"
    with contextlib.suppress(OSError):  # the reader, `head` say, has seen enough
        print(printable(line), flush=True)
