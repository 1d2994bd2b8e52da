"""The knowledge, as data: one folder for each source, with its records and their texts.

A new source is a folder with `entries.py`, `en.py` and `ja.py`, and a line in `SOURCES`.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Final

from .._entry import Entry
from . import iana, net, oci, oci_api, standards, subetha

__all__ = ["ENTRIES", "LANGUAGES", "SERVER_SOFTWARE", "texts"]

SOURCES: Final = (oci, oci_api, subetha, standards, iana, net)

ENTRIES: Final[tuple[Entry, ...]] = tuple(entry for source in SOURCES for entry in source.ENTRIES)

# The wordings of OCI's SMTP service are nearly all those of SubEthaSMTP.
SERVER_SOFTWARE: Final[Mapping[str, tuple[str, ...]]] = {"oci": ("subetha",)}

LANGUAGES: Final = ("en", "ja")


@cache
def texts(language: str) -> dict[str, Mapping[str, str]]:
    """Read the texts of a language: for each key its title, meaning, cause and remedy."""
    return {
        key: text
        for source in SOURCES
        for key, text in import_module(f"{source.__name__}.{language}").TEXTS.items()
    }
