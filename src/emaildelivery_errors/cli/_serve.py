"""`emaildelivery-errors serve`: the test server for any client, in any language."""

import argparse
import contextlib
import signal
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .._redact import printable
from ._printing import wrong_use

if TYPE_CHECKING:
    import ssl

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
    serve.add_argument(
        "--tls",
        action="store_true",
        help="offer STARTTLS with a certificate made for the host (needs trustme)",
    )
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
    with tempfile.TemporaryDirectory(prefix="emaildelivery-errors-") as folder:
        return _serve_until_stopped(args, Path(folder) / "ca.pem")


def _serve_until_stopped(args: argparse.Namespace, ca_file: Path) -> int:
    try:
        server = _server(args, _tls_context(args.host, ca_file) if args.tls else None)
        for fault in args.fault:
            _add_fault(server, fault)
        server.start()
    except ImportError:
        return wrong_use("--tls needs trustme: pip install trustme")
    except (OSError, OverflowError, ValueError) as error:
        return wrong_use(str(error))
    stop = threading.Event()

    def ask_to_stop(_: int, __: object) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    try:
        trust = f", certificates signed by {ca_file}" if args.tls else ""
        print(f"listening on {server.host}:{server.port}{trust}", flush=True)
        stop.wait()
    finally:
        server.stop()
    return 0


def _tls_context(host: str, ca_file: Path) -> "ssl.SSLContext":
    """Make a certificate for the host, and write down whom a client has to trust."""
    import ssl

    import trustme

    authority = trustme.CA()
    authority.cert_pem.write_to_path(ca_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


def _server(args: argparse.Namespace, tls: "ssl.SSLContext | None") -> "SMTPServer":
    from ..testing import OCIServer, SMTPServer

    if args.provider == "oci":
        return OCIServer(
            user=args.user or "user",
            password=args.password,
            approved_senders=args.sender or ["sender@example.com"],
            on_message=_tell,
            tls=tls,
            host=args.host,
            port=args.port,
        )
    users = {args.user: args.password} if args.user else None
    return SMTPServer(users=users, on_message=_tell, tls=tls, host=args.host, port=args.port)


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
