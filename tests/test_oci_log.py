"""Delivery logs of OCI Email Delivery."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import emaildelivery_errors as ede
from emaildelivery_errors.readers import Report, read_log, read_oci_log

ACCEPTED = "com.oraclecloud.emaildelivery.emaildomain.outboundaccepted"
RELAYED = "com.oraclecloud.emaildelivery.emaildomain.outboundrelayed"

# What the client was told, by the types of error that the documentation lists.
TYPES = [
    ("Recepient suppressed", "254 4.7.1 Suppression for user u to b@x.example", "oci.suppressed"),
    ("Recipient suppressed", "254 4.7.1 Suppression for user u to b@x.example", "oci.suppressed"),
    ("Authorization failure", "535 Authorization failed: address a@x.example not authorized", "oci.sender_not_authorized"),
    ("Authorization failure", "471 Authorization failed: address a@x.example not authorized", "oci.sender_not_authorized"),
    ("Invalid Recipient", "553 <b@x.example> Invalid email address", "oci.invalid_address"),
    ("Daily Limit reached", "455 Maximum messages sent per day reached : limit is 200", "oci.rate_per_day"),
    ("Daily limit reached", "455 Maximum messages sent per day reached : limit is 200", "oci.rate_per_day"),
    ("Sender Rate Limit reached", "455 Maximum messages sent per minute reached : limit is 10", "oci.rate_per_minute"),
    ("Byte limit exceeded", "552 Exceeds byte limit", "oci.message_too_large"),
    ("Byte limit exceeded", "523 Exceeds byte limit", "oci.message_too_large"),
    ("Message parse error", "554 Message parse error", "oci.message_parse_error"),
]  # fmt: skip


def accepted(**data: object) -> dict[str, object]:
    return {
        "specversion": "1.0",
        "type": ACCEPTED,
        "source": "x.example",
        "time": "2026-11-24T01:02:03.004Z",
        "id": "i",
        "oracle": {"logid": "ocid1.log.oc1..l"},
        "data": {
            "action": "accept",
            "recipient": "b@x.example",
            "sender": "a@x.example",
            "messageId": "<m@x.example>",
            **data,
        },
    }


def relayed(**data: object) -> dict[str, object]:
    record = accepted(**data)
    record["type"] = RELAYED
    return record


def only(record: Any) -> Report:
    (report,) = read_oci_log(record)
    return report


@pytest.mark.parametrize(("kind", "status", "key"), TYPES)
def test_each_type_of_error(kind: str, status: str, key: str) -> None:
    with_reply = only(accepted(errorType=kind, smtpStatus=status))
    assert with_reply.error is not None
    assert with_reply.error.key == key
    assert with_reply.error.code == int(status[:3])
    assert with_reply.error.provider == "oci"
    for said in (
        {},
        {"smtpStatus": "550 other words"},
        {"smtpStatus": "250 Ok"},
        {"smtpStatus": 7},
    ):
        report = only(accepted(errorType=kind.upper(), **said))
        assert report.error is not None
        assert report.error.key == key
        assert type(report.error) is type(with_reply.error)
        assert (report.outcome, report.error.recipient, report.error.sender) == (
            "failed", "b@x.example", "a@x.example")  # fmt: skip
    by_reply = only(accepted(smtpStatus=status))
    assert by_reply.error is not None
    assert by_reply.error.args == with_reply.error.args


def test_success() -> None:
    report = only(accepted(smtpStatus="250 2.1.5 b@x.example and options Ok"))
    assert (report.outcome, report.action, report.error) == ("accepted", "accept", None)
    assert (report.recipient, report.sender, report.message_id) == (
        "b@x.example", "a@x.example", "m@x.example")  # fmt: skip
    assert report.time == datetime(2026, 11, 24, 1, 2, 3, 4000, tzinfo=UTC)


def test_sessions_that_ended_early() -> None:
    data = {"action": "accept", "errorType": "Disconnected", "sender": "a@x.example"}
    report = only(data)
    assert (report.outcome, report.recipient) == ("failed", None)
    assert isinstance(report.error, ede.NetworkError)
    reset = only({**data, "errorType": "Reset"})
    assert reset.error is not None
    assert reset.error.key == "net.client_error"


def test_what_is_not_known_is_tolerated() -> None:
    report = only(accepted(errorType="Moon phase"))
    assert (report.outcome, type(report.error)) == ("failed", ede.PermanentError)
    assert report.error is not None
    assert report.error.text == "moon phase"
    with_reply = only(accepted(errorType="Moon phase", smtpStatus="451 Server error"))
    assert with_reply.error is not None
    assert with_reply.error.key == "oci.server_error"
    other = only(relayed(action="teleport"))
    assert (other.outcome, other.action, other.error) == ("other", "teleport", None)


def test_relayed() -> None:
    report = only(
        relayed(
            action="relay",
            smtpStatus="250 2.1.5 Recipient ok",
            recipientMailServer="mx.x.example (192.0.2.1)",
        )
    )
    assert (report.outcome, report.error, report.server) == ("delivered", None, "mx.x.example")
    for action in ("open", "click", "complaint", "unsubscribe"):
        report = only(relayed(action=action))
        assert (report.outcome, report.action, report.error) == ("other", action, None)


def test_bounces() -> None:
    bounce = {"action": "bounce", "errorType": "hard", "bounceCategory": "bad-mailbox"}
    hard = only(relayed(**bounce, bounceCode="5.1.1", smtpStatus="550 5.1.1 unknown"))
    assert isinstance(hard.error, ede.MailboxNotFoundError)
    assert hard.error.hard_bounce
    assert (hard.outcome, hard.error.code) == ("failed", 550)
    by_code = only(relayed(**bounce, bounceCode="5.1.1"))
    assert isinstance(by_code.error, ede.MailboxNotFoundError)
    assert (by_code.error.code, str(by_code.error.enhanced)) == (None, "5.1.1")
    nothing = only(relayed(**bounce))
    assert isinstance(nothing.error, ede.PermanentError)


@pytest.mark.parametrize("code", ["5.0.0", "5.1.1", ""])
@pytest.mark.parametrize("kind", ["soft", "Soft bounce"])
def test_a_soft_bounce_strikes_nobody_off_the_list(kind: str, code: str) -> None:
    """A 5.1.1 may be a filter's: OCI judges by more than the code."""
    report = only(
        relayed(action="bounce", errorType=kind, bounceCategory="spam-related", bounceCode=code,
                smtpStatus="550 5.1.1 blocked")
    )  # fmt: skip
    assert report.error is not None
    assert not report.error.hard_bounce
    assert "blocked" in report.error.text


