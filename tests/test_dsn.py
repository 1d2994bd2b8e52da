"""Delivery status notifications."""

import email
import email.charset
import email.policy
import string
from datetime import UTC, datetime, timedelta
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

import emaildelivery_errors as ede
from emaildelivery_errors.readers import Report, read_dsn

ENVELOPE = """Reporting-MTA: dns; mail.example.com
X-Postfix-Queue-ID: 4XABC
X-Postfix-Sender: rfc822; sender@example.com
Arrival-Date: Tue, 24 Nov 2026 09:00:00 +0900 (JST)
"""
RETURNED = """Content-Type: text/rfc822-headers

Message-ID: <abc@example.com>
Subject: x
"""


def dsn(*blocks: str, envelope: str = ENVELOPE, returned: str = RETURNED, kind: str = "message/delivery-status") -> bytes:  # fmt: skip
    status = f"Content-Type: {kind}\n\n" + "\n".join([envelope, *blocks])
    return (
        "From: MAILER-DAEMON@mail.example.com\nTo: sender@example.com\n"
        "Date: Tue, 24 Nov 2026 10:00:00 +0900\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        f"--B\nContent-Type: text/plain\n\nSorry.\n\n--B\n{status}\n--B\n{returned}\n--B--\n"
    ).encode()


def block(**fields: str) -> str:
    return "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())


JOE = "rfc822; joe@example.net"
FAILED = block(
    Final_Recipient=JOE,
    Original_Recipient="rfc822;Joe@example.net",
    Action="failed",
    Status="5.1.1",
    Remote_MTA="dns; mx.example.net",
    Diagnostic_Code="smtp; 550-5.1.1 The email account that you tried to reach\n"
    "    does not exist. Please try 550-5.1.1 double-checking the\n    550 5.1.1 address.",
)


def only(data: "bytes | str | Message") -> Report:
    (report,) = read_dsn(data)
    return report


def test_failed() -> None:
    report = only(dsn(FAILED))
    error = report.error
    assert isinstance(error, ede.MailboxNotFoundError)
    assert (error.key, error.code, str(error.enhanced)) == ("iana.5.1.1", 550, "5.1.1")
    assert error.text == (
        "The email account that you tried to reach does not exist. Please try\n"
        "double-checking the\naddress."
    )
    assert error.hard_bounce
    assert (error.recipient, error.sender) == ("Joe@example.net", "sender@example.com")
    assert (report.outcome, report.action) == ("failed", "failed")
    assert (report.recipient, report.sender) == ("Joe@example.net", "sender@example.com")
    assert (report.message_id, report.queue_id) == ("abc@example.com", "4XABC")
    assert report.server == "mx.example.net"
    assert report.time == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize("policy", [email.policy.compat32, email.policy.default, email.policy.SMTP])
def test_any_form_of_it(policy: email.policy.Policy) -> None:
    data = dsn(FAILED)
    expected = only(data)
    forms: list[bytes | str | Message] = [
        data.decode(),
        data.replace(b"\n", b"\r\n"),
        email.message_from_bytes(data, policy=policy),
    ]
    for form in forms:
        report = only(form)
        assert report.error is not None
        assert expected.error is not None
        assert report.error.args == expected.error.args
        assert report.time == expected.time


def test_what_was_parsed_is_not_folded_anew() -> None:
    words = "宛先 " * 60
    data = dsn(
        block(Final_Recipient=JOE, Action="failed", Diagnostic_Code=f"smtp; 550 5.1.1 {words}")
    )
    parsed = email.message_from_bytes(data, policy=email.policy.default)
    for form in (data, parsed):
        report = only(form)
        assert report.error is not None
        assert report.error.text == words.strip()


def test_several_recipients() -> None:
    reports = read_dsn(
        dsn(
            FAILED,
            block(Final_Recipient="rfc822; full@x.example", Action="delayed", Status="4.2.2",
                  Diagnostic_Code="smtp; 452 4.2.2 mailbox full"),
            block(Final_Recipient="rfc822; ok@x.example", Action="delivered", Status="2.1.5"),
            block(Final_Recipient="rfc822; on@x.example", Action="relayed", Status="2.0.0"),
            block(Final_Recipient="rfc822; list@x.example", Action="expanded", Status="2.0.0"),
        )
    )  # fmt: skip
    assert [(r.outcome, r.recipient, r.error and r.error.key) for r in reports] == [
        ("failed", "Joe@example.net", "iana.5.1.1"),
        ("delayed", "full@x.example", "iana.4.2.2"),
        ("delivered", "ok@x.example", None),
        ("delivered", "on@x.example", None),
        ("delivered", "list@x.example", None),
    ]


