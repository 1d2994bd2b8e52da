"""Masking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emaildelivery_errors._redact import mask, mask_value, printable


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("to joe@example.com, x", "to ***@example.com, x"),
        ("<joe@example.com>", "<***@example.com>"),
        ('to "joe smith"@example.com', "to ***@example.com"),
        (r'<"john\"secret x"@example.com>', "<***@example.com>"),
        ("o'brien+tag=1@example.com", "***@example.com"),
        ("a@b c@d", "***@b ***@d"),
        ("no address", "no address"),
        ("user ocid1.user.oc1..aaaa to x", "user ocid1.user.oc1.*** to x"),
        ("ocid1.user.oc1..aa@ocid1.tenancy.oc1..bb.xy.com", "***@ocid1.tenancy.oc1.***"),
        ("ocid1.", "ocid1..***"),
        ("日本@例え.jp", "***@例え.jp"),
        ("@", "***@"),
    ],
)
def test_mask(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_mask_value() -> None:
    assert mask_value("joe") == "***"
    assert mask_value('"a@b c"@example.com') == "***@example.com"
    assert mask_value("ocid1.user.oc1..aaaa") == "ocid1.user.oc1.***"


@given(st.text())
def test_printable(text: str) -> None:
    assert printable(text).isprintable()
    assert printable(mask(text)).isprintable()


def test_printable_shows_what_was_there() -> None:
    assert printable("a\x1b[31m\nb\u202e") == "a\\x1b[31m b\\u202e"
