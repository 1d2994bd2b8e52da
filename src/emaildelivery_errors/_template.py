"""Template: the wording of a reply with the places of its values, `limit is <limit>`.

A template is literal pieces and names in turn. Matching finds the literal pieces, one after the
other, in a view of the text that is folded where servers really vary; the values are cut out of
the text itself. There is no backtracking and no regular expression, so the time is linear in the
length of the text, whatever a hostile server sends.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

__all__ = ["FoldedText", "Template", "parse_template"]

# Lower case for ASCII alone, by octets: what is not ASCII keeps its octets, and all keep their
# number, so that a position in the folded text is one in the text.
_FOLD_OCTETS: Final = bytes(
    ord(" ") if char in "\t\r\n" else ord(char.lower()) for char in map(chr, range(128))
) + bytes(range(128, 256))
_FOLD_CHARACTERS: Final = (("\u00a0", " "), ("\u3000", " "), ("\uff1a", ":"))

# The documentation's names with blanks and short forms, and the names of ours.
_NAMES: Final = {"user ocid": "user", "recpt": "recipient"}

# These are one word: text behind it is no part of the value, and neither is a final full stop.
_ONE_WORD: Final = frozenset({"limit", "size"})


class FoldedText:
    """A text as the matcher compares it.

    `folded`: ASCII lower case, one space for each run of white space, without an `Error: ` in
    front. `cut(start, end)` gives what stands there in the text itself.
    """

    __slots__ = ("_positions", "_text", "folded")

    def __init__(self, text: str) -> None:
        folded, positions = _fold(text)
        if folded.startswith((" ", "error")):
            start = int(folded.startswith(" "))
            start = max(start, _end_of_literal(folded, start, _ERROR_PREFIX))
            folded, positions = folded[start:], positions[start:]
        self.folded = folded.removesuffix(" ")
        self._positions = positions
        self._text = text

    def cut(self, start: int, end: int) -> str:
        """Return the exact text between two positions in `folded`."""
        return self._text[self._positions[start] : self._positions[end]]


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and for each position in it the one in `text`."""
    octets = text.encode("utf-8", "surrogatepass")
    folded = octets.translate(_FOLD_OCTETS).decode("utf-8", "surrogatepass")
    if not text.isascii():
        for character, replacement in _FOLD_CHARACTERS:
            folded = folded.replace(character, replacement)
    if "  " not in folded:
        return folded, range(len(folded) + 1)
    positions = [i for i in range(len(folded)) if folded[i] != " " or folded[i - 1 : i] != " "]
    return "".join([folded[i] for i in positions]), [*positions, len(folded)]


# A literal piece, folded, and cut at its colons, around which blanks may come or go: what stands
# before the first colon, and what follows each of them.
_Literal = tuple[str, tuple[str, ...]]

_ERROR_PREFIX: Final[_Literal] = ("error", ("",))


@attrs.frozen(eq=False, repr=False)
class Template:
    """The wording of a reply, made by `parse_template`."""

    notation: str
    names: tuple[str, ...]
    weight: int  # how much literal text there is: the more, the surer a match
    key: str  # folded text that every match begins with
    _pieces: tuple[str, ...]  # literal pieces as written, one more than names
    _first: _Literal  # the literal that every match begins with
    _steps: tuple[tuple[str, _Literal, bool], ...]  # name, literal behind it, is it the last

    def __str__(self) -> str:
        return self.notation

    def fill(self, values: Mapping[str, object]) -> str:
        """Put values in their places: the exact inverse of `match`.

        Raises `ValueError` where a value is missing, unknown, or could not be told from the text
        around it, such as one with a line end or an outer blank.
        """
        given = {name: str(value) for name, value in values.items()}
        if given.keys() != set(self.names):
            msg = f"{self.notation!r} takes the values {list(self.names)}, not {list(given)}"
            raise ValueError(msg)
        text = self._pieces[0] + "".join(
            given[name] + piece for name, piece in zip(self.names, self._pieces[1:], strict=True)
        )
        text.encode()  # a lone surrogate raises, and cannot be sent
        if "\n" in text or "\r" in text or self.match(FoldedText(text)) != given:
            msg = f"{given!r} in {self.notation!r} could not be read back from {text!r}"
            raise ValueError(msg)
        return text

    def match(self, text: FoldedText) -> dict[str, str] | None:
        """Return the values that a reply's text has in the places.

        `None` if the wording is another one, or goes on after the end of the template.
        """
        folded = text.folded
        end = _end_of_literal(folded, 0, self._first)
        if end < 0:
            return None
        values: dict[str, str] = {}
        for name, literal, is_last in self._steps:
            start = end
            stop, end = _find_literal(folded, start, literal, is_last)
            if end < 0:
                return None
            value = text.cut(start, stop)
            if name in _ONE_WORD:
                if stop == len(folded):
                    value = value.removesuffix(".")
                if not value or " " in folded[start:stop]:
                    return None
            values[name] = value
        # The last literal was found at the end of the text. Without values nothing was.
        return values if values or _is_end(folded, end) else None