def test_the_action_decides_whether_it_is_final() -> None:
    """A status of 4.y.z with `failed` is of a server that gave up (RFC 3464 section 2.3.3)."""
    report = only(dsn(block(Final_Recipient=JOE, Action="failed", Status="4.4.1",
                            Diagnostic_Code="smtp; 451 4.4.1 no answer")))  # fmt: skip
    assert report.outcome == "failed"
    assert report.error is not None
    assert report.error.retryable  # by the sender, if it still wants to
    assert not report.error.hard_bounce


@pytest.mark.parametrize(
    ("status", "diagnostic", "key", "code"),
    [
        ("5.1.1", "smtp; 550 5.1.1 no such user", "smtp.user_unknown", 550),
        ("5.1.1 (bad mailbox)", "SMTP;550 5.1.1 no", "iana.5.1.1", 550),
        ("5.0.0", "smtp; 5.1.1 - Unknown 550", "iana.5.1.1", None),
        ("5.2.2", "x-unix; over quota", "iana.5.2.2", None),
        ("5.4.4", "X-Postfix; Host or domain name not found.", "iana.5.4.4", None),
        ("4.4.7", "", "iana.4.4.7", None),
        ("5.7.999", "", "iana.5.7", None),
        ("5.1.0", "smtp; 550 550 #5.1.0 Address rejected", "iana.5.1.0", 550),
        ("5.1.1", "smtp; 550- Mailbox unavailable or access denied [x]", "iana.5.1.1", 550),
        ("5.1.1", "550 5.1.1 without a type", "iana.5.1.1", 550),
        # No status, no words, and a reply of success: still a failure.
        ("", "", "smtp.5xx", None),
        ("nonsense", "smtp;", "smtp.5xx", None),
        ("5.1.1", "smtp; 250 2.1.5 Ok", "iana.5.1.1", None),
        ("2.0.0", "smtp; 250 Ok", "smtp.5xx", None),
        ("5.1.1", "smtp; 999 what", "iana.5.1.1", None),
    ],
)
def test_diagnostics(status: str, diagnostic: str, key: str, code: int | None) -> None:
    fields = {"Status": status, "Diagnostic_Code": diagnostic}
    data = dsn(
        block(Final_Recipient=JOE, Action="failed", **{k: v for k, v in fields.items() if v})
    )
    error = only(data).error
    assert error is not None
    assert (error.key, error.code) == (key, code)
    assert error.recipient == "joe@example.net"
    if code is None and key.startswith("iana."):
        assert error.enhanced is not None
        assert error.reply is None
        assert str(error).isprintable()
        assert error.describe("ja").meaning


def test_who_said_it() -> None:
    host = ede.endpoint("ap-tokyo-1").host
    words = "smtp; 535 Authorization failed: address a@example.com not authorized"
    report = only(dsn(block(Final_Recipient=JOE, Action="failed", Status="5.0.0",
                            Remote_MTA=f"dns; {host} (192.0.2.1)", Diagnostic_Code=words)))  # fmt: skip
    assert report.server == host
    assert isinstance(report.error, ede.SenderNotAuthorizedError)
    assert not report.error.hard_bounce
    assert only(dsn(block(Final_Recipient=JOE, Action="failed", Status="5.0.0"))).server == (
        "mail.example.com"
    )


