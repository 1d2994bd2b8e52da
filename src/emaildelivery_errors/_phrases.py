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
        line = " ".join(reply.lines)
        text = _words(line)
        if self._last_words.isdisjoint(text):
            return None
        found = self._all_in(text)
        if found and ("@" in line or "." in line):
            # Anybody may choose an address, host name or URL.
            text = _words(" ".join([word for word in line.split() if not _is_name(word)]))
            found = self._all_in(text)
        for _, _, entry in sorted(found, key=_rank):
            if (
                reply.code in entry.codes
                and (command is None or not entry.commands or command in entry.commands)
                and (entry.scope != "recipient" or _NOT_OF_THE_RECIPIENT.isdisjoint(text))
            ):
                return entry
        return None

    def _all_in(self, text: list[bytes]) -> list[_Ranked]:
        """Return all phrases in these words."""
        found: list[_Ranked] = []
        before = _ANYTHING
        for end, word in enumerate(text, 1):
            by_before = self._by_end.get(word)
            if by_before and (before in by_before or _ANYTHING in by_before):
                found += [
                    ranked
                    for ranked in by_before.get(before, ())
                    if text[end - len(ranked[1]) : end] == ranked[1]
                ]
                found += by_before.get(_ANYTHING, ())
            before = word
        return found


def _rank(ranked: _Ranked) -> int:
    return ranked[0]


def _words(line: str) -> list[bytes]:
    return line.encode("utf-8", "surrogatepass").translate(_WORDS).split()


def _is_name(word: str) -> bool:
    # A full stop may also end a sentence.
    return "@" in word or ("." in word and "." in word.strip(_AROUND_NAMES))
