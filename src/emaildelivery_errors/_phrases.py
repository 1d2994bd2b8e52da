"""Phrases: the records told by a few words anywhere in a reply, such as `user unknown`.

Servers say the same with many a wording around it. The words count where the codes say little.
"""

from collections.abc import Iterable
from typing import Final

from ._entry import Entry

__all__ = ["Phrases"]

# ASCII that is no letter and no digit separates words: "over-quota" is two.
_SEPARATORS: Final = "".join(char if char.isalnum() else " " for char in map(chr, range(128)))


class Phrases:
    """The records that have words, by the first of their words."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_word: dict[str, list[tuple[str, Entry]]] = {}
        for entry in entries:
            for phrase in entry.words:
                first = phrase.partition(" ")[0]
                self._by_word.setdefault(first, []).append((f" {phrase} ", entry))

    def find(self, folded: str, code: int, command: str | None) -> Entry | None:
        """Return the record with the longest phrase that a reply to `command` has, if any.

        `folded` is the reply's text in lower case.
        """
        words = folded.translate(_SEPARATORS).split()
        text = None
        best, longest = None, 0
        for word in self._by_word.keys() & words:
            text = text or f" {' '.join(words)} "
            for phrase, entry in self._by_word[word]:
                if (
                    len(phrase) > longest
                    and code in entry.codes
                    and (command is None or not entry.commands or command in entry.commands)
                    and phrase in text
                ):
                    best, longest = entry, len(phrase)
        return best