@pytest.mark.parametrize("kind", ["message/global-delivery-status", "Message/Delivery-Status"])
def test_utf_8(kind: str) -> None:
    blocks = (
        block(Final_Recipient="utf-8; 用户@例え.jp", Action="failed", Status="5.1.1",
              Diagnostic_Code="smtp; 550 5.1.1 宛先不明",
              Localized_Diagnostic="ja; 宛先が見つかりません"),
        block(Final_Recipient="utf-8; \\x{7528}\\x{6237}@x.jp \\x{}\\x{FFFFFFFF}", Action="failed"),
    )  # fmt: skip
    returned = "Content-Type: message/global-headers\n\nMessage-ID: <日本@例え.jp>\n"
    first, second = read_dsn(dsn(*blocks, kind=kind, returned=returned))
    assert first.recipient == "用户@例え.jp"
    assert first.error is not None
    assert first.error.text == "宛先不明"
    assert first.message_id == "日本@例え.jp"
    assert second.recipient == "用户@x.jp \\x{}\\x{FFFFFFFF}"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_encoded_parts(encoding: str) -> None:
    inner = (
        ENVELOPE + "\n" + block(Final_Recipient="utf-8; 用户@例え.jp", Action="failed")
    ).encode()
    charset = {"base64": email.charset.BASE64, "quoted-printable": email.charset.QP}[encoding]
    part = Message()
    part.set_payload(inner)
    encoder = email.charset.Charset("utf-8")
    encoder.body_encoding = charset
    body = encoder.body_encode(inner)
    data = dsn().replace(
        f"Content-Type: message/delivery-status\n\n{ENVELOPE}".encode(),
        f"Content-Type: message/global-delivery-status\nContent-Transfer-Encoding: {encoding}\n\n"
        f"{body}\n".encode(),
    )
    assert only(data).recipient == "用户@例え.jp"


def test_returned_message() -> None:
    returned = (
        "Content-Type: message/rfc822\n\nMessage-ID: <m@x.example>\nTo: x\n\nbody\nMessage-ID: no\n"
    )
    assert only(dsn(FAILED, returned=returned)).message_id == "m@x.example"
    assert only(dsn(FAILED, returned="Content-Type: text/plain\n\nnothing\n")).message_id is None


def test_sloppy_notifications() -> None:
    sloppy = (
        "final-recipient : RFC822 ;<joe@example.net>\nthis line is no field\nACTION: Failed\n"
        "status: 5.1.1\nfinal-recipient: rfc822; second@x.example\n"
    )
    report = only(dsn(sloppy, envelope="Reporting-MTA: mail.example.com\n"))
    assert (report.outcome, report.recipient) == ("failed", "joe@example.net")
    assert report.sender == "sender@example.com"  # whom it was sent to
    assert isinstance(report.error, ede.MailboxNotFoundError)
    unknown = only(dsn(block(Final_Recipient=JOE, Action="vanished", Status="4.2.2")))
    assert (unknown.outcome, unknown.action) == ("delayed", "vanished")
    late = only(dsn(block(Final_Recipient=JOE, Action="failed", Last_Attempt_Date="Tue, 99 Nov")))
    assert late.time == datetime(2026, 11, 24, tzinfo=UTC)


def test_a_delay_kills_no_address() -> None:
    report = only(dsn(block(Final_Recipient=JOE, Action="delayed", Status="4.4.7",
                            Diagnostic_Code="smtp; 550 5.1.1 User unknown")))  # fmt: skip
    assert report.outcome == "delayed"
    assert report.error is not None
    assert (report.error.hard_bounce, report.error.code) == (False, 550)


def test_an_alias_is_not_dead_with_one_of_its_members() -> None:
    fields = FAILED.replace("rfc822;Joe@example.net", "rfc822; team@ours.example")
    report = only(dsn(fields))
    assert (report.recipient, report.final_recipient) == ("team@ours.example", "joe@example.net")
    assert report.error is not None
    assert (report.error.recipient, report.error.hard_bounce) == ("team@ours.example", False)
    for other in ("X400;/G=joe/S=x/", "unknown;x"):
        report = only(dsn(FAILED.replace("rfc822;Joe@example.net", other)))
        assert (report.recipient, report.final_recipient) == ("joe@example.net", None)


@pytest.mark.parametrize(
    "words",
    [
        "smtp; host mx[192.0.2.1] said: 550 5.7.1 Blocked by policy",
        "smtp;The response from the remote server was: 554 5.7.1 blocked",
        "smtp;<mx #5.7.1 smtp; 550 5.7.1 Blocked spam>",
    ],
)
def test_a_status_that_the_words_contradict(words: str) -> None:
    report = only(
        dsn(block(Final_Recipient=JOE, Action="failed", Status="5.1.1", Diagnostic_Code=words))
    )
    assert report.error is not None
    assert not report.error.hard_bounce


