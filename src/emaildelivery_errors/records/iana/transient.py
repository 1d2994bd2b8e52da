"""The texts of transient codes that say what the permanent ones say, but only for now."""

from collections.abc import Mapping
from typing import Final

__all__ = ["with_transient_forms"]

# One meaning in both classes: the record is of the same class of exception.
_SAME: Final = frozenset({"2.2", "3.1", "4.5", "4.7", "5.3", "7.12"})


def with_transient_forms(
    texts: Mapping[str, dict[str, str]], *, title: str, remedy: str
) -> dict[str, dict[str, str]]:
    """Add for each `iana.5.y.z` an `iana.4.y.z` that has no text of its own.

    `title` and `remedy` are the patterns that make of the permanent text a transient one.
    """
    derived: dict[str, dict[str, str]] = {}
    for key, text in texts.items():
        detail = key.removeprefix("iana.5.")
        transient = f"iana.4.{detail}"
        if detail == key or detail.count(".") != 1 or transient in texts:
            continue
        derived[transient] = (
            text
            if detail in _SAME
            else {
                **text,
                "title": title.format(text["title"]),
                "remedy": remedy.format(text["remedy"]),
            }
        )
    return {**texts, **derived}
