"""Reply: what a server answered, from the wire or from a client library (RFC 5321 section 4.2)."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import attrs

from .errors import MalformedReplyError

__all__ = ["EnhancedCode", "Reply", "decode", "parse_reply", "split_enhanced"]

# The grammar ends at 559; 571, 585 and 599 are seen in the wild.
_CODES: Final = {str(code): code for code in range(200, 600)}

# A reply over this size is cut. RFC 5321 section 4.5.3.1.5 allows 512 octets a line, and lines
# are counted with the code, the separator and the line end: six octets on the wire.
_LIMIT: Final = 64 * 1024
_FRAME: Final = 6

_BLANKS: Final = " \t\r\n"
_READ: Final = 1000  # characters of what is no reply, to show some of them masked
_BLANKS_AFTER_ENHANCED: Final = " \t\u00a0"
_MIDDLE_OF_SESSION: Final = 220


@attrs.frozen(cache_hash=True)
class EnhancedCode:
    """An enhanced status code (RFC 3463 section 2): `5.1.1` is class 5, subject 1, detail 1."""

    class_: int
    subject: int
    detail: int

    def __str__(self) -> str:
        return f"{self.class_}.{self.subject}.{self.detail}"


@attrs.frozen
class Reply:
    """One SMTP reply.

    `code`: the reply code, 200 to 599. Where lines differ it is that of the last one.
    `lines`: the lines as sent, without the reply code and outer blanks.
    `enhanced`: the enhanced status code, the first one where lines differ.
    `truncated`: the reply was over 64 KiB, and its end is missing.
    """

    code: int
    lines: tuple[str, ...]
    enhanced: EnhancedCode | None = None
    truncated: bool = False

    @staticmethod
    def from_parts(code: int, message: bytes | str) -> "Reply":
        """Make a reply of what `smtplib` and `aiosmtplib` give: a code and the lines' texts.

        It equals `parse_reply` of the wire form. Raises `MalformedReplyError` for a code outside
        200 to 599, such as the -1 of `smtplib`.
        """
        text = decode(message)
        if not _CODES.get(str(code)):
            start = f"{code} {text[:_READ]}"
            raise MalformedReplyError(start)
        return _reply_of(int(code), [line.strip(_BLANKS) for line in text.split("\n")])

    @property
    def text(self) -> str:
        """The lines, joined by line feeds, without the enhanced codes in front."""
        if self.enhanced is None:
            return "\n".join(self.lines)
        return "\n".join([split_enhanced(line)[1] for line in self.lines])

    @property
    def is_positive(self) -> bool:
        """Whether the first digit claims success (2yz) or asks to go on (3yz)."""
        return self.code < 400  # noqa: PLR2004


def parse_reply(data: bytes | str) -> Reply:
    r"""Read one reply, of a single line or several (RFC 5321 section 4.2.1).

    Forgiving where servers are known to be sloppy: line ends may be LF alone or missing, a tab
    may follow the code, a line inside the reply may lack the code. Bytes that are not UTF-8 stay
    visible as `\xe9`. What follows the end of the reply is not read.

    Raises `MalformedReplyError` if `data` does not begin with three digits from 200 to 599.
    """
    text = decode(data)
    code = 0
    lines: list[str] = []
    ended = False
    for line in text.rstrip(_BLANKS).split("\n"):
        line_code = _CODES.get(line[:3], 0)
        separator = line[3:4]
        if line_code and not separator.isdigit():
            if ended:
                break  # the next reply
            code, ended = line_code, separator != "-"
            line = line[4:] if separator in " -\t" else line[3:]  # noqa: PLW2901
        elif not code:
            raise MalformedReplyError(text[:_READ])
        lines.append(line.strip(_BLANKS))
    return _reply_of(code, lines)


def _reply_of(code: int, lines: list[str]) -> Reply:
    """Make a reply of its stripped lines, cut to 64 KiB."""
    truncated = len("".join(lines)) + _FRAME * len(lines) > _LIMIT
    if truncated:
        lines = list(_cut(lines))
    return Reply(code, tuple(lines), _find_enhanced(code, lines), truncated)


def decode(data: bytes | str) -> str:
    """Return text without lone surrogates, which could not be encoded for a log or for JSON."""
    if isinstance(data, str):
        try:
            data.encode()
        except UnicodeEncodeError:
            # aiosmtplib keeps bytes that are no UTF-8 as surrogates, which gives them back here.
            data = b"".join(map(_encode_char, data))
        else:
            return data
    return data.decode("utf-8", "backslashreplace")


def _encode_char(char: str) -> bytes:
    try:
        return char.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return char.encode("utf-8", "surrogatepass")


def _cut(lines: Iterable[str]) -> Iterable[str]:
    """Return as many lines as the limit allows, the last of them cut."""
    room = _LIMIT
    for line in lines:
        room -= _FRAME
        if room <= 0:
            return
        yield line[:room].strip(_BLANKS)
        room -= len(line)


def _find_enhanced(code: int, lines: list[str]) -> EnhancedCode | None:
    """Return the first enhanced code: in front of a line, else `(#5.1.1)` at the end of one."""
    if 300 <= code < 400:  # noqa: PLR2004, these never have one (RFC 2034 section 4)
        return None
    if code == _MIDDLE_OF_SESSION:
        # The answer to STARTTLS has one. A greeting has none, but versions of software.
        lines = lines[:1]
    at_end = None
    for line in lines:
        if line[:1] in _FIRST_OF_ENHANCED:
            enhanced, _ = split_enhanced(line)
            if enhanced is not None:
                return enhanced
        if at_end is None and "(#" in line and line.endswith(_LAST_OF_ENHANCED):
            _, _, end = line.rpartition("(#")
            at_end = _enhanced_code(end.rstrip(".").removesuffix(")"))
    return at_end


def split_enhanced(line: str) -> tuple[EnhancedCode | None, str]:
    """Split the enhanced code off the front of a line: `5.7.1 no`, `5.7.1: no`, `#5.7.1 no`."""
    if line[:1] not in _FIRST_OF_ENHANCED:
        return None, line
    enhanced, length = _enhanced_in_front(line[:_LONGEST_ENHANCED].split(None, 1)[0])
    if enhanced is None:
        return None, line
    return enhanced, line[length:].lstrip(_BLANKS_AFTER_ENHANCED)


_FIRST_OF_ENHANCED: Final = frozenset("245#")
_LAST_OF_ENHANCED: Final = (")", ").")
_LONGEST_ENHANCED: Final = len("#5.123.123: ")


@lru_cache(maxsize=1024)
def _enhanced_in_front(word: str) -> tuple[EnhancedCode | None, int]:
    """Return the enhanced code in front of a word, and how much of the word it takes."""
    code, colon, _ = word.partition(":")
    return _enhanced_code(code.removeprefix("#")), len(code + colon)


def _enhanced_code(word: str) -> EnhancedCode | None:
    """Read `5.1.1`: class 2, 4 or 5, no leading zeros (RFC 3463 section 2)."""
    parts = word.split(".")
    if len(parts) != 3 or parts[0] not in _FIRST_OF_ENHANCED:  # noqa: PLR2004
        return None
    for part in parts:
        if not (part.isascii() and part.isdecimal() and len(part) <= 3):  # noqa: PLR2004
            return None
        if part[0] == "0" and part != "0":
            return None
    return EnhancedCode(*map(int, parts))
