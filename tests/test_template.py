"""The notation: filling and matching."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emaildelivery_errors._template import FoldedText, Template, parse_template
from strategies import ADDRESSES

LIMIT = "Maximum messages sent per minute reached : limit is <limit>"


def match(notation: str, text: str) -> dict[str, str] | None:
    return parse_template(notation).match(FoldedText(text))


@pytest.mark.parametrize(
    "text",
    [
        "Maximum messages sent per minute reached : limit is 10",
        "maximum MESSAGES sent per minute reached : limit is 10",
        "Maximum  messages\tsent per\nminute reached : limit   is 10",
        "Maximum\u00a0messages sent per minute reached : limit is\u00a010",
        "Maximum messages sent per minute reached: limit is 10",
        "Maximum messages sent per minute reached:limit is 10",
        "Maximum messages sent per minute reached： limit is 10",
        "Maximum messages sent per minute reached：limit is 10.",
        "Error: Maximum messages sent per minute reached : limit is 10",
        "error : Maximum messages sent per minute reached : limit is 10",
        "\nMaximum messages sent per minute reached : limit is 10.",
    ],
)
def test_forgives_what_really_varies(text: str) -> None:
    assert match(LIMIT, text) == {"limit": "10"}


@pytest.mark.parametrize(
    "text",
    [
        "Maximum messages sent per minute reached : limit is 10 per user",
        "Maximum messages sent per minute reached : limit is",
        "Maximum messages sent per minute reached : limit is .",
        "Maximum messages sent per hour reached : limit is 10",
        "Maximum messages sent perminute reached : limit is 10",
        "No Maximum messages sent per minute reached : limit is 10",
        "Maximum messages sent per minute reached limit is 10",
        "",
    ],
)
def test_never_forgives_another_meaning(text: str) -> None:
    assert match(LIMIT, text) is None


@pytest.mark.parametrize(
    ("notation", "text", "values"),
    [
        ("Server error", "Server error.", {}),
        ("Server error", "Error: server error", {}),
        ("Error: need MAIL command", "need mail command", {}),
        ("Sender already specified.", "Sender already specified", {}),
        ("Server error", "Server error, sorry", None),
        ("Server error", "Server error..", None),
        ("user <user ocid> to <recpt>", "user u to a@b.", {"user": "u", "recipient": "a@b."}),
        ("user <user ocid> to <recpt>", "user to to to", {"user": "to", "recipient": "to"}),
        ("<<<address>> bad", "<a> bad> bad.", {"address": "a> bad"}),
        ("<<<address>> bad", "<> bad", {"address": ""}),
        ("<<<address>> bad", "< x\u00a0 y > bad", {"address": " x\u00a0 y "}),
        ("<x>: no", "a: b : no", {"x": "a: b"}),
        ("<x>: no", "a： no", {"x": "a"}),
        ("at <x> of <y>.", "at 1  of\t2  2", {"x": "1", "y": "2  2"}),
        ("address <a> not", "address ：x  y： not", {"a": "：x  y："}),
        ("STRASSE", "straße", None),
        ("K", "\u212a", None),
    ],
)
def test_matches(notation: str, text: str, values: dict[str, str] | None) -> None:
    assert match(notation, text) == values


@pytest.mark.parametrize("notation", ["<a><b>", "<a> <a>", "<a", "<>", "<a b>", "x <1>"])
def test_refuses_a_notation_that_cannot_be_matched(notation: str) -> None:
    with pytest.raises(ValueError, match=notation):
        parse_template(notation)


@pytest.mark.parametrize(
    "values",
    [{}, {"limit": "1", "x": "2"}, {"limit": ""}, {"limit": "1."}, {"limit": "1 2"},
     {"limit": "1\n"}, {"limit": " 1"}, {"limit": "\ud800"}],
)  # fmt: skip
def test_fill_refuses_what_could_not_be_read_back(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"takes|read back|encode"):
        parse_template(LIMIT).fill(values)


@given(address=ADDRESSES)
@pytest.mark.parametrize(
    "notation", ["<<<address>> Invalid", "x: <address>", "to <address> not authorized"]
)
def test_fill_and_match_are_inverse(notation: str, address: str) -> None:
    template = parse_template(notation)
    text = template.fill({"address": address})
    assert template.match(FoldedText(text)) == {"address": address}


class CountingText(str):
    """A text that counts how often the matcher looks into it."""

    __slots__ = ("steps",)
    steps: int

    def find(self, *args: Any) -> int:
        self.steps += 1
        return super().find(*args)

    def startswith(self, *args: Any) -> bool:
        self.steps += 1
        return super().startswith(*args)


def steps(template: Template, text: str) -> int:
    folded = FoldedText(text)
    folded.folded = counting = CountingText(folded.folded)
    counting.steps = 0
    template.match(folded)
    return counting.steps


@pytest.mark.parametrize(
    ("notation", "piece"),
    [
        ("<<<address>> Invalid email address", "> Invalid email address x"),
        ("a: <address> not authorized", " not authorized x"),
        ("user <user> to <recipient>", " to "),
        ("x <a>: y <b>: z", ": y : "),
        ("x <a>: y", ":  "),
    ],
)
def test_steps_grow_with_the_length_alone(notation: str, piece: str) -> None:
    template = parse_template(notation)
    first = template.fill(dict.fromkeys(template.names, "v")).partition("v")[0]
    one, two = (steps(template, first + piece * n) for n in (1000, 2000))
    assert two <= 2.1 * one + 10


@given(st.text())
def test_any_text_is_compared(text: str) -> None:
    for notation in (LIMIT, "<a>: b", "<<<a>> b", "Server error"):
        match(notation, text)
