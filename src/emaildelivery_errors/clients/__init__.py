"""From the exceptions of a mail client and of the network to the library's own.

No client is imported: an exception is recognised by the names of its classes.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from types import TracebackType
from typing import Any, Final, ParamSpec, Self, TypeVar, cast

from .._catalog import CATALOG
from .._classify import Answer
from ..errors import DeliveryError
from . import _aiosmtplib as _aiosmtplib
from . import _http as _http
from . import _network as _network
from . import _smtplib as _smtplib
from ._making import refusal, together
from ._registry import translate
from ._response import from_response, from_suppressed, raise_for_response

__all__ = [
    "from_exception",
    "from_refused",
    "from_response",
    "from_suppressed",
    "raise_for_refused",
    "raise_for_response",
    "translate_errors",
]

P = ParamSpec("P")
R = TypeVar("R")

_MAX_CAUSES: Final = 100  # chains are short; one with a cycle ends here


def from_exception(exc: BaseException, *, provider: str | None = None) -> DeliveryError | None:
    """Return what an exception of `smtplib`, the network or TLS means for the delivery.

    Looks at the exception and then at its `__cause__`, and that one's. A `DeliveryError` is
    returned as it is; `None` for what has nothing to do with delivery. Without a `provider` that
    of the exception counts, which the drop-in for `smtplib` tells by the host's name.

    Raises `ValueError` for an unknown `provider`.
    """
    CATALOG.check_provider(provider)
    current: BaseException | None = exc
    for _ in range(_MAX_CAUSES):
        if current is None:
            return None
        error = translate(current, provider)
        if error is not None:
            return error
        current = current.__cause__
    return None


def from_refused(
    mapping: Mapping[str, Answer],
    *,
    provider: str | None = None,
    sender: str | None = None,
) -> dict[str, DeliveryError]:
    """Return the error of each recipient in the mapping that `sendmail` returns.

    The others got the message; these did not. `accepted` says so: it is False, but True where
    the server answered with an unusual success, such as 252, and `smtplib` alone took offence.
    """
    CATALOG.check_provider(provider)
    return {
        recipient: refusal(
            answer, provider, command="RCPT", recipient=recipient, sender=sender, accepted=True
        )
        for recipient, answer in mapping.items()
    }


def raise_for_refused(
    mapping: Mapping[str, Answer],
    *,
    provider: str | None = None,
    sender: str | None = None,
) -> None:
    """Raise what the mapping that `sendmail` returns means, if any recipient was refused.

    The error of the one recipient; one error for all where the reason is not theirs (a limit of
    the account); else a `RecipientsRefusedError`.
    """
    errors = from_refused(mapping, provider=provider, sender=sender)
    if errors:
        raise together(list(errors.values()))


class translate_errors:  # noqa: N801, reads like contextlib's functions
    """Raise delivery errors instead of those of the mail client and the network.

    A context manager, and a decorator for functions and coroutine functions::

        with translate_errors(provider="oci"):
            refused = smtp.send_message(message)

    The drop-in for `smtplib` tells the provider by the host's name, if none is given.

    The original exception is the `__cause__`. All others pass untouched, also those that have
    one of a mail client as their cause. Errors of the network are translated whoever raises
    them, so keep the block to the mail: what a database raises in there would look like a failed
    delivery (`accepted` is `None` then, not False).

    Raises `ValueError` for an unknown `provider`, and as a
    decorator `TypeError` on a generator function.
    """

    def __init__(self, *, provider: str | None = None) -> None:
        CATALOG.check_provider(provider)
        self._provider = provider

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if exc is None or isinstance(exc, DeliveryError):
            return
        error = translate(exc, self._provider)
        try:
            if error is not None:
                raise error from exc
        finally:
            # This frame is in the error's traceback: together they would keep the connection
            # and the message alive until the garbage collector comes.
            del error, exc, traceback

    def __call__(self, func: Callable[P, R]) -> Callable[P, R]:
        """Decorate a function or coroutine function."""
        import inspect  # heavy, and of use for decorators alone

        if inspect.isgeneratorfunction(func) or inspect.isasyncgenfunction(func):
            msg = f"{func!r} is a generator function, whose body runs outside of the call"
            raise TypeError(msg)
        if inspect.iscoroutinefunction(func):

            @wraps(func)
            async def translated_coroutine(*args: P.args, **kwargs: P.kwargs) -> Any:  # noqa: ANN401
                with self:
                    return await func(*args, **kwargs)

            return cast("Callable[P, R]", translated_coroutine)

        @wraps(func)
        def translated(*args: P.args, **kwargs: P.kwargs) -> R:
            with self:
                return func(*args, **kwargs)

        return translated
