"""What a real Postfix 3.7 logged and bounced, relaying into the small OCI (`test_real_postfix.py`)."""

from pathlib import Path

import pytest

from emaildelivery_errors.readers import Report, read_dsn, read_log

DATA = Path(__file__).parent / "data/postfix"

# Name, outcome, key, reply code, command in the log (a bounce has none).
RECORDED = [
    ("certificate_not_verified.log", "delayed", "iana.4.7.5", None, None),
    ("credentials_invalid.log", "delayed", "oci.credentials_invalid", 535, "AUTH"),
    ("mechanism_filtered.log", "delayed", "iana.4.7.0", None, "AUTH"),
    ("message_parse_error.log", "failed", "oci.message_parse_error", 554, "."),
    ("message_parse_error.eml", "failed", "oci.message_parse_error", 554, None),
    ("no_login.log", "failed", "oci.authentication_required", 535, "MAIL"),
    ("no_login.eml", "failed", "oci.authentication_required", 535, None),
    ("no_mechanism.log", "delayed", "iana.4.7.0", None, "AUTH"),
    ("no_wrappermode.log", "delayed", "iana.4.4.2", None, None),
    ("protocols.log", "delayed", "iana.4.7.5", None, None),
    ("rate_per_minute.log", "delayed", "oci.rate_per_minute", 455, "RCPT"),
    # Postfix takes the 254 for success, goes on, and hears 503.
    ("recipient_suppressed.log", "failed", "oci.need_rcpt", 503, "DATA"),
    ("recipient_suppressed.eml", "failed", "oci.need_rcpt", 503, None),
    ("recipient_unknown.log", "failed", "smtp.user_unknown", 550, "RCPT"),
    ("recipient_unknown.eml", "failed", "smtp.user_unknown", 550, None),
    ("sender_not_authorized.log", "failed", "oci.sender_not_authorized", 535, "MAIL"),
    ("sender_not_authorized.eml", "failed", "oci.sender_not_authorized", 535, None),
    ("server_error.log", "delayed", "oci.server_error", 451, "."),
    ("size_announced.log", "failed", "iana.5.3.4", None, None),
    ("size_announced.eml", "failed", "iana.5.3.4", None, None),
    ("too_many_connections.log", "delayed", "oci.too_many_connections", 421, "CONNECT"),
    ("sent.log", "delivered", None, None, None),
    ("sent_465.log", "delivered", None, None, None),
]


def reports(name: str) -> list[Report]:
    """Return the reports of the message, without those of Postfix's own bounce."""
    path = DATA / name
    if path.suffix == ".eml":
        return read_dsn(path.read_bytes())
    with path.open("rb") as file:
        return [report for report in read_log(file) if report.sender]


@pytest.mark.parametrize(("name", "outcome", "key", "code", "command"), RECORDED)
def test_recorded(
    name: str, outcome: str, key: str | None, code: int | None, command: str | None
) -> None:
    (report,) = reports(name)
    assert report.outcome == outcome
    assert report.sender == "app@bounces.example.com"
    assert report.recipient
    assert report.queue_id
    assert report.message_id
    assert report.time is not None
    error = report.error
    assert (error and error.key) == key
    if error is not None:
        assert (error.code, error.command) == (code, command)
        assert error.recipient == report.recipient
        assert error.sender == report.sender
        assert error.hard_bounce == (key == "smtp.user_unknown")


def test_log_and_bounce_tell_the_same() -> None:
    names = [name for name, *_ in RECORDED if name.endswith(".eml")]
    assert len(names) == 6
    for name in names:
        (bounced,), (logged,) = reports(name), reports(name.replace(".eml", ".log"))
        for fact in ("outcome", "recipient", "sender", "message_id"):
            assert getattr(bounced, fact) == getattr(logged, fact), (name, fact)


def test_suppressed_among_others_is_not_in_the_log() -> None:
    """`bounces.md` says so: Postfix logs both as sent."""
    outcomes = [report.outcome for report in reports("one_of_two_suppressed.log")]
    assert outcomes == ["delivered", "delivered"]
