"""Phrases: the records told by a few words anywhere in a reply, such as `user unknown`.

Servers say the same with many a wording around it. The words count where the codes say little.
"""

from collections.abc import Iterable
from typing import Final

from ._entry import Entry
from ._reply import Reply

__all__ = ["Phrases"]

# Lower case, and a blank for ASCII that is no letter and no digit: "Over-quota" is two words.
_WORDS: Final = bytes(
    octet if octet >= 128 else ord(chr(octet).lower()) if chr(octet).isalnum() else ord(" ")  # noqa: PLR2004
    for octet in range(256)
)

_ANYTHING: Final = b""  # is before a phrase of one word


class Phrases:
    """The records that have words, by the last word of each phrase and the one before it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_end: dict[bytes, dict[bytes, list[tuple[list[bytes], Entry]]]] = {}
        for entry in entries:
            for phrase in entry.words:
                words = phrase.encode().split()
                before = words[-2] if len(words) > 1 else _ANYTHING
                by_before = self._by_end.setdefault(words[-1], {})
                by_before.setdefault(before, []).append((words, entry))
        self._last_words = frozenset(self._by_end)

    def find(self, reply: Reply, command: str | None) -> Entry | None:
        """Return the record with the longest phrase that a reply to `command` has, if any."""
        text = " ".join(reply.lines).encode("utf-8", "surrogatepass").translate(_WORDS).split()
        if self._last_words.isdisjoint(text):
            return None
        best, longest = None, 0
        before = _ANYTHING
        for end, word in enumerate(text, 1):
            by_before = self._by_end.get(word)
            if by_before is not None:
                for words, entry in by_before.get(before, ()) or by_before.get(_ANYTHING, ()):
                    length = len(words)
                    if (
                        length > longest
                        and text[end - length : end] == words
                        and reply.code in entry.codes
                        and (command is None or not entry.commands or command in entry.commands)
                    ):
                        best, longest = entry, length
            before = word
        return best
