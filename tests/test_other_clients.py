"""Clients of other languages meet the faults: swaks (Perl) and nodemailer (JavaScript).

Each is skipped where it is not installed. `NODE_PATH` tells where nodemailer is.
"""

import functools
import json
import shutil
import subprocess

import pytest

from emaildelivery_errors import CATALOG, ProtocolError, classify
from emaildelivery_errors.testing import SMTPServer

SWAKS = shutil.which("swaks")
NODE = shutil.which("node")

# One record for each stage.
STAGES = [
    ("CONNECT", "oci.too_many_connections"),
    ("AUTH", "oci.credentials_invalid"),
    ("MAIL", "oci.sender_not_authorized"),
    ("RCPT", "oci.rate_per_minute"),
    ("DATA", "smtp.554.DATA"),
    (".", "oci.message_parse_error"),
]

SEND = """
const nodemailer = require("nodemailer");
const transport = nodemailer.createTransport({
  host: "127.0.0.1", port: Number(process.argv[1]), secure: false, ignoreTLS: true,
  auth: {type: "login", user: "user", pass: "secret", method: "PLAIN"},
});
transport.sendMail({
  from: "sender@example.com", to: process.argv[2].split(","), subject: "test", text: "test",
}).then(
  (info) => console.log(JSON.stringify({accepted: info.accepted, rejected: info.rejected})),
  (error) => console.log(JSON.stringify({response: error.response, command: error.command})),
).finally(() => transport.close());
"""


@functools.cache
def has_nodemailer() -> bool:
    if NODE is None:
        return False
    done = subprocess.run([NODE, "-e", 'require("nodemailer")'], capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


needs_swaks = pytest.mark.skipif(SWAKS is None, reason="swaks is not installed")
needs_nodemailer = pytest.mark.skipif(
    not has_nodemailer(), reason="node or nodemailer is not installed"
)


def swaks(server: SMTPServer, recipient: str = "recipient@example.com") -> str:
    assert SWAKS is not None
    command = [
        SWAKS, "--server", server.host, "--port", str(server.port), "--from", "sender@example.com",
        "--to", recipient, "--auth", "PLAIN", "--auth-user", "user", "--auth-password", "secret",
        "--timeout", "10",
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout  # noqa: S603


def nodemailer(server: SMTPServer, *recipients: str) -> dict[str, object]:
    assert NODE is not None
    command = [NODE, "-e", SEND, str(server.port), ",".join(recipients)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@needs_swaks
@pytest.mark.parametrize(("stage", "key"), STAGES)
def test_swaks_shows_the_reply(smtp_server: SMTPServer, stage: str, key: str) -> None:
    smtp_server.fail(key, at=stage)
    shown = swaks(smtp_server)
    replies = [line[3:].strip() for line in shown.splitlines() if line.startswith("<**")]
    error = classify(replies[0], command=stage, provider=CATALOG[key].provider)
    assert error is not None
    assert error.key == key


@needs_swaks
def test_swaks_takes_254_for_a_refusal(smtp_server: SMTPServer) -> None:
    smtp_server.fail("oci.suppressed")
    shown = swaks(smtp_server)
    assert "254 4.7.1 Suppression for user user to recipient@example.com" in shown
    assert smtp_server.messages == []


@needs_nodemailer
@pytest.mark.parametrize(("stage", "key"), STAGES)
def test_nodemailer_shows_the_reply(smtp_server: SMTPServer, stage: str, key: str) -> None:
    smtp_server.fail(key, at=stage)
    answer = nodemailer(smtp_server, "recipient@example.com")
    error = classify(str(answer["response"]), command=stage, provider=CATALOG[key].provider)
    assert error is not None
    assert not isinstance(error, ProtocolError)
    assert error.key == key


@needs_nodemailer
def test_nodemailer_takes_254_for_a_success(smtp_server: SMTPServer) -> None:
    """As the documentation warns: it counts every 2yz as accepted."""
    smtp_server.fail("oci.suppressed", to="dead@example.com")
    answer = nodemailer(smtp_server, "dead@example.com", "alive@example.com")
    assert answer == {"accepted": ["dead@example.com", "alive@example.com"], "rejected": []}
    assert smtp_server.messages[0].recipients == ("alive@example.com",)
