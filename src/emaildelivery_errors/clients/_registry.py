"""Which exception is whose: translators by the full name of the exception's class."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from .._catalog import CATALOG
from ..errors import DeliveryError

__all__ = ["provider_carried", "register", "translate"]

Translator = Callable[[Any, str | None], DeliveryError | None]

_TRANSLATORS: Final[dict[str, Translator]] = {}


def register(translators: Mapping[str, Translator]) -> None:
    """Add the translators of a client."""
    _TRANSLATORS.update(translators)


def translate(exc: BaseException, provider: str | None) -> DeliveryError | None:
    """Translate an exception that is itself of a mail client or of the network.

    It is recognised by the names of its class and of those above it; no client is imported.
    Without a provider that of the exception counts, if it carries one.
    """
    if isinstance(exc, DeliveryError):
        return exc
    for cls in type(exc).__mro__:
        translator = _TRANSLATORS.get(f"{cls.__module__}.{cls.__qualname__}")
        if translator is not None:
            return translator(exc, provider or provider_carried(exc))
    return None


def provider_carried(carrier: object) -> str | None:
    """Return the provider that the drop-in has put on an exception, or that its session has.

    An attribute of that name on somebody else's object may be anything.
    """
    name = getattr(carrier, "__dict__", {}).get("provider")
    return name if isinstance(name, str) and CATALOG.has_provider(name) else None
