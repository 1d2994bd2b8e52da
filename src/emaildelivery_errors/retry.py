"""Helpers that fit retry libraries. They take any exception, translated or not.

With tenacity::

    retry(retry=retry_if_exception(is_retryable), ...)

with stamina::

    stamina.retry(on=backoff_within(60), attempts=5)
"""

from collections.abc import Callable
from datetime import timedelta

from ._hint import RetryHint
from .clients import from_exception

__all__ = ["RetryHint", "backoff_hook", "backoff_within", "is_retryable", "retry_after_seconds"]


def is_retryable(exc: BaseException, *, may_duplicate: bool = False) -> bool:
    """Tell whether to send the same message again later.

    `may_duplicate` says that twice is better than never: then an outcome that is unknown, a
    connection lost after the last octet of the message, is retryable too. (A `TransientError` is
    retryable in any case, also the 5xx of an HTTP API, which Oracle documents to be tried again
    although it may send twice: its `retry.may_duplicate` tells.) False for exceptions
    that have nothing to do with delivery. True for a `RecipientsRefusedError` of which a part is:
    send to its `to_retry()` alone.
    """
    error = from_exception(exc)
    if error is None:
        return False
    return error.retryable or (may_duplicate and error.retry.may_duplicate)


def retry_after_seconds(exc: BaseException, default: float) -> float:
    """Return the least wait in seconds, `default` where none is known."""
    error = from_exception(exc)
    after = None if error is None else error.retry_after
    return default if after is None else after.total_seconds()


def backoff_hook(exc: Exception) -> bool | timedelta:
    """Return `False`, `True` for "your own backoff", or the least wait; never `None`."""
    error = from_exception(exc)
    if error is None or not error.retryable:
        return False
    after = error.retry_after
    return True if after is None else after


def backoff_within(limit: float | timedelta) -> Callable[[Exception], bool | timedelta]:
    """Return a `backoff_hook` that gives up where the wait is longer than `limit`.

    `limit` is in seconds, or a `timedelta`. A longer wait belongs in a queue, not in a
    process that sleeps.
    """
    longest = limit if isinstance(limit, timedelta) else timedelta(seconds=limit)

    def backoff_hook_within(exc: Exception) -> bool | timedelta:
        wait = backoff_hook(exc)
        return False if isinstance(wait, timedelta) and wait > longest else wait

    return backoff_hook_within
