"""Masking: no control characters, local parts or OCIDs in what is printed and logged."""

from typing import Final

__all__ = ["mask", "mask_value", "mask_word", "printable"]

_HIDDEN: Final = "***"

# What ends an unquoted local part, looking backwards from the "@" (RFC 5321 section 4.1.2,
# Atom), and what ends an OCID. Punctuation that is allowed in a local part is not in here.
_DELIMITERS: Final = ' \t\r\n\u00a0\u3000<>()[],;:"'


def printable(text: str) -> str:
    """Return `text` as one line without control characters, which are shown as escapes."""
    if text.isprintable():
        return text
    return "".join(
        char
        if char.isprintable()
        else " "
        if char in "\n\t\u00a0\u3000"
        else char.encode("unicode_escape").decode()
        for char in text
    )


def mask(text: str) -> str:
    """Hide the local part of each address and the tail of each OCID in `text`."""
    if "@" in text:
        *before, last = text.split("@")
        text = "@".join([*map(_hide_local_part, before), last])
    head, *ocids = text.split("ocid1.")
    return head + "".join(map(_hide_ocid, ocids))


def mask_value(value: str) -> str:
    """Hide a value that is an address, a user or the like, whatever it looks like."""
    if value.startswith("ocid1."):
        return mask(value)
    _, at, domain = value.rpartition("@")
    return _HIDDEN + at + mask(domain) if at else _HIDDEN


def mask_word(text: str, value: str) -> str:
    """Hide a value in `text` where it stands as a word of its own."""
    if not value:
        return text
    first, *others = text.split(value)
    parts = [first]
    for part in others:
        inside_a_word = parts[-1][-1:].isalnum() or part[:1].isalnum()
        parts += [value if inside_a_word else mask_value(value), part]
    return "".join(parts)


def _hide_local_part(before_at: str) -> str:
    """Hide the local part that `before_at`, the text in front of an "@", ends with."""
    if before_at.endswith('"'):
        start = before_at.rfind('"', 0, -1)
        while start > 0 and before_at[start - 1] == "\\":  # a quoted quote
            start = before_at.rfind('"', 0, start)
        return before_at[: max(start, 0)] + _HIDDEN
    start = max(before_at.rfind(char) for char in _DELIMITERS) + 1
    return before_at[:start] + _HIDDEN


def _hide_ocid(after_prefix: str) -> str:
    """Keep type and realm of an OCID (`ocid1.user.oc1..aaaa`), and hide the rest."""
    end = min((i for char in _DELIMITERS + "@" if (i := after_prefix.find(char)) >= 0), default=-1)
    ocid, rest = (after_prefix, "") if end < 0 else (after_prefix[:end], after_prefix[end:])
    kept = ocid.split(".", 2)[:2]
    return "ocid1." + ".".join([*kept, _HIDDEN]) + rest
