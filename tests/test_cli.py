"""The command line, as a process and from inside."""

import contextlib
import io
import json
import os
import smtplib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emaildelivery_errors import CATALOG, DeliveryError, Entry
from emaildelivery_errors._find import find
from emaildelivery_errors.cli import main

MINUTE = "455 Maximum messages sent per minute reached : limit is 10"

POSTFIX = (
    "Nov 24 10:11:12 mx postfix/smtp[455]: 4550ABC: to=<a@example.com>, "
    "relay=smtp.example[192.0.2.1]:587, delay=535, dsn=5.0.0, status=bounced (host "
    "smtp.example[192.0.2.1] said: 535 Authorization failed: address a@example.com not "
    "authorized (in reply to MAIL FROM command))"
)
TRACEBACK = """Traceback (most recent call last):
  File "/app/send.py", line 455, in <module>
    smtp.sendmail(sender, recipients, message)
smtplib.SMTPRecipientsRefused: {'b@example.com': (254, b'4.7.1 Suppression for user u to \
b@example.com'), 'c@example.com': (550, b"5.1.1 it's (not) here")}
"""


def keys(text: str) -> list[str]:
    return [finding.key if hasattr(finding, "key") else str(finding.code) for finding in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MINUTE, ["oci.rate_per_minute"]),
        ("oci.rate_per_minute", ["oci.rate_per_minute"]),
        ("455", ["oci.rate_per_minute", "oci.rate_per_day", "smtp.455"]),
        ("471", ["oci.sender_not_authorized"]),
        ("450", ["smtp.450", "smtp.450.RCPT", "smtp.450.MAIL"]),
        ("499", ["smtp.4xx"]),
        ("250", ["smtp.250"]),
        ("4.7.1", ["oci.suppressed", "iana.4.7.1", "iana.4.7.1.AUTH", "iana.4.7.1.RCPT"]),
        ("5.7.509", ["iana.5.7"]),
        ("5.9.1", ["iana.5"]),
        ("2.1.5", ["iana.2.1.5"]),
        ("250 ok", ["250"]),
        ("404 NotAuthorizedOrNotFound", ["oci.http.sender_not_authorized"]),
        ("400 LimitExceeded Maximum messages sent per minute reached : limit is 10", ["oci.http.rate_per_minute"]),
        ('{"code": "LimitExceeded", "message": "what"}', ["oci.http.limit_exceeded"]),
        ("{'target_service': 'email', 'status': 400, 'code': 'LimitExceeded', 'message': None}", ["oci.api.limit_exceeded"]),
        ("oci.exceptions.ServiceError: {'status': 500, 'code': 'InternalServerError', 'message': 'Internal Server Error'}", ["oci.http.server_error"]),
        ("429 Too many requests", ["oci.http.too_many_requests"]),
        ("413 Request Entity Too Large", ["oci.http.message_too_large"]),
        ("400 LimitExceeded: Maximum messages sent per day reached : limit is 7", ["oci.http.rate_per_day"]),
        ("oci.http.rate_per_minute: 400 LimitExceeded Maximum messages sent per minute reached : limit is 10", ["oci.http.rate_per_minute"]),
        ("LimitExceeded", ["oci.http.rate_per_minute", "oci.http.rate_per_day", "oci.http.limit_exceeded", "oci.api.limit_exceeded"]),
        ("401", ["oci.api.not_authenticated"]),
        ("429", ["oci.http.too_many_requests", "oci.api.too_many_requests"]),
        ("Traceback:\n  File \"x.py\"\noci.exceptions.ServiceError: {'status': 429, 'code': 'TooManyRequests', 'message': 'x'}\nINFO done", ["oci.http.too_many_requests"]),
        ("Message exceeds byte limit : limit is 7", ["oci.http.message_too_large"]),
        ("{" * 5000 + "}", []),
        ("535-Authorization failed:\r\n535 address a@b not authorized", ["oci.sender_not_authorized"]),
        (POSTFIX, ["oci.sender_not_authorized"]),
        (TRACEBACK, ["oci.suppressed", "iana.5.1.1"]),
        ("Error: Can't send mail - all recipients were rejected: " + MINUTE, ["oci.rate_per_minute"]),
        ("Invalid RCPT TO: <a@b> 254 4.7.1 Suppression for user u to a@b", ["oci.suppressed"]),
        ("smtplib.SMTPDataError: (554, b'Message parse error')", ["oci.message_parse_error"]),
        ("host said: 550 5.1.1 nobody", ["iana.5.1.1"]),
        # The command that was answered stands around it.
        ("said: 550 5.1.1 <a@b> unknown (in reply to MAIL FROM command)", ["iana.5.1.1.MAIL"]),
        (r"SMTPDataError: (550, b'5.7.1 one\n5.7.1 Relaying denied')", ["smtp.relay_denied"]),
        ("said: 452 enough (in reply to RCPT TO command)", ["smtp.452.RCPT"]),
        ("said: 452 enough (in reply to end of DATA command)", ["smtp.452"]),
        ("smtplib.SMTPSenderRefused: (550, b'5.1.1 unknown', 'me@x')", ["iana.5.1.1.MAIL"]),
        ("SMTP error from remote mail server after RCPT TO:<a@b>: 550 unknown user", ["smtp.user_unknown"]),
        ("SMTP error from remote mail server after end of data: 554 no", ["smtp.554.end_of_data"]),
        ("SMTP error from remote mail server after initial connection: 554 no", ["smtp.554.CONNECT"]),
        # The words of the documentation, in any of its languages.
        ("Maximum messages sent per day reached : limit is <limit>", ["oci.rate_per_day", "oci.http.rate_per_day"]),
        ("4.7.1 Suppression for user <user ocid> to <recpt>", ["oci.suppressed"]),
        ("認証が必要", ["oci.authentication_required"]),
        ("451 サーバー・エラー", ["oci.server_error"]),
        ("4.7.1 Unterdrückung für Benutzer <user ocid> an <recpt>", ["oci.suppressed"]),
        ("Délai d'expiration dépassé pendant l'attente des données du client", ["oci.session_timeout"]),
        # No codes: a port, a process id, dates, a queue id, a line number, a size.
        ("connect to smtp.example:465: refused", []),
        ("2026-11-24 10:11:12 mx postfix/smtp[455]: 4550ABC: queue active", []),
        ('File "/app/send.py", line 455, in <module>', []),
        ("sent 535 messages in 421 ms", []),
        ("process > 200 lines", []),
        ("Error: 404 Not Found", []),
        ("response: 200 OK", []),
        ("failed: 256 tests", []),
        ("hello", []),
    ],
)  # fmt: skip
def test_find(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_find_keeps_the_values() -> None:
    (finding,) = find(POSTFIX)
    assert isinstance(finding, DeliveryError)
    assert finding.values == {"address": "a@example.com"}


@given(
    st.text()
    | st.text().map(lambda text: "x said: 550 " + text)
    | st.from_regex(r"\(\d{3}, b?['\"].*")
)
def test_find_takes_any_text(text: str) -> None:
    find(text)


def run(
    *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "emaildelivery_errors", *args],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})},
    )


