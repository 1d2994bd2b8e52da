"""Catalog: all records, and the index that finds the one whose wording a reply has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from ._entry import Entry
from ._hint import known_command
from ._reply import Reply
from ._template import FoldedText, Template
from .errors import MatchedBy
from .records import ENTRIES, SERVER_SOFTWARE

__all__ = ["CATALOG", "Catalog", "Match"]

# A wording is filed under as much of its beginning as one of these lengths takes. Looking it up
# costs one step for each length in use, however many records there are.
_KEY_LENGTHS: Final = (24, 8, 1, 0)

_FIRST_FAILURE: Final = 400


@attrs.define
class Match:
    """A record, the values that the reply named, and what the reply was recognised by."""

    entry: Entry
    values: dict[str, str]
    by: MatchedBy


_Wording = tuple[Template, Entry, MatchedBy]
_Shelf = dict[int, dict[str, list[_Wording]]]  # by length of the beginning, then by the beginning


class Catalog:
    """The records by key, and by what servers say.

    Iterating gives the records; `catalog[key]` one of them, or a `KeyError`. `server_software`
    names for a provider the software whose wordings its servers use too.
    """

    def __init__(
        self, entries: Iterable[Entry], server_software: Mapping[str, Sequence[str]]
    ) -> None:
        self._entries: dict[str, Entry] = {}
        # By provider (None for all of them together) and reply code.
        self._shelves: dict[tuple[str | None, int], _Shelf] = {}
        for entry in entries:
            if entry.key in self._entries:
                msg = f"two records with the key {entry.key}"
                raise ValueError(msg)
            self._entries[entry.key] = entry
            for template in entry.templates:
                self._file((template, entry, "documented"))
            for template in entry.observed:
                self._file((template, entry, "observed"))
        providers = {entry.provider for entry in self if entry.provider is not None}
        self._chains: dict[str | None, tuple[str | None, ...]] = {None: (None,)}
        for provider in providers:
            self._chains[provider] = (provider, *server_software.get(provider, ()))

    def _file(self, wording: _Wording) -> None:
        template, entry, _ = wording
        length = next(length for length in _KEY_LENGTHS if length <= len(template.key))
        for code in entry.codes:
            for provider in {None, entry.provider}:
                shelf = self._shelves.setdefault((provider, code), {})
                by_beginning = shelf.setdefault(length, {})
                by_beginning.setdefault(template.key[:length], []).append(wording)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def get(self, key: str) -> Entry | None:
        """Return the record with this key, or `None`."""
        return self._entries.get(key)

    def check_provider(self, provider: str | None) -> None:
        """Raise `ValueError` for a provider that there is no record of."""
        self._chain(provider)

    def _chain(self, provider: str | None) -> tuple[str | None, ...]:
        """Return whose wordings to try for a provider."""
        chain = self._chains.get(provider)
        if chain is None:
            known = ", ".join(sorted(name for name in self._chains if name is not None))
            msg = f"unknown provider {provider!r}, known are: {known}"
            raise ValueError(msg)
        return chain

    def match(
        self, reply: Reply, *, provider: str | None = None, command: str | None = None
    ) -> Match | None:
        """Return the record that tells most about a reply.

        By its words first: those of `provider` and of its server software, or without one those
        of everybody, the most literal wording winning and then one that answers `command`. By
        the first digit otherwise. `None` for a reply that reports success.

        Raises `ValueError` for an unknown provider.
        """
        chain = self._chain(provider)
        command = known_command(command)
        text = FoldedText(reply.text)
        for name in chain:
            shelf = self._shelves.get((name, reply.code))
            match = None if shelf is None else _best(shelf, text, command)
            if match is not None:
                return match
        if reply.code < _FIRST_FAILURE:
            return None
        by_digit = self._entries.get(f"smtp.{reply.code // 100}xx")
        return None if by_digit is None else Match(by_digit, {}, "digit")

    def look_up(self, words: str) -> list[Match]:
        """Return the records that print these words, whatever the code, also translated ones.

        For people who search. `match` is for replies, and takes no translation.
        """
        text = FoldedText(words)
        return [
            Match(entry, values, "observed" if template in entry.observed else "documented")
            for entry in self
            for template in entry.templates + entry.translated + entry.observed
            if (values := template.match(text)) is not None
        ]


def _best(shelf: _Shelf, text: FoldedText, command: str | None) -> Match | None:
    """Return the most literal match."""
    best, best_rank = None, (-1, False)
    for length, by_beginning in shelf.items():
        for template, entry, by in by_beginning.get(text.folded[:length], ()):
            rank = (template.weight, command in entry.commands)
            if rank > best_rank and (values := template.match(text)) is not None:
                best, best_rank = Match(entry, values, by), rank
    return best


CATALOG: Final = Catalog(ENTRIES, SERVER_SOFTWARE)