def test_what_anybody_can_write_is_no_notification() -> None:
    alone = b"Content-Type: message/delivery-status\n\n" + FAILED.encode()
    forwarded = b"Content-Type: message/rfc822\n\n" + dsn(FAILED)
    for data in (alone, forwarded):
        assert read_dsn(data) == []


def test_odd_shapes_lose_nobody() -> None:
    second = block(Final_Recipient="rfc822; ann@x.example", Action="failed", Status="5.1.1")
    assert len(read_dsn(dsn(FAILED, second, envelope=""))) == 2
    assert len(read_dsn(dsn(FAILED + " \n" + second))) == 2
    assert len(read_dsn(dsn(FAILED, "X-Nothing: x\n"))) == 1
    assert len(read_dsn(b"\r\n\n" + dsn(FAILED))) == 1
    two_parts = dsn(FAILED).replace(
        b"--B\nContent-Type: text/rfc822", b"--B\nContent-Type: message/delivery-status\n\n"
        + ENVELOPE.encode() + b"\n" + second.encode() + b"\n--B\nContent-Type: text/rfc822"
    )  # fmt: skip
    assert len(read_dsn(two_parts)) == 2
    folded = only(dsn(block(Final_Recipient=f"\n {JOE}", Action="\n failed", Status="\n 5.1.1")))
    assert (folded.outcome, folded.recipient) == ("failed", "joe@example.net")
    bare = only(dsn(block(Final_Recipient=JOE, Diagnostic_Code="smtp; 550 5.1.1 gone")))
    assert bare.outcome == "failed"
    message_id = "Content-Type: text/rfc822-headers\n\nMessage-ID:\n <1@x.example> (added by mx)\n"
    assert only(dsn(FAILED, returned=message_id)).message_id == "1@x.example"


def test_hostile_notifications() -> None:
    for poison in (b"To: " + b"(" * 5000, b"To: " + b"," * 5000, b"Date: " + b"(" * 5000):
        assert len(read_dsn(dsn(FAILED).replace(b"To: sender@example.com", poison))) == 1
    control = dsn(FAILED + "X: a\x1cb: c\n")
    assert len(read_dsn(control)) == 1
    boundary = b'Content-Type: multipart/report; x="' + b";" * 500_000 + b'"; boundary="B"\n\n'
    assert read_dsn(boundary + b"--B\n") == []
    evil = "utf-8;joe\\x{0a}Bcc: x\\x{1b}\\x{7f}@x.example"
    assert only(dsn(block(Final_Recipient=evil, Action="failed"))).recipient == evil[6:]
    text = email.message_from_string(dsn(FAILED).decode().replace("Sorry", "すみません"))
    assert len(read_dsn(text)) == 1


def test_what_is_no_notification() -> None:
    plain = Message()
    plain["Subject"] = "Hi"
    plain.set_payload("550 5.1.1 no such user")
    for data in (
        b"",
        "",
        plain,
        b"\xff\x00",
        "no message at all",
        dsn().replace(b"delivery-", b""),
    ):
        assert read_dsn(data) == []
    assert read_dsn(dsn()) == []
    assert read_dsn(dsn(envelope="")) == []


def from_dsn_of(octets: int) -> list[Report]:
    """Read a notification behind so many octets of something else."""
    return read_dsn(dsn(FAILED).replace(b"Sorry.", b"x" * octets))


def test_deep_and_large_ones_end() -> None:
    assert from_dsn_of(16 * 1024 * 1024) == []
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2000)
    )
    assert read_dsn(deep) == []
    reports = read_dsn(dsn(*[FAILED] * 3000))
    assert len(reports) == 3000
    long = only(
        dsn(block(Final_Recipient=JOE, Action="failed", Diagnostic_Code="smtp; 550 " + "x" * 10**6))
    )
    assert long.error is not None
    assert long.error.reply is not None
    assert len(long.error.text) < 70_000


