"""Logs of Postfix, Exim and Sendmail."""

import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import emaildelivery_errors as ede
from emaildelivery_errors.readers import (
    Report,
    read_exim,
    read_log,
    read_postfix,
    read_sendmail,
)

OCI = ede.endpoint("ap-tokyo-1").host
RELAY = "relay=mx.x.example[192.0.2.1]:25, delay=1, delays=0.1/0/0.2/0.7"
EXIM = "2026-11-24 10:00:00 1kXyZ0-000123-AB"
BY_MX = "R=dnslookup T=remote_smtp H=mx.x.example [192.0.2.1]"


def postfix(dsn: str, status: str, relay: str = RELAY, to: str = "to=<joe@x.example>") -> str:
    return f"Nov 24 10:11:12 mx postfix/smtp[455]: 4XYZ: {to}, {relay}, dsn={dsn}, status={status}"


def sendmail(rest: str) -> str:
    return f"Nov 24 10:00:00 mx sendmail[12]: 0AO1: to=<joe@x.example>, delay=00:00:01, {rest}"


LINES: list[tuple[str, str, str | None, int | None, str | None]] = [
    (postfix("5.1.1", "bounced (host mx[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))"),
     "failed", "iana.5.1.1", 550, "RCPT"),
    (postfix("5.1.1", "bounced (host mx said: 550-5.1.1 The account 550-5.1.1 is gone 550 5.1.1 (in reply to x) (in reply to RCPT TO command))"),
     "failed", "iana.5.1.1", 550, "RCPT"),
    (postfix("4.2.0", "deferred (host mx said: 450 4.2.0 Greylisted (in reply to RCPT TO command))"),
     "delayed", "smtp.greylisted", 450, "RCPT"),
    (postfix("5.7.1", "bounced (host mx said: 550 5.7.1 Message rejected as spam (in reply to end of DATA command))"),
     "failed", "smtp.spam", 550, "."),
    (postfix("4.4.1", "deferred (connect to mx[192.0.2.1]:25: Connection refused)", "relay=none"),
     "delayed", "iana.4.4.1", None, None),
    (postfix("4.4.2", "deferred (lost connection with mx while receiving the initial server greeting)"),
     "delayed", "iana.4.4.2", None, None),
    (postfix("5.4.4", "bounced (Host or domain name not found. Name service error for name=x type=A: Host not found)", "relay=none"),
     "failed", "iana.5.4.4", None, None),
    (postfix("4.7.0", "deferred (host mx refused to talk to me: 421 4.7.0 Too many connections)"),
     "delayed", "iana.4.7.0", 421, "CONNECT"),
    (postfix("4.7.8", f"deferred (SASL authentication failed; server {OCI} said: 535 Authentication credentials invalid)", f"relay={OCI}[192.0.2.1]:587"),
     "delayed", "oci.credentials_invalid", 535, "AUTH"),
    (postfix("5.0.0", f"bounced (host {OCI} said: 535 Authorization failed: address a@b not authorized (in reply to MAIL FROM command))", f"relay={OCI}[192.0.2.1]:587"),
     "failed", "oci.sender_not_authorized", 535, "MAIL"),
    (postfix("5.1.1", 'bounced (unknown user: "joe")', "relay=local"), "failed", "smtp.user_unknown", None, None),
    (postfix("4.4.1", "expired (connect to mx[192.0.2.1]:25: Connection timed out)"), "failed", "iana.4.4.1", None, None),
    (postfix("2.0.0", "sent (250 2.0.0 Ok: queued as 4ABC)"), "delivered", None, None, None),
    (postfix("2.0.0", "sent (delivered to mailbox)", "relay=local"), "delivered", None, None, None),
    # Postfix takes any 2yz for success.
    (postfix("2.0.0", "sent (254 4.7.1 Suppression for user u to joe@x.example)"), "failed", "oci.suppressed", 254, None),
    (postfix("5.1.1", "undeliverable (host mx said: 550 5.1.1 no (in reply to RCPT TO command))"), "failed", "iana.5.1.1", 550, "RCPT"),
    (postfix("2.1.5", "deliverable (250 2.1.5 Ok)"), "other", None, None, None),
    (f"{EXIM} == joe@x.example R=dnslookup T=remote_smtp defer (113): No route to host", "delayed", "net.connection_failed", None, None),
    (f"{EXIM} *> joe@x.example R=dnslookup T=remote_smtp", "other", None, None, None),
    (sendmail("relay=mx.x.example., dsn=2.0.0, stat=Sent (254 4.7.1 Suppression for user u to joe@x.example)"), "failed", "oci.suppressed", 254, None),
    (f"{EXIM} ** joe@x.example {BY_MX} X=TLS1.3:x:256 CV=yes: SMTP error from remote mail server after RCPT TO:<joe@x.example>: 550 5.1.1 no",
     "failed", "iana.5.1.1", 550, "RCPT"),
    (f"{EXIM} == joe@x.example R=dnslookup T=remote_smtp defer (-44) H=mx.x.example [192.0.2.1]: SMTP error from remote mail server after pipelined RCPT TO:<joe@x.example>: 450 4.2.0 Greylisted",
     "delayed", "smtp.greylisted", 450, "RCPT"),
    (f"{EXIM} ** joe@x.example {BY_MX}: SMTP error from remote mail server after end of data: 552 5.3.4 Too big",
     "failed", "iana.5.3.4", 552, "."),
    (f"{EXIM} == joe@x.example R=dnslookup T=remote_smtp defer (111): Connection refused", "delayed", "net.connection_failed", None, None),
    (f"{EXIM} == joe@x.example {BY_MX}: SMTP timeout after initial connection", "delayed", "net.timeout", None, "CONNECT"),
    (f"{EXIM} ** joe@x.example: Unrouteable address", "failed", "smtp.5xx", None, None),
    (f"{EXIM} ** joe@x.example R=dnslookup T=remote_smtp: retry timeout exceeded", "failed", "iana.5.4.7", None, None),
    (f'{EXIM} => joe@x.example {BY_MX} C="250 2.0.0 Ok: queued"', "delivered", None, None, None),
    (f"{EXIM} -> joe@x.example R=local T=maildir", "delivered", None, None, None),
    (f'{EXIM} => joe@x.example {BY_MX} C="254 4.7.1 Suppression for user u to joe@x.example"', "failed", "oci.suppressed", 254, None),
    (sendmail("relay=mx.x.example. [192.0.2.1], dsn=5.1.1, stat=User unknown"), "failed", "smtp.user_unknown", None, None),
    (sendmail("relay=mx.x.example. [192.0.2.1], dsn=4.2.0, stat=Deferred: 450 4.2.0 Greylisted"), "delayed", "smtp.greylisted", 450, None),
    (sendmail("relay=mx.x.example., dsn=4.0.0, stat=Deferred: Connection refused by mx.x.example."), "delayed", "net.connection_failed", None, None),
    (sendmail("relay=mx.x.example., dsn=2.0.0, stat=Sent (ok 1700000000 qp 123)"), "delivered", None, None, None),
    (sendmail("relay=mx.x.example., stat=queued"), "delayed", "smtp.4xx", None, None),
    (sendmail("relay=mx.x.example., dsn=5.7.1, reply=550 5.7.1 Message rejected as spam, stat=Service unavailable"), "failed", "smtp.spam", 550, None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "outcome", "key", "code", "command"), LINES)
