"""The helpers for retry libraries."""

import smtplib
from datetime import timedelta

import emaildelivery_errors as ede
from emaildelivery_errors.retry import (
    backoff_hook,
    backoff_within,
    is_retryable,
    retry_after_seconds,
)

MINUTE = smtplib.SMTPDataError(455, b"Maximum messages sent per minute reached : limit is 10")
DAY = smtplib.SMTPDataError(455, b"Maximum messages sent per day reached : limit is 10")
SOON = smtplib.SMTPDataError(451, b"Server error")
NEVER = smtplib.SMTPDataError(554, b"Message parse error")


def test_is_retryable() -> None:
    assert is_retryable(MINUTE)
    assert is_retryable(SOON)
    assert not is_retryable(NEVER)
    assert not is_retryable(ValueError())
    assert not is_retryable(KeyboardInterrupt())
    assert not is_retryable(NEVER, may_duplicate=True)


def test_retry_after_seconds() -> None:
    assert retry_after_seconds(MINUTE, 5) == 60
    assert retry_after_seconds(SOON, 5) == 5
    assert retry_after_seconds(ValueError(), 5) == 5


def test_backoff() -> None:
    assert backoff_hook(MINUTE) == timedelta(seconds=60)
    assert backoff_hook(SOON) is True
    assert backoff_hook(NEVER) is False
    assert backoff_hook(ValueError()) is False
    for limit in (60, timedelta(minutes=1)):
        hook = backoff_within(limit)
        assert hook(MINUTE) == timedelta(seconds=60)
        assert hook(DAY) is False
        assert hook(SOON) is True
    assert ede.backoff_within is backoff_within
