"""Catalog: all records, and the index that finds the one that tells most about a reply."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

import attrs

from ._entry import Entry
from ._hint import known_command
from ._phrases import Phrases
from ._reply import EnhancedCode, Reply
from ._template import FoldedText, Template
from .errors import DeliveryError, MatchedBy
from .records import ENTRIES, LANGUAGES, SERVER_SOFTWARE, texts

__all__ = ["CATALOG", "Catalog", "Match"]

# A wording is filed under as much of its beginning as one of these lengths takes. Looking it up
# costs one step for each length in use, however many records there are.
_KEY_LENGTHS: Final = (24, 8, 1, 0)

_STANDARDS: Final = "standards"  # the provider of a server that is nobody's

_FIRST_FAILURE: Final = 400
_SUCCESS: Final = 2  # class of an enhanced code

# Servers use some hundreds of combinations of code, enhanced code and command.
_REMEMBERED: Final = 4096

# Subject and detail of enhanced codes that servers use for nearly everything, as well as those
# without a detail (X.y.0).
_UNDEFINED: Final = frozenset({(5, 1)})
_MISUSED: Final = frozenset({(1, 1), (1, 2), (1, 3), (1, 10), (2, 1), (5, 1), (7, 1), (7, 2)})

# No recipient is known yet, or any more.
_WITHOUT_RECIPIENT: Final = frozenset(
    {"CONNECT", "EHLO", "HELO", "LHLO", "STARTTLS", "AUTH", "MAIL", "RSET", "NOOP", "QUIT", "HELP"}
)

# How keys name commands: "." cannot be a part, and others ask the same.
_COMMANDS_IN_KEYS: Final = {
    ".": "end_of_data",
    "BDAT": "end_of_data",
    "HELO": "EHLO",
    "LHLO": "EHLO",
    "SEND": "MAIL",
    "SOML": "MAIL",
    "SAML": "MAIL",
    "VRFY": "RCPT",
    "EXPN": "RCPT",
}


@attrs.define
class Match:
    """A record, the values that the reply named, and what the reply was recognised by."""

    entry: Entry
    values: dict[str, str]
    by: MatchedBy


# The record, what it was recognised by, and whether the words of the reply may tell more.
_Answer = tuple[Entry | None, MatchedBy, bool]

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
        self._remembered: dict[object, _Answer] = {}
        providers = {entry.provider for entry in self if entry.provider is not None}
        self._chains: dict[str | None, tuple[str | None, ...]] = {None: (None,), _STANDARDS: ()}
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

    @cached_property
    def _phrases(self) -> Phrases:
        """The records told by words, indexed when the first reply asks for them."""
        return Phrases(self)

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

    def has_provider(self, provider: str) -> bool:
        """Tell whether there is a record of a provider's."""
        return provider in self._chains

    def _chain(self, provider: str | None) -> tuple[str | None, ...]:
        """Return whose wordings to try for a provider."""
        providers = self._chains.get(provider)
        if providers is None:
            known = ", ".join(sorted(name for name in self._chains if name is not None))
            msg = f"unknown provider {provider!r}, known are: {known}"
            raise ValueError(msg)
        return providers

    def match(
        self, reply: Reply, *, provider: str | None = None, command: str | None = None
    ) -> Match | None:
        """Return the record that tells most about a reply.

        By its words first: those of `provider` and of its server software, without one those
        of everybody, for `"standards"` those of nobody. The most literal wording wins, and then
        one that answers `command`. By the standards otherwise: the enhanced code, the reply code,
        the first digit. `None` for a reply that reports success.

        Raises `ValueError` for an unknown provider.
        """
        providers = self._chains.get(provider) or self._chain(provider)
        command = known_command(command)
        text: FoldedText | None = None
        for name in providers:
            shelf = self._shelves.get((name, reply.code))
            if shelf is not None:
                text = text or FoldedText(reply.text)
                match = _best(shelf, text, command)
                if match is not None:
                    return match
        if reply.code < _FIRST_FAILURE:
            return None
        entry, by, words_tell_more = self._by_codes(reply.code, reply.enhanced, command)
        if words_tell_more:
            by_words = self._phrases.find(reply, command)
            if by_words is not None:
                return Match(by_words, {}, "code")
        return None if entry is None else Match(entry, {}, by)

    def match_words(self, words: str, enhanced: EnhancedCode | None, digit: int) -> Match:
        """Return the record that tells most about a failure whose reply code is not known.

        A bounce may have the enhanced code alone, or nothing but words. `digit` is 4 or 5.
        """
        # No record is of this reply code, so that the enhanced code counts, or the digit.
        entry, by, words_tell_more = self._by_codes(100 * digit + 99, enhanced, None)
        if words_tell_more:
            # The records that are told by words are of this one.
            by_words = self._phrases.find(Reply(100 * digit + 50, (words,)), None)
            if by_words is not None:
                return Match(by_words, {}, "code")
        return Match(entry or self._entries[f"smtp.{digit}xx"], {}, by)

    def _by_codes(self, code: int, enhanced: EnhancedCode | None, command: str | None) -> _Answer:
        key = code, enhanced, command
        answer = self._remembered.get(key)
        if answer is None:
            if len(self._remembered) >= _REMEMBERED:  # a hostile server makes codes up
                self._remembered.clear()
            answer = self._remembered[key] = self._find_by_codes(code, enhanced, command)
        return answer

    def _find_by_codes(
        self, code: int, enhanced: EnhancedCode | None, command: str | None
    ) -> _Answer:
        """Return what the standards say of a failure, and whether its words may say more.

        The enhanced code comes first. But one without a detail, or without one that is
        registered, gives way to a reply code that has one meaning of its own.
        """
        by_code = self._for(f"smtp.{code}", command)
        if command is None and by_code is not None and len(by_code.commands) == 1:
            command = by_code.commands[0]  # 535 answers nothing but AUTH
        by_enhanced = self._of_enhanced(code // 100, enhanced, command)
        registered = None if by_enhanced is None else by_enhanced.enhanced
        detail = None
        if registered is not None and registered.detail != 0:
            detail = (registered.subject, registered.detail)
        words_tell_more = detail is None or detail in _MISUSED
        if by_enhanced is not None:
            gives_way = detail is None or detail in _UNDEFINED
            if by_code is None or not (gives_way and by_code.decisive):
                return by_enhanced, "enhanced", words_tell_more
        if by_code is not None:
            return by_code, "code", words_tell_more
        return self._entries.get(f"smtp.{code // 100}xx"), "digit", words_tell_more

    def _of_enhanced(
        self, digit: int, enhanced: EnhancedCode | None, command: str | None
    ) -> Entry | None:
        """Return the record of the enhanced code, else of its subject, else of its class.

        RFC 3463 section 2 says so for those that are not registered. Where its class is not the
        first digit of the reply code, the digit decides: it is what servers and clients go by.
        A code of success in a failure says nothing.
        """
        if enhanced is None or enhanced.class_ == _SUCCESS:
            return None
        subject = f"iana.{digit}.{enhanced.subject}"
        for entry in (
            self._for(f"{subject}.{enhanced.detail}", command),
            self._entries.get(subject),
        ):
            # What is said of a recipient before there is one must be of something else.
            if entry is not None and not (
                entry.scope == "recipient" and command in _WITHOUT_RECIPIENT
            ):
                return entry
        return self._entries.get(f"iana.{digit}")

    def _for(self, key: str, command: str | None) -> Entry | None:
        """Return the record of a code in answer to a command, else that of the code alone."""
        if command is not None:
            special = self._entries.get(f"{key}.{_COMMANDS_IN_KEYS.get(command, command)}")
            if special is not None:
                return special
        return self._entries.get(key)

    def search(
        self,
        words: str = "",
        *,
        code: int | None = None,
        enhanced: EnhancedCode | str | None = None,
        error: type[DeliveryError] | None = None,
        provider: str | None = None,
    ) -> list[Entry]:
        """Return the records that fit all that is asked for, in the order of the catalog.

        `words`: each of them stands in the key, the wordings, or a text in any language.
        `code`: the reply code, or the status of an HTTP API.
        `enhanced`: the enhanced status code (`"5.1.1"`).
        `error`: the class that is raised, or one above it.
        `provider`: whose replies they are, `"standards"` for those of nobody; `None` for all.

        Raises `ValueError` for an unknown provider.
        """
        self.check_provider(provider)
        wanted = words.casefold().split()
        return [
            entry
            for entry in self
            if (code is None or code in entry.codes or code == entry.status)
            and (enhanced is None or str(entry.enhanced) == str(enhanced))
            and (error is None or (entry.error is not None and issubclass(entry.error, error)))
            and (provider is None or (entry.provider or _STANDARDS) == provider)
            and (not wanted or _has_words(entry, wanted))
        ]

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


def _has_words(entry: Entry, wanted: list[str]) -> bool:
    in_languages = [texts(language).get(entry.key, {}).values() for language in LANGUAGES]
    parts = [
        entry.key,
        entry.phrase,
        *entry.words,
        *entry.error_codes,
        *map(str, entry.templates + entry.observed),
    ]
    searched = "\n".join(chain(parts, *in_languages)).casefold()
    return all(word in searched for word in wanted)


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