def test_lines(
    line: str, outcome: str, key: str | None, code: int | None, command: str | None
) -> None:
    (report,) = read_log([line])
    assert report.outcome == outcome
    assert report.recipient == "joe@x.example"
    error = report.error
    assert (error and error.key) == key
    if error is not None:
        assert (error.code, error.command) == (code, command)
        assert error.recipient == "joe@x.example"
        assert "in reply to RCPT" not in error.text


OTHERS = [
    "",
    "{",
    "Nov 24 10:11:12 mx postfix/smtp[455]: 4XYZ: host mx[192.0.2.1] said: 450 4.2.0 later (in reply to RCPT TO command)",
    "Nov 24 10:11:12 mx postfix/qmgr[455]: 4XYZ: removed",
    "Nov 24 10:11:12 mx postfix/smtp[455]: 4XYZ: to=<joe@x.example>, relay=none, status=confused (x)",
    "Nov 24 10:11:12 mx sshd[455]: status=bounced (550 5.1.1 x)",
    f"{EXIM} Completed",
    f"{EXIM} <= a@x.example H=h [192.0.2.1] P=esmtp S=700 id=m@x.example",
    "2026-11-24 10:00:00 no host name found for IP address 192.0.2.1 == what",
    "Nov 24 10:00:00 mx sendmail[12]: 0AO1: from=<a@x.example>, size=1, nrcpts=1, msgid=<m@x.example>, relay=r",
    "550 5.1.1 no log line at all",
]  # fmt: skip


