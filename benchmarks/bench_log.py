"""Reading a log of a million lines: the memory that it takes, and lines in a second."""

import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from emaildelivery_errors.readers import read_log

LINES = 1_000_000

SENT = "delays=0.1/0/0.2/0.7, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4ABC)"
GONE = (
    "delays=0.1/0/0.2/0.7, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: "
    "550 5.1.1 <gone{n}@example.net>: unknown (in reply to RCPT TO command))"
)

# The lines of one message in Postfix's log, as a busy server writes them.
MESSAGE = (
    "smtpd[7]: {id}: client=app.example.com[192.0.2.7]",
    "cleanup[7]: {id}: message-id=<{n}@example.com>",
    "qmgr[7]: {id}: from=<news@example.com>, size=700, nrcpt=2 (queue active)",
    "smtp[7]: {id}: to=<user{n}@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, " + SENT,
    "smtp[7]: {id}: to=<gone{n}@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, " + GONE,
    "qmgr[7]: {id}: removed",
)


def lines() -> Iterator[str]:
    """Yield the lines of a log."""
    for n in range(LINES // len(MESSAGE) + 1):
        for text in MESSAGE:
            yield f"Nov 24 10:11:12 mx postfix/{text.format(id=f'4{n:X}', n=n)}\n"


def megabytes() -> float:
    """Return the most memory that the process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Write a log, read it, and print what that took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mail.log"
        with path.open("w") as file:
            file.writelines(lines())
        before = megabytes()
        with path.open("rb") as file:
            sum(1 for _, _ in zip(range(LINES // 100), read_log(file), strict=False))
        warm = megabytes()
        start = time.perf_counter()
        with path.open("rb") as file:
            failed = sum(report.outcome == "failed" for report in read_log(file))
        seconds = time.perf_counter() - start
        size = path.stat().st_size / 1024**2
    print(f"{size:.0f} MB, {failed} failures, {LINES / seconds:.0f} lines in a second")
    print(f"memory: {before:.1f} MB before, {warm:.1f} after a part, {megabytes():.1f} after all")


if __name__ == "__main__":
    main()
