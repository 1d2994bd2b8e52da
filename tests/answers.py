"""Answers of the test server by command, in one mapping."""

from collections.abc import Mapping
from typing import Final

from emaildelivery_errors.testing import SMTPServer

DROP: Final = b"drop"  # hang up instead of an answer


def answer(server: SMTPServer, answers: Mapping[str, bytes]) -> None:
    """Let the server give these answers, and no others of before.

    "." is the end of data, and `"RCPT b@example.com"` one recipient's own reply.
    """
    server.reset()
    for command, octets in answers.items():
        verb, _, recipient = command.partition(" ")
        drop = octets == DROP
        server.fail(
            None if drop else octets,
            at=verb,
            to=recipient or None,
            close="before" if drop else None,
        )