@pytest.mark.parametrize("line", OTHERS)
def test_lines_that_report_nothing(line: str) -> None:
    assert list(read_log([line])) == []
    assert read_postfix(line) == read_exim(line) == read_sendmail(line) == []


def test_what_postfix_gave_up() -> None:
    line = "Nov 24 10:11:12 mx postfix/qmgr[7]: 4XYZ: from=<a@x.example>, status=expired, returned to sender"
    log = ["Nov 24 10:11:12 mx postfix/cleanup[7]: 4XYZ: message-id=<m@x.example>", line]
    (report,) = read_log(log)
    assert (report.outcome, report.action, report.recipient) == ("failed", "expired", None)
    assert (report.sender, report.message_id, report.queue_id) == (
        "a@x.example",
        "m@x.example",
        "4XYZ",
    )
    assert isinstance(report.error, ede.DeliveryExpiredError)
    assert report.error.sender == "a@x.example"


def test_transports_are_no_hosts() -> None:
    for relay in ("relay=local", "relay=none", "relay=dovecot"):
        (report,) = read_postfix(postfix("2.0.0", "sent (delivered)", relay))
        assert report.server is None


@pytest.mark.parametrize("log", ["mail.log", b"mail.log"])
def test_a_text_is_no_log(log: str | bytes) -> None:
    with pytest.raises(TypeError, match="an open file, or lines"):
        list(read_log(log))  # type: ignore[arg-type]


def test_facts_of_postfix() -> None:
    line = (
        "2026-11-24T10:11:12.5+09:00 mx postfix-out/smtp[455]: 4XYZ: to=<real@y.example>, "
        "orig_to=<joe@x.example>, relay=mx.y.example[2001:db8::1]:25, delay=1, dsn=5.1.1, "
        "status=bounced (host mx.y.example[2001:db8::1] said: 550 no)"
    )
    (report,) = read_postfix(line)
    assert report.recipient == "joe@x.example"
    assert (report.queue_id, report.server, report.action) == ("4XYZ", "mx.y.example", "bounced")
    assert report.time == datetime(2026, 11, 24, 1, 11, 12, 500_000, tzinfo=UTC)


def test_addresses_may_have_anything_in_quotes() -> None:
    evil = r'"a>, relay=x, status=sent (250 Ok) \"b"@x.example'
    line = postfix("5.1.1", "bounced (host mx said: 550 5.1.1 no)", to=f"to=<{evil}>")
    (report,) = read_postfix(line)
    assert (report.recipient, report.outcome) == (evil, "failed")


def test_an_alias_is_not_dead_with_one_of_its_members() -> None:
    lines = (
        postfix("5.1.1", "bounced (host mx said: 550 5.1.1 <dead@y.example>: unknown (in reply to RCPT TO command))",
                to="to=<dead@y.example>, orig_to=<team@x.example>"),
        f"{EXIM} ** dead@y.example (mid@y.example) <team@x.example> {BY_MX}: SMTP error from remote mail server after RCPT TO:<dead@y.example>: 550 5.1.1 <dead@y.example>: unknown",
    )  # fmt: skip
    for line in lines:
        (report,) = read_log([line])
        assert (report.recipient, report.final_recipient) == ("team@x.example", "dead@y.example")
        assert report.error is not None
        assert not report.error.hard_bounce
        assert "dead@" not in str(report.error)
        assert isinstance(report.error, ede.MailboxNotFoundError)  # of that member
    same = postfix("5.1.1", "bounced (host mx said: 550 5.1.1 no)",
                   to="to=<joe@x.example>, orig_to=<Joe@X.example>")  # fmt: skip
    (report,) = read_log([same])
    assert report.final_recipient is None
    assert report.error is not None
    assert report.error.hard_bounce


