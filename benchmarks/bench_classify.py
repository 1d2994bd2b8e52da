"""classify against what only splits the codes off, smtplib's parsing, and flufl.bounce."""

import io
import re
import smtplib
import sys
from email import message_from_bytes

from emaildelivery_errors import classify, parse_reply
from measure import microseconds
from replies import replies

# Split off the code and the enhanced code, and keep the words: the least that anybody does.
CODES = re.compile(r"([2-5]\d\d)[ -]?(?:([245]\.\d{1,3}\.\d{1,3})\s+)?(.*)", re.DOTALL)


def only_split(wire: bytes) -> tuple[int, str | None, str]:
    """Split the codes off with one compiled regular expression."""
    match = CODES.match(wire.decode("utf-8", "backslashreplace"))
    assert match
    code, enhanced, words = match.groups()
    return int(code), enhanced, words


def smtplib_reads(wire: bytes) -> tuple[int, bytes]:
    """Let smtplib read the reply, from memory instead of a socket."""
    smtp = CLIENT
    smtp.file = io.BytesIO(wire)
    return smtp.getreply()


CLIENT = smtplib.SMTP()

DSN = b"""\
From: <>
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; a@example.com
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; %s
--x--
"""


def main() -> None:
    """Print times and ratios."""
    wires = replies(3000)
    functions = {
        "regular expression": only_split,
        "smtplib.getreply": smtplib_reads,
        "parse_reply": parse_reply,
        "classify": classify,
    }
    times = microseconds(functions, wires)
    for name, time in times.items():
        ratio = time / times["regular expression"]
        print(f"{name:20} {time:8.2f} us  {ratio:6.1f} x the regular expression")
    try:
        from flufl.bounce import scan_message
    except ImportError:
        print("flufl.bounce is not installed", file=sys.stderr)
        return
    dsns = [DSN % wire.replace(b"\r\n", b" ") for wire in wires[:300]]
    times = microseconds(
        {
            "flufl.bounce": lambda pair: scan_message(message_from_bytes(pair[0])),
            "classify": lambda pair: classify(pair[1]),
        },
        list(zip(dsns, wires, strict=False)),
        rounds=5,
    )
    ratio = times["classify"] / times["flufl.bounce"]
    flufl = times["flufl.bounce"]
    print(f"{'flufl.bounce, DSN':20} {flufl:8.2f} us  classify takes {ratio:.3f} of it")


if __name__ == "__main__":
    main()
