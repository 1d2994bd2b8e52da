"""The test server: 1,000 sessions of 10 messages each, 50 at a time, nothing lost or left."""

import smtplib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from emaildelivery_errors.testing import SMTPServer

SESSIONS = 1000
MESSAGES = 10
AT_A_TIME = 50


def open_files() -> int:
    """Return how many file descriptors are open, 0 where that cannot be seen."""
    fds = Path("/proc/self/fd")
    return len(list(fds.iterdir())) if fds.is_dir() else 0


def main() -> None:
    """Send, count, and print."""
    threads, files = threading.active_count(), open_files()
    with SMTPServer() as server:

        def session(number: int) -> None:
            with smtplib.SMTP(server.host, server.port, timeout=60) as smtp:
                for i in range(MESSAGES):
                    message = f"Message-ID: <{number}.{i}@example.com>\r\n\r\ntest\r\n"
                    smtp.sendmail("a@example.com", "b@example.com", message)

        begin = time.perf_counter()
        with ThreadPoolExecutor(AT_A_TIME) as clients:
            list(clients.map(session, range(SESSIONS)))
        seconds = time.perf_counter() - begin
        taken, duplicates = len(server.messages), len(server.duplicates())
    print(f"{taken} of {SESSIONS * MESSAGES} messages, {duplicates} twice, in {seconds:.1f} s")
    print(f"threads left: {threading.active_count() - threads}, files: {open_files() - files}")


if __name__ == "__main__":
    main()