@pytest.mark.parametrize(
    "line",
    [
        # The server tries on, by soft_bounce = yes or a filter of its administrator's.
        postfix("4.1.1", "deferred (host mx said: 550 5.1.1 unknown (in reply to RCPT TO command))"),
        postfix("5.1.1", "SOFTBOUNCE (host mx said: 550 5.1.1 unknown (in reply to RCPT TO command))"),
        f"{EXIM} == joe@x.example {BY_MX} defer (-44): SMTP error from remote mail server after RCPT TO:<joe@x.example>: 550 5.1.1 u",
        # It may be of any of the transaction's recipients.
        postfix("5.1.1", "bounced (host mx said: 550 5.1.1 unknown (in reply to end of DATA command))"),
        f"{EXIM} ** joe@x.example {BY_MX}: SMTP error from remote mail server after DATA: 550 5.1.1 u",
        # Words of a program that is no mail server.
        postfix("5.0.0", 'bounced (Command died with status 1: "x". Command output: user unknown )'),
    ],
)  # fmt: skip
def test_no_address_is_dead_by_these(line: str) -> None:
    (report,) = read_log([line])
    assert report.error is not None
    assert not report.error.hard_bounce


FORGED = ", relay=mx[1.2.3.4]:25, dsn=5.1.1, status=bounced (host mx said: 550 5.1.1 no (in reply to RCPT TO command))"


@pytest.mark.parametrize(
    "line",
    [
        # Postfix before 3.5 logs addresses without quotes.
        postfix("2.0.0", "sent (250 ok)", to=f"to=<victim@bank.example>{FORGED}@evil.example>"),
        postfix("2.0.0", "sent (250 ok)", to=f'to=<victim@bank.example>{FORGED}"@evil.example>'),
        postfix("2.0.0", "sent (250 ok)", to=f'to=<joe@x.example>, orig_to=<"a{FORGED}"@x.example>'),
        sendmail("dsn=2.0.0, stat=Sent (ok)").replace("<joe@x.example>", '<"x>, dsn=5.1.1, stat=User unknown"@y.example>'),
        f'{EXIM} == joe@x.example {BY_MX} defer (-44): SMTP error from remote mail server after RCPT TO:<"x: 550 5.1.1 y"@x.example>: 451 later',
    ],
)  # fmt: skip
def test_no_address_forges_an_answer(line: str) -> None:
    for report in read_log([line]):
        assert report.outcome in {"delivered", "delayed"}
        assert report.error is None or not report.error.hard_bounce


def test_a_reply_hides_no_line() -> None:
    for words in ("https://x.example/?status=1", "stat=1", "C=1"):
        line = f"{EXIM} ** joe@x.example {BY_MX}: SMTP error from remote mail server after RCPT TO:<joe@x.example>: 550 5.1.1 see {words}"
        (report,) = read_log([line])
        assert report.error is not None
        assert report.error.code == 550


def test_other_forms_of_syslog() -> None:
    text = "4XYZ: to=<joe@x.example>, relay=mx[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx said: 550 no)"
    for head in (
        "<22>1 2026-11-24T10:11:12+09:00 mx postfix/smtp 12 - - ",
        "<22>Nov 24 10:11:12 mx postfix/smtp[12]: ",
        "Nov 24 10:11:12 mx postfix/smtp: ",
        "2026-11-24T10:11:12+09:00 mx postfix/smtp: ",
    ):
        (report,) = read_log([head + text])
        assert report.queue_id == "4XYZ"
        assert report.time is not None


def test_queue_ids_are_of_one_server() -> None:
    line = LINES[0][0]
    log = [LOG[0], LOG[1].replace(" mx ", " other "), line, LOG[1], line]
    assert [r.sender for r in read_log(log)] == [None, "a@x.example"]
    removed = "Nov 24 10:11:13 mx postfix/qmgr[1]: 4XYZ: removed"
    assert [r.message_id for r in read_log([LOG[0], removed, line])] == [None]


def test_those_who_waited_are_told_when_a_message_expires() -> None:
    def line(who: str, status: str, words: str) -> str:
        return postfix("4.4.1", f"{status} ({words})").replace("joe", who)

    end = "Nov 24 10:11:12 mx postfix/qmgr[7]: 4XYZ: from=<a@x.example>, status=expired, returned to sender"
    log = [line("joe", "deferred", "timed out"), line("ann", "deferred", "timed out"),
           line("ann", "sent", "250 Ok"), end]  # fmt: skip
    *_, last = read_log(log)
    assert (last.outcome, last.recipient, last.sender) == ("failed", "joe@x.example", "a@x.example")
    assert last.error is not None
    assert last.error.recipient == "joe@x.example"