def test_ocis_judgement_counts() -> None:
    spam = only(relayed(action="bounce", bounceCategory="spam-related", smtpStatus="550 5.1.1 x"))
    assert spam.error is not None
    assert not spam.error.hard_bounce
    hard = only(
        relayed(action="bounce", errorType="hard", bounceCategory="bad-mailbox", bounceCode="5.1.1",
                smtpStatus="550 rejected")
    )  # fmt: skip
    assert hard.error is not None
    assert (hard.error.hard_bounce, hard.error.code, hard.error.text) == (True, 550, "rejected")


def test_the_type_tells_what_an_unknown_action_is_of() -> None:
    status = "535 Authorization failed: address a@x.example not authorized"
    report = only(accepted(action="reject", errorType="Authorization failure", smtpStatus=status))
    assert report.outcome == "failed"
    assert isinstance(report.error, ede.SenderNotAuthorizedError)


def test_replies_of_the_recipients_server_are_never_ocis() -> None:
    for status in ("552 Exceeds byte limit", "535 Authentication credentials invalid"):
        report = only(relayed(action="bounce", errorType="hard", smtpStatus=status))
        assert report.error is not None
        assert report.error.provider is None
        assert report.error.key.startswith("smtp.")
    bare = only({"action": "bounce", "errorType": "hard", "smtpStatus": "552 Exceeds byte limit"})
    assert bare.error is not None
    assert bare.error.provider is None


def test_with_what_is_around_it() -> None:
    record = accepted(errorType="Daily Limit reached")
    expected = only(record).error
    assert expected is not None
    search = {"datetime": 1795482123004, "logContent": {**record, "time": None}}
    answer = {"data": {"results": [{"data": search}, {"data": search}], "summary": {}}}
    forms = (record, record["data"], search, json.dumps(record), json.dumps(record).encode())
    for form in forms:
        report = only(form)
        assert report.error is not None
        assert report.error.args == expected.args
    assert only(search).time == datetime(2026, 11, 24, 1, 2, 3, 4000, tzinfo=UTC)
    assert len(read_oci_log(answer)) == len(read_oci_log(json.dumps([record, record]))) == 2
    assert len(list(read_log([json.dumps(record), "no record", json.dumps(search)]))) == 2


@pytest.mark.parametrize(
    "record",
    [
        {"action": "login"},
        {"errorType": "x"},
        "",
        "{",
        "[]",
        "7",
        "null",
        {},
        {"data": None},
        "[" * 10_000,
        b"\xff",
    ],
)
def test_what_is_no_record(record: Any) -> None:
    assert read_oci_log(record) == []


def test_odd_times() -> None:
    times: list[object] = [1e99, -1, "x", [], True, float("nan")]
    for time in times:
        assert only({**accepted(), "time": time, "datetime": None}).outcome == "accepted"


NAMES = st.sampled_from(
    ["action", "errorType", "smtpStatus", "recipient", "sender", "messageId", "bounceCode", "data",
     "time", "datetime", "type", "logContent", "results", "recipientMailServer"]
)  # fmt: skip
WORDS = st.sampled_from(["accept", "bounce", "soft", "hard", "550 5.1.1 x", "5.1.1", RELAYED])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, VALUES))
def test_any_record(record: dict[str, Any]) -> None:
    for report in [*read_oci_log(record), *read_oci_log(json.dumps(record))]:
        assert report.outcome in {"accepted", "delivered", "failed", "other"}
        if report.error is not None:
            assert str(report.error).isprintable()


@given(st.text() | st.binary())
def test_any_text(text: str | bytes) -> None:
    assert isinstance(read_oci_log(text), list)
