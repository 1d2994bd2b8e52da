"""describe: what happened, why and what to do, in the reader's language."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple

from . import records
from ._catalog import CATALOG
from ._entry import Entry
from ._redact import printable
from .errors import DeliveryError, TransientError

__all__ = [
    "Description",
    "describe",
    "describe_error",
    "language_of",
    "set_default_locale",
    "use_locale",
]

_ENGLISH: Final = "en"
_SHOWN: Final = 320  # characters of a value; an address has 320 at most (RFC 3696 erratum 1690)

_context_language: ContextVar[str | None] = ContextVar("language", default=None)
_default_language = _ENGLISH


class Description(NamedTuple):
    """A record in words, each a line of plain text: what happened, why, and what to do."""

    title: str
    meaning: str
    cause: str
    remedy: str


def describe(entry_or_key: Entry | str, locale: str | None = None) -> Description:
    """Describe a record. Raises `KeyError` for a key that there is none of.

    The locale is the argument's, else that of `use_locale`, else that of `set_default_locale`,
    else English.
    """
    key = entry_or_key.key if isinstance(entry_or_key, Entry) else entry_or_key
    return _describe(key, {}, locale)


def describe_error(error: DeliveryError, locale: str | None) -> Description:
    """Describe an error, with its values filled in."""
    key = error.key
    if error.entry is None:  # of a newer release
        key = "smtp.4xx" if isinstance(error, TransientError) else "smtp.5xx"
    values = error.values
    if error.recipient is not None:
        values["recipient"] = error.recipient
    if error.matched_by == "digit":
        # 571 may be 5.7.1: a hint and no more, as 556 and others are codes of their own.
        dotted = ".".join(str(error.code))
        if f"iana.{dotted}" in CATALOG:
            values["enhanced"] = dotted
    return _describe(key, values, locale)


@contextmanager
def use_locale(locale: str | None) -> Generator[None]:
    """Describe in this language in the block, and in the tasks started from it."""
    token = _context_language.set(language_of(locale))
    try:
        yield
    finally:
        _context_language.reset(token)


def set_default_locale(locale: str | None) -> None:
    """Describe in this language in the whole process, `None` for English."""
    global _default_language  # noqa: PLW0603, the process has one
    _default_language = language_of(locale) or _ENGLISH


def language_of(locale: str | None) -> str | None:
    """Return `"ja"` for `"ja"`, `"ja-JP"` and `"ja_JP.UTF-8"`; English for unknown languages."""
    if locale is None:
        return None
    language = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return language if language in records.LANGUAGES else _ENGLISH


def _describe(key: str, values: Mapping[str, str], locale: str | None) -> Description:
    language = language_of(locale) or _context_language.get() or _default_language
    text = records.texts(language)[key]
    return Description(**{part: _fill(sentence, values) for part, sentence in text.items()})


def _fill(sentence: str, values: Mapping[str, str]) -> str:
    """Put values into `{name}`; leave out a `[part in brackets]` that has no value."""
    head, *parts = sentence.split("[")
    filled = [head]
    for part in parts:
        optional, _, rest = part.partition("]")
        name = optional.partition("{")[2].partition("}")[0]
        if values.get(name):
            shown = printable(values[name][:_SHOWN])
            filled.append(optional.replace("{" + name + "}", shown))
        filled.append(rest)
    return "".join(filled)
