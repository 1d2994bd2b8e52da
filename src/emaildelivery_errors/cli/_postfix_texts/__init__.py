"""The texts of `check-postfix`, one file for each language."""

from collections.abc import Mapping
from importlib import import_module

__all__ = ["texts"]


def texts(language: str) -> Mapping[str, Mapping[str, str]]:
    """Read the texts of `"en"` or `"ja"`: for each kind of finding its title, why and remedy."""
    found: Mapping[str, Mapping[str, str]] = import_module(f"{__name__}.{language}").TEXTS
    return found