@given(st.text(), st.text(), st.text(), st.text())
def test_any_fields(recipient: str, action: str, status: str, diagnostic: str) -> None:
    fields = (recipient, action, status, diagnostic)
    names = ("Final-Recipient", "Action", "Status", "Diagnostic-Code")
    text = "".join(f"{n}: {v}\n" for n, v in zip(names, fields, strict=True))
    for report in read_dsn(dsn(text).decode("utf-8", "surrogatepass")):
        assert report.outcome in {"failed", "delayed", "delivered", "other"}
        if report.outcome in {"failed", "delayed"}:
            assert report.error is not None
            assert str(report.error).isprintable()


@given(st.binary(max_size=300), st.integers(0, 2000))
def test_any_octets(octets: bytes, place: int) -> None:
    data = dsn(FAILED)
    read_dsn(data[:place] + octets + data[place:])
    read_dsn(octets)


@given(
    st.lists(
        st.tuples(
            st.text(string.ascii_letters + string.digits + ".+-", min_size=1, max_size=20),
            st.sampled_from(["550 5.1.1 gone", "452 4.2.2 full", "554 5.7.1 no"]),
        ),
        max_size=20,
    )
)
def test_nothing_is_lost(recipients: list[tuple[str, str]]) -> None:
    blocks = [
        block(Final_Recipient=f"rfc822; {name}@x.example", Action="failed", Diagnostic_Code=f"smtp; {words}")
        for name, words in recipients
    ]  # fmt: skip
    reports = read_dsn(dsn(*blocks))
    assert [(r.recipient, r.error and f"{r.error.code} {r.error.enhanced} {r.error.text}") for r in reports] == [
        (f"{name}@x.example", words) for name, words in recipients
    ]  # fmt: skip


def test_waits_are_not_ours() -> None:
    report = only(dsn(block(Final_Recipient=JOE, Action="delayed", Status="4.7.1",
                            Diagnostic_Code="smtp; 450 4.7.1 Greylisted")))  # fmt: skip
    assert report.outcome == "delayed"  # the server tries on
    assert isinstance(report.error, ede.GreylistedError)
    assert report.error.retry_after == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("original", "final"),
    [
        ("utf-8;joe@bücher.example", "joe@xn--bcher-kva.example"),
        ('rfc822;"joe"@example.com', "joe@example.com"),
        ("rfc822;joe@example.com", "joe"),
        ("rfc822;smtp:joe@example.com", "joe@example.com"),
        ("rfc822;Joe (x) <joe@example.com>", "joe@example.com;"),
    ],
)
def test_one_address_in_other_spellings(original: str, final: str) -> None:
    report = only(dsn(block(Original_Recipient=original, Final_Recipient=f"rfc822;{final}",
                            Action="failed", Status="5.1.1")))  # fmt: skip
    assert report.final_recipient is None
    assert report.error is not None
    assert report.error.hard_bounce


def test_the_status_tells_what_the_reply_does_not() -> None:
    words = "smtp;550 Requested action not taken: mailbox unavailable"
    report = only(
        dsn(block(Final_Recipient=JOE, Action="failed", Status="5.1.1", Diagnostic_Code=words))
    )
    error = report.error
    assert error is not None
    assert (error.key, error.code, error.enhanced, error.hard_bounce) == (
        "iana.5.1.1",
        550,
        None,
        True,
    )
    delivered = FAILED.replace("failed", "delivered").replace("5.1.1\n", "2.0.0\n", 1)
    assert only(dsn(delivered)).error is None


@pytest.mark.parametrize(
    "boundary",
    [
        "boundary=B",
        'x-boundary=q; boundary="B"',
        "boundary*0=B",
        "boundary*=us-ascii''B",
        'boundary = "\\B"',
    ],
)
def test_boundaries(boundary: str) -> None:
    data = dsn(FAILED).replace(b'boundary="B"', boundary.encode())
    assert len(read_dsn(data)) == 1


def test_only_the_original_recipient_is_told() -> None:
    report = only(dsn(block(Original_Recipient=JOE, Action="failed", Status="5.1.1")))
    assert (report.recipient, report.final_recipient) == ("joe@example.net", None)
    assert report.error is not None
    assert report.error.hard_bounce
