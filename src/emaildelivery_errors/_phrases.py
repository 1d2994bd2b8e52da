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

# With one of these, what is said of a mailbox may be said of the sender's, or of a limit on
# sending: a live recipient must not be taken for a dead or a full one.
_NOT_OF_THE_RECIPIENT: Final = frozenset(
    b"sender senders sending envelope from callout verify verification auth authentication "
    b"authenticate relay relaying blocked daily hour hourly policy".split()
)

_ANYTHING: Final = b""  # is before a phrase of one word

# A phrase and its record; those asked for first have the lower rank.
_Ranked = tuple[int, list[bytes], Entry]


class Phrases:
    """The records that have words, by the last word of each phrase and the one before it.

    Their order counts: the first that has a phrase in the reply is the answer.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_end: dict[bytes, dict[bytes, list[_Ranked]]] = {}
        for rank, entry in enumerate(entries):
            for phrase in entry.words:
                words = phrase.encode().split()
                before = words[-2] if len(words) > 1 else _ANYTHING
                by_before = self._by_end.setdefault(words[-1], {})
                by_before.setdefault(before, []).append((rank, words, entry))
        self._last_words = frozenset(self._by_end)

    def find(self, reply: Reply, command: str | None) -> Entry | None:
        """Return the first record that has a phrase in this reply to `command`, if any."""
        octets = " ".join(reply.lines).encode("utf-8", "surrogatepass")
        text = octets.translate(_WORDS).split()
        if self._last_words.isdisjoint(text):
            return None
        if b"." in octets or b"@" in octets:
            text = _without_names(octets)
        found: list[tuple[int, Entry]] = []
        before = _ANYTHING
        for end, word in enumerate(text, 1):
            by_before = self._by_end.get(word)
            if by_before is not None:
                for rank, words, entry in (
                    *by_before.get(before, ()),
                    *by_before.get(_ANYTHING, ()),
                ):
                    if text[end - len(words) : end] == words and _may_say(entry, reply, command):
                        found.append((rank, entry))
            before = word
        for _, entry in sorted(found, key=lambda pair: pair[0]):
            if entry.scope != "recipient" or _NOT_OF_THE_RECIPIENT.isdisjoint(text):
                return entry
        return None


def _may_say(entry: Entry, reply: Reply, command: str | None) -> bool:
    return reply.code in entry.codes and (
        command is None or not entry.commands or command in entry.commands
    )


def _without_names(octets: bytes) -> list[bytes]:
    """Return the words that are no address, host name or URL: anybody may choose those."""
    words: list[bytes] = []
    for token in octets.split():
        inner = token.strip(b".,;:!?()<>[]\"'")
        if b"@" not in token and b"." not in inner and b"://" not in token:
            words += token.translate(_WORDS).split()
    return words
