"""Strategies for values of templates, records and errors."""

from hypothesis import strategies as st

from emaildelivery_errors import CATALOG, DeliveryError, Entry

ENTRIES_WITH_WORDS = [
    entry for entry in CATALOG if entry.codes and (entry.templates or entry.observed)
]

_any_text = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1, max_size=60
)
ADDRESSES = st.one_of(
    _any_text.filter(lambda text: text == text.strip()),
    st.sampled_from(
        [
            "user@example.com",
            '"a b: c"@example.com',
            "user@[IPv6:2001:db8::1]",
            "日本語@例え.テスト",
            "to@to",
            "a not authorized",
            "> Invalid email address.",
            "：",
            "x to y",
        ]
    ),
)
USERS = _any_text.filter(lambda text: not any(char.isspace() for char in text))
NUMBERS = st.integers(0, 10**12).map(str)

_BY_NAME = {"limit": NUMBERS, "size": NUMBERS, "position": NUMBERS, "user": USERS}


def values_of(entry: Entry) -> st.SearchStrategy[dict[str, str]]:
    """Values that fill the record's template."""
    names = (entry.templates + entry.observed)[0].names
    return st.fixed_dictionaries({name: _BY_NAME.get(name, ADDRESSES) for name in names})


@st.composite
def errors(draw: st.DrawFn) -> DeliveryError:
    """Errors of any record, with any values and facts."""
    entry = draw(st.sampled_from(ENTRIES_WITH_WORDS))
    reply = entry.reply(**draw(values_of(entry)))
    addresses = st.none() | ADDRESSES
    assert entry.error is not None
    return entry.error(
        entry.key,
        reply.code,
        "\n".join(reply.lines),
        draw(st.dictionaries(st.text(max_size=9), st.text(max_size=9))),
        "documented",
        draw(st.none() | st.sampled_from(["MAIL", "RCPT", "."])),
        draw(st.lists(ADDRESSES, max_size=3)),
        draw(addresses),
        draw(st.none() | st.booleans()),
        draw(st.booleans()),
    )