def parse_template(notation: str) -> Template:
    """Read the notation of the documentation.

    `<limit>` is the place of a value, `<<` is a literal `<`. Raises `ValueError` for a notation
    that cannot be matched: two values without text between them, a name twice, an open bracket.
    """
    pieces, names = _split(notation)
    folded = [_fold(piece)[0] for piece in pieces]
    folded[-1] = folded[-1].removesuffix(".")
    literals = [_literal(piece) for piece in folded]
    first, others = literals[0]
    if first == _ERROR_PREFIX[0] and others:
        literals[0] = others[0], others[1:]
    weight = sum(len(first) + sum(map(len, others)) for first, others in literals)
    steps = [(name, literal, False) for name, literal in zip(names, literals[1:], strict=True)]
    if steps:
        steps[-1] = (*steps[-1][:2], True)
    return Template(notation, names, weight, literals[0][0], pieces, literals[0], tuple(steps))


def _split(notation: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split the notation into literal pieces and the names between them."""
    pieces, names = [""], list[str]()
    rest = notation
    while rest:
        literal, bracket, rest = rest.partition("<")
        pieces[-1] += literal
        if rest.startswith("<"):
            pieces[-1] += "<"
            rest = rest[1:]
        elif bracket:
            name, closed, rest = rest.partition(">")
            name = _NAMES.get(name, name)
            if not closed or not name.isidentifier() or name in names:
                msg = f"{notation!r}: no name, or one that is there already, at <{name}"
                raise ValueError(msg)
            if names and not pieces[-1]:
                msg = f"{notation!r}: there must be text between {names[-1]} and {name}"
                raise ValueError(msg)
            names.append(name)
            pieces.append("")
    return tuple(pieces), tuple(names)


def _literal(folded: str) -> _Literal:
    """Cut a folded literal piece at its colons, dropping the blanks around them."""
    chunks = folded.split(":")
    for i in range(len(chunks) - 1):
        chunks[i] = chunks[i].removesuffix(" ")
        chunks[i + 1] = chunks[i + 1].removeprefix(" ")
    return chunks[0], tuple(chunks[1:])


def _end_of_literal(folded: str, start: int, literal: _Literal) -> int:
    """Return where a literal that begins at `start` ends, -1 if it does not stand there."""
    first, others = literal
    if not folded.startswith(first, start):
        return -1
    end = start + len(first)
    for chunk in others:
        end += folded.startswith(" ", end)
        if not folded.startswith(":", end):
            return -1
        end += 1
        end += folded.startswith(" ", end)
        if not folded.startswith(chunk, end):
            return -1
        end += len(chunk)
    return end


def _find_literal(folded: str, start: int, literal: _Literal, is_last: bool) -> tuple[int, int]:  # noqa: FBT001
    """Return where a literal begins and ends at or after `start`, -1 twice if nowhere.

    The last literal must end where the text ends: a value may hold the same words.
    """
    first, others = literal
    if not first and not others:  # a value ends the template
        return len(folded), len(folded)
    begin = folded.find(first, start)
    while begin >= 0:
        end = _end_of_literal(folded, begin, literal)
        if end >= 0 and (not is_last or _is_end(folded, end)):
            return begin, end
        begin = folded.find(first, begin + 1)
    return -1, -1


def _is_end(folded: str, end: int) -> bool:
    """Tell whether the text ends here, but for a final full stop."""
    rest = len(folded) - end
    return rest == 0 or (rest == 1 and folded.endswith("."))
