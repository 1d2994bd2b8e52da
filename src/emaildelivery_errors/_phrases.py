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

_AROUND_NAMES: Final = ".,;:!?()<>[]\"'"

# Words that replies of any meaning have. A phrase is filed under its last word that is none.
_COMMON: Final = frozenset(
    b"access address allowed command connection denied does exceeded exceeds failed for found full "
    b"is list mailbox message no not permitted rate recipient rejected required size the too user "
    b"with you".split()
)

# Rank (those asked for first have the lower one), phrase, place of its key word, record.
_Ranked = tuple[int, list[bytes], int, Entry]


class Phrases:
    """The records that have words, by one word of each phrase.

    Their order counts: the first that has a phrase in the reply is the answer.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_word: dict[bytes, list[_Ranked]] = {}
        for rank, entry in enumerate(entries):
            for phrase in entry.words:
                words = phrase.encode().split()
                rare = [i for i, word in enumerate(words) if word not in _COMMON]
                place = rare[-1] if rare else len(words) - 1
                self._by_word.setdefault(words[place], []).append((rank, words, place, entry))
        self._words = frozenset(self._by_word)

    def find(self, reply: Reply, command: str | None) -> Entry | None:
        """Return the first record that has a phrase in this reply to `command`, if any."""
        line = " ".join(reply.lines)
        text = _words(line)
        if self._words.isdisjoint(text):
            return None
        found = self._all_in(text)
        if found and ("@" in line or "." in line):
            # Anybody may choose an address, host name or URL.
            text = _words(" ".join([word for word in line.split() if not _is_name(word)]))
            found = self._all_in(text)
        for _, _, _, entry in sorted(found, key=_rank):
            if (
                reply.code in entry.codes
                and (command is None or not entry.commands or command in entry.commands)
                and (entry.scope != "recipient" or _NOT_OF_THE_RECIPIENT.isdisjoint(text))
            ):
                return entry
        return None

    def _all_in(self, text: list[bytes]) -> list[_Ranked]:
        """Return all phrases in these words."""
        return [
            ranked
            for i, word in enumerate(text)
            if word in self._words
            for ranked in self._by_word[word]
            if i >= ranked[2] and text[i - ranked[2] : i - ranked[2] + len(ranked[1])] == ranked[1]
        ]


def _rank(ranked: _Ranked) -> int:
    return ranked[0]


def _words(line: str) -> list[bytes]:
    return line.encode("utf-8", "surrogatepass").translate(_WORDS).split()


def _is_name(word: str) -> bool:
    # A full stop may also end a sentence.
    return "@" in word or ("." in word and "." in word.strip(_AROUND_NAMES))
