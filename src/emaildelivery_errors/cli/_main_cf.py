"""The format of Postfix's `main.cf`, as in postconf(5): logical lines, `$name` in values."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

__all__ = ["MainCf", "Setting", "expand", "level", "parse"]

# What isspace(3) is true of in ASCII. Python's own idea of white space has more, which is text to
# Postfix.
_SPACE: Final = " \t\n\v\f\r"

_DEEPEST: Final = 100  # Postfix refuses to nest deeper as well
_MOST: Final = 100_000  # characters to look at for one value; Postfix has no such limit

_SETTING: Final = re.compile(r"([^\s=]+)\s*=(.*)", re.ASCII | re.DOTALL)
_REFERENCE: Final = re.compile(r"\$(?:(?P<dollar>\$)|(?P<open>[({])|(?P<name>[A-Za-z0-9_]+))?")
_NAME: Final = re.compile(r"\s*([A-Za-z0-9_]*)\s*", re.ASCII)
_RELATION: Final = re.compile(r"(==|!=|<=|>=|<|>)(level)?\s*(?=\{)", re.ASCII)
_LEVEL: Final = re.compile(r"\s*(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?\s*", re.ASCII)
_BRACKETS: Final = {"(": re.compile(r"[()]"), "{": re.compile(r"[{}]")}

# What each asks of the order: -1 for less, 1 for more.
_RELATIONS: Final = {
    "==": (0,),
    "!=": (-1, 1),
    "<": (-1,),
    "<=": (-1, 0),
    ">": (1,),
    ">=": (0, 1),
}


@attrs.frozen
class Setting:
    """One `name = value`, with the line that it begins in, counted from 1."""

    name: str
    value: str
    line: int


@attrs.frozen
class MainCf:
    """What a file says.

    `settings`: in the order of the file, so the last of a name counts.
    `broken`: where lines begin that are no setting; Postfix does not start with one.
    """

    settings: tuple[Setting, ...]
    broken: tuple[int, ...]


def parse(text: str) -> MainCf:
    """Read the text of a `main.cf`, or what `postconf -n` prints. Any text will do."""
    settings: list[Setting] = []
    broken: list[int] = []
    for line, logical in _logical_lines(text):
        # Postfix, being written in C, reads up to the first NUL.
        match = _SETTING.fullmatch(logical.partition("\0")[0])
        if match:
            settings.append(Setting(match[1], match[2].strip(_SPACE), line))
        else:
            broken.append(line)
    return MainCf(tuple(settings), tuple(broken))


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield logical lines, each with the number of its first line.

    Comments and blank lines end none. What continues nothing, at the top of the file, is ignored.
    """
    first, parts = 0, [" "]
    for number, line in enumerate(text.split("\n"), 1):
        content = line.strip(_SPACE)
        if not content or content.startswith("#"):
            continue
        if line[0] in _SPACE:
            parts.append(line)
            continue
        if first:
            yield first, "".join(parts)
        first, parts = number, [line]
    if first:
        yield first, "".join(parts)


def expand(value: str, values: Mapping[str, str]) -> str:
    """Return a value with each `$name` in it replaced, and those in what replaces it.

    A name that is not in `values` counts as empty. Raises `ValueError` where Postfix stops with a
    "macro processing error": a bracket without its end, a `$` without a name, a value that refers
    to itself; also where the result would take unreasonably long.
    """
    return _Expansion(values).text(value, 0)


class _Expansion:
    """Expands one value, and counts the characters looked at: `$b$b` can grow exponentially."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._left = _MOST

    def text(self, text: str, depth: int) -> str:
        self._left -= len(text) + 1
        if depth > _DEEPEST or self._left < 0:
            msg = "nested too deeply, or too long"
            raise ValueError(msg)
        parts: list[str] = []
        position = 0
        while match := _REFERENCE.search(text, position):
            parts.append(text[position : match.start()])
            position = match.end()
            if match["dollar"]:
                parts.append("$")
            elif match["open"]:
                content, position = _bracketed(text, position - 1)
                parts.append(self._reference(content, depth + 1))
            else:
                parts.append(self._reference(match["name"] or "", depth + 1))
        return "".join([*parts, text[position:]])

    def _reference(self, content: str, depth: int) -> str:
        """Return what stands for `$content`, which may be `name?yes:no`."""
        if not content:
            msg = "a $ without a name"
            raise ValueError(msg)
        if content.lstrip(_SPACE).startswith("{"):
            value, rest = self._relation(content, depth)
        else:
            name = _NAME.match(content)
            assert name  # noqa: S101, the pattern matches the empty text
            value, rest = self._values.get(name[1], ""), content[name.end() :]
        if not rest:
            return self.text(value, depth)
        # What is asked is whether the value as written is empty, before it is expanded.
        chosen = {"?": bool(value), ":": not value}
        if rest[0] not in chosen:
            msg = "neither ? nor : after a name"
            raise ValueError(msg)
        one, after = _operand(rest[1:])
        other = ""
        if rest[0] == "?" and after.startswith(":"):
            other, after = _operand(after[1:])
        if after:
            msg = "text behind a {value}"
            raise ValueError(msg)
        return self.text(one if chosen[rest[0]] else other, depth)

    def _relation(self, content: str, depth: int) -> tuple[str, str]:
        """Return `"true"` or nothing for `{one} == {other}`, and what stands behind it."""
        left, rest = _operand(content)
        match = _RELATION.match(rest)
        if not match:
            msg = "no relation between two {values}"
            raise ValueError(msg)
        right, rest = _operand(rest[match.end() :])
        order = _compare(self.text(left, depth), self.text(right, depth), levels=bool(match[2]))
        return "true" if order in _RELATIONS[match[1]] else "", rest


def _compare(one: str, other: str, *, levels: bool) -> int:
    """Return -1, 0 or 1. Numbers compare as such if both are, all else by its characters."""
    if levels:
        return (level(one) > level(other)) - (level(one) < level(other))
    if all(text.isascii() and text.isdigit() for text in (one, other)):
        # Without leading zeros, the longer number is the larger one.
        one, other = one.lstrip("0"), other.lstrip("0")
        if len(one) != len(other):
            return 1 if len(one) > len(other) else -1
    return (one > other) - (one < other)


def level(text: str) -> tuple[int, ...]:
    """Return a compatibility level for comparison. Raises `ValueError` for what is none."""
    match = _LEVEL.fullmatch(text)
    if not match:
        msg = "no compatibility level"
        raise ValueError(msg)
    return tuple(int(part or 0) for part in match.groups())


def _bracketed(text: str, start: int) -> tuple[str, int]:
    """Return what the bracket at `start` encloses, and where the text goes on behind it."""
    opening = text[start]
    depth = 0
    for match in _BRACKETS[opening].finditer(text, start):
        depth += 1 if match[0] == opening else -1
        if not depth:
            return text[start + 1 : match.start()], match.end()
    msg = "a bracket without its end"
    raise ValueError(msg)


def _operand(text: str) -> tuple[str, str]:
    """Return a `{value}` and what stands behind it, or all of a text without braces."""
    braced = text.lstrip(_SPACE)
    if not braced.startswith("{"):
        return text, ""
    value, end = _bracketed(braced, 0)
    return value, braced[end:].lstrip(_SPACE)