def test_explains(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--locale", "ja", MINUTE]) == 0
    printed = capsys.readouterr().out
    for part in (
        "1分あたりの送信上限の超過",
        "意味:",
        "原因:",
        "対処方法:",
        "再試行:",
        "原文: " + MINUTE,
        "10通",
    ):
        assert part in printed
    assert main(["explain", "--locale", "en", MINUTE]) == 0
    assert "yes, after 60 seconds at least (documented)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("what", "verdict"),
    [
        ("oci.rate_per_day", "yes, after 4 hours at least (our advice)"),
        ("oci.suppressed", "no: sending the same again does not help"),
        ("oci.server_error", "yes, later, with growing waits"),
        ("net.outcome_unknown", "only if twice is better than never"),
    ],
)
def test_says_whether_to_try_again(
    what: str, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--locale", "en", what]) == 0
    assert f"Try again: {verdict}\n" in capsys.readouterr().out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "explain",
                "--json",
                "--locale",
                "ja",
                MINUTE,
            ]
        )
        == 0
    )
    (facts,) = json.loads(capsys.readouterr().out)
    assert (facts["key"], facts["values"]) == ("oci.rate_per_minute", {"limit": "10"})
    assert facts["description"]["title"] == "1分あたりの送信上限の超過"
    assert main(["explain", "--json", "nothing"]) == 1
    assert json.loads(capsys.readouterr().out) == []
    assert main(["explain", "--json", "455"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 3


@pytest.mark.parametrize("entry", list(CATALOG), ids=lambda entry: str(entry.key))
def test_explains_every_key(entry: Entry, capsys: pytest.CaptureFixture[str]) -> None:
    for locale in ("en", "ja"):
        assert main(["explain", "--json", "--locale", locale, entry.key]) == 0
        (facts,) = json.loads(capsys.readouterr().out)
        assert facts["key"] == entry.key
        if entry.error is None:
            assert facts["success"] is True
        else:
            assert facts["error"] == entry.error.__name__
        assert main(["explain", "--locale", locale, entry.key]) == 0
        assert entry.key in capsys.readouterr().out


def test_search(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--locale", "en", "quota", "--error", "MailboxFullError"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "smtp.mailbox_full  MailboxFullError  Mailbox full",
        "iana.4.2.2  MailboxFullError  Mailbox full",
        "iana.5.2.2  MailboxFullError  Mailbox full",
    ]
    assert main(["search", "--locale", "ja", "--code", "250", "--enhanced", "2.1.5"]) == 0
    assert capsys.readouterr().out == "iana.2.1.5  成功  有効な宛先アドレス\n"
    assert main(["search", "--json", "--provider", "oci", "--code", "455"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
    assert main(["search", "--locale", "en", "zzz"]) == 1
    assert main(["search", "--provider", "gmail"]) == 2
    assert main(["search", "--error", "CATALOG"]) == 2
    assert main(["search", "--error", "MalformedReplyError"]) == 2


def test_exit_status_as_a_process() -> None:
    assert run("explain", MINUTE).returncode == 0
    assert run("explain", "no such thing").returncode == 1
    for wrong in ([], ["explain", "a", "b"], ["explode"], ["explain", ""], ["explain"]):
        assert run(*wrong).returncode == 2


def test_reads_standard_input() -> None:
    for args in (["explain"], ["explain", "-"]):
        done = run(*args, stdin=b"\xff\n" + POSTFIX.encode())
        assert done.returncode == 0
        assert b"oci.sender_not_authorized" in done.stdout


def test_locale_of_the_environment_and_of_the_terminal() -> None:
    done = run("explain", MINUTE, env={"LC_ALL": "ja_JP.UTF-8", "PYTHONIOENCODING": "utf-8"})
    assert "再試行" in done.stdout.decode()
    done = run("explain", "--locale", "ja", MINUTE, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"\\u518d" in done.stdout


def test_hostile_text_does_not_reach_the_terminal() -> None:
    done = run("explain", "553 <\x1b]0;x\x07> Invalid email address")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout


def test_a_closed_pipe_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "emaildelivery_errors", "explain", "421"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
    process.stderr.close()


@pytest.mark.parametrize(
    ("redirect", "status"),
    [("<&-", 2), ("455 >&-", 0), pytest.param("455 >/dev/full", 2, marks=pytest.mark.skipif(
        not Path("/dev/full").exists(), reason="no device that is full here"))],
)  # fmt: skip
def test_closed_and_full_streams(redirect: str, status: int) -> None:
    command = f'"{sys.executable}" -m emaildelivery_errors explain {redirect}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)  # noqa: S603, S607
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


def test_input_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"x 455 " * 10**6))
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["explain"]) == 1
    stream.close()


@contextlib.contextmanager
def serving(*args: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "emaildelivery_errors", "serve", *args]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:  # noqa: S603
        assert process.stdout is not None
        try:
            said = process.stdout.readline()
            port = said.partition(",")[0].rpartition(":")[2]
            if "--tls" in args:
                process.ca_file = said.split()[-1]  # type: ignore[attr-defined]
            yield int(port), process
        finally:
            process.terminate()
            assert process.wait(30) == 0


def test_serves() -> None:
    faults = ["--fault", "oci.rate_per_minute*1", "--fault", "RCPT=550 a=b"]
    with serving(*faults) as (port, process):
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as smtp:
            assert smtp.mail("a@example.com") == (
                455, b"Maximum messages sent per minute reached : limit is 10")  # fmt: skip
            assert smtp.mail("a@example.com")[0] == 250
            assert smtp.rcpt("b@example.com") == (550, b"a=b")
    with serving("--provider", "oci", "--user", "me", "--sender", "a@example.com") as (
        port,
        process,
    ):
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as smtp:
            smtp.login("me", "secret")
            smtp.sendmail("a@example.com", "b@example.com", "Subject: x\r\n\r\nx\r\n")
            with pytest.raises(smtplib.SMTPSenderRefused):
                smtp.sendmail("x@example.com", "b@example.com", "Subject: x\r\n\r\nx\r\n")
        assert process.stdout is not None
        assert "from <a@example.com> for <b@example.com>" in process.stdout.readline()


def test_serves_with_tls(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EMAILDELIVERY_USER", "me")
    monkeypatch.setenv("EMAILDELIVERY_PASSWORD", "secret")
    with serving("--tls", "--provider", "oci", "--user", "me") as (port, process):
        ca_file = process.ca_file  # type: ignore[attr-defined]
        place = ["127.0.0.1", "--port", str(port), "--ca-file", ca_file]
        assert main(["doctor", *place, "--locale", "en"]) == 0
    assert "[ok] login" in capsys.readouterr().out
    assert not Path(ca_file).exists()
    monkeypatch.setitem(sys.modules, "trustme", None)
    assert main(["serve", "--tls"]) == 2
    assert "trustme" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [["--fault", "oci.no"], ["--fault", "550 no"], ["--port", "99999"]]
)
def test_does_not_serve(wrong: list[str]) -> None:
    done = run("serve", *wrong)
    assert done.returncode == 2
    assert done.stderr
    assert not done.stdout