def test_reports_are_masked_in_logs() -> None:
    (report,) = read_log([LINES[0][0]])
    assert repr(report) == "<Report failed iana.5.1.1 ***@x.example>"
    facts = report.to_dict()
    assert facts["recipient"] == "***@x.example"
    assert facts["error"]["key"] == "iana.5.1.1"
    assert report.to_dict(redact=False)["recipient"] == "joe@x.example"


def test_time_is_linear_in_the_recipients() -> None:
    """Not by the clock: the error of the first is the pattern of the others."""
    to = ",".join(f'<"{n}"@x.example>' for n in range(3000))
    line = f"Nov 24 10:00:00 mx sm-mta[12]: 0AO1: to={to}, dsn=5.1.1, stat=User unknown"
    reports = read_sendmail(line)
    assert len(reports) == 3000
    assert reports[-1].error is not None
    assert reports[-1].error.recipient == reports[-1].recipient == '"2999"@x.example'


def test_facts_of_exim() -> None:
    line = (
        "Nov 24 10:00:00 mx exim[12]: 1kXyZ0-00000000123-ABCD ** real@y.example <joe@x.example> "
        f"F=<a@x.example> {BY_MX}: SMTP error from remote mail server after "
        'RCPT TO:<"550: 1"@y.example>: 550 5.1.1 no'
    )
    (report,) = read_exim(line)
    assert (report.recipient, report.queue_id) == ("joe@x.example", "1kXyZ0-00000000123-ABCD")
    assert report.server == "mx.x.example"
    zoned = f"2026-11-24 10:00:00.123 +0900 [99] 1kXyZ0-000123-AB => joe@x.example {BY_MX}"
    (report,) = read_exim(zoned)
    assert report.time == datetime(2026, 11, 24, 10, 0, 0, 123_000, timezone(timedelta(hours=9)))


def test_several_recipients_of_sendmail() -> None:
    line = (
        'Nov 24 10:00:00 mx sm-mta[12]: 0AO1: to=<joe@x.example>,<"a,b"@x.example>, delay=1, '
        "relay=mx., dsn=5.1.1, stat=User unknown"
    )
    assert [r.recipient for r in read_sendmail(line)] == ["joe@x.example", '"a,b"@x.example']
    assert {r.action for r in read_sendmail(line)} == {"user unknown"}
    local = line.replace("<joe@x.example>,", "").replace('<"a,b"@x.example>', "joe,ann")
    assert [r.recipient for r in read_sendmail(local)] == ["joe", "ann"]


@pytest.mark.parametrize("days", [0, 1, 40, 364])
def test_a_date_without_a_year_is_the_latest(days: int) -> None:
    when = datetime.now().replace(microsecond=0) - timedelta(days=days)  # noqa: DTZ005
    stamp = f"{when:%b} {when.day:2} {when:%H:%M:%S}"
    line = postfix("2.0.0", "sent (250 Ok)").replace("Nov 24 10:11:12", stamp)
    (report,) = read_postfix(line)
    assert report.time == when


@pytest.mark.parametrize("stamp", ["Feb 30 10:00:00", "Nov 24", "Nov x 10:00:00", "9999", "", "x"])
def test_odd_dates(stamp: str) -> None:
    line = postfix("2.0.0", "sent (250 Ok)").replace("Nov 24 10:11:12", stamp)
    (report,) = read_postfix(line)
    assert report.time is None


LOG = [
    "Nov 24 10:11:12 mx postfix/cleanup[1]: 4XYZ: message-id=<m@x.example>",
    "Nov 24 10:11:12 mx postfix/qmgr[1]: 4XYZ: from=<a@x.example>, size=700, nrcpt=1 (queue active)",
    LINES[0][0],
    f"Nov 24 10:00:00 mx exim[7]: {EXIM} <= b@x.example H=h [192.0.2.1] P=esmtp S=700 id=n@x.example",
    f"Nov 24 10:00:00 mx exim[7]: {EXIM} ** joe@x.example: Unrouteable address",
    "Nov 24 10:00:00 mx sendmail[12]: 0AO1: from=<c@x.example>, size=1, msgid=<o@x.example>, relay=r",
    sendmail("relay=mx.x.example., dsn=5.1.1, stat=User unknown"),
    '{"data": {"action": "accept", "errorType": "Reset", "messageId": "p@x.example", "sender": "d@x.example"}}',
]  # fmt: skip


@pytest.mark.parametrize(
    "log",
    [
        LOG,
        [line.encode() for line in LOG],
        io.StringIO("\n".join(LOG)),
        io.BytesIO("\r\n".join(LOG).encode()),
    ],
    ids=["text", "octets", "text file", "binary file"],
)
def test_sender_and_message_id_are_put_in(log: io.BytesIO) -> None:
    reports = list(read_log(log))
    assert [(r.sender, r.message_id) for r in reports] == [
        ("a@x.example", "m@x.example"),
        ("b@x.example", "n@x.example"),
        ("c@x.example", "o@x.example"),
        ("d@x.example", "p@x.example"),
    ]
    assert [r.error and r.error.sender for r in reports] == [r.sender for r in reports]


def test_memory_is_constant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emaildelivery_errors.readers._log._REMEMBERED", 500)

    def lines(number: int) -> Iterator[str]:
        for n in range(number):
            yield f"Nov 24 10:11:12 mx postfix/qmgr[1]: 4{n:X}: from=<a{n}@x.example>, size=1"
            yield LINES[n % len(LINES)][0].replace("4XYZ", f"4{n:X}")

    def peak(number: int) -> int:
        tracemalloc.start()
        try:
            assert sum(1 for _ in read_log(lines(number))) == number
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    assert peak(4_000) < 1.2 * peak(2_000)


def test_a_line_without_an_end_is_cut() -> None:
    endless = "Nov 24 10:11:12 mx x[1]: " + "x" * 5_000_000
    log = io.BytesIO(f"{endless}\n{LINES[0][0]}\n".encode())
    assert len(list(read_log(log))) == 1


@given(st.lists(st.sampled_from([line[0] for line in LINES] + OTHERS)))
def test_nothing_is_lost(lines: list[str]) -> None:
    reports = list(read_log(lines))
    assert len(reports) == sum(line not in OTHERS for line in lines)


PIECES = st.sampled_from(
    ["to=<", "a@b", ">", ", ", "relay=", "dsn=5.1.1", ", status=bounced (", ")", " said: ", "550 ",
     "550-", ": ", "]: ", "smtp[1", "**", " == ", " => ", "1-2-3 ", ' C="', "stat=", "(", "<", '"',
     "orig_to=<", "SMTP error from remote mail server after ", "Nov 24 10:00:00 ", "{", "\\", " H="]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_any_line(line: str) -> None:
    octets = line.encode("utf-8", "surrogatepass")
    for report in [*read_log([line]), *read_log([octets])]:
        assert isinstance(report, Report)
        if report.error is not None:
            assert str(report.error).isprintable()
            report.error.describe("ja")


@pytest.mark.parametrize(
    ("line", "recipient"),
    [
        (f"{EXIM} ** joe <joe@x.example> R=localuser T=lmtp: LMTP error from remote mail server after RCPT TO:<joe@x.example>: 550 5.1.1 unknown", "joe@x.example"),
        (postfix("5.1.1", 'bounced (unknown user: "joe")', "relay=local", "to=<joe@mx.x.example>, orig_to=<joe>"), "joe"),
    ],
)  # fmt: skip
def test_a_local_name_is_the_address(line: str, recipient: str) -> None:
    (report,) = read_log([line])
    assert (report.recipient, report.final_recipient) == (recipient, None)
    assert report.error is not None
    assert report.error.hard_bounce


def test_what_was_delivered_has_no_error() -> None:
    words = "2.0.0, stat=Sent (550 5.1.1 x, stat=User unknown)"
    (report,) = read_log([sendmail(f"relay=mx.x.example., dsn={words}")])
    assert (report.outcome, report.error) == ("delivered", None)


def test_a_year_is_no_clock() -> None:
    (report,) = read_log([postfix("2.0.0", "sent (ok)").replace("Nov 24", "Nov 24 2026")])
    assert report.time is None
