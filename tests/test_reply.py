"""parse_reply and Reply."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emaildelivery_errors import EnhancedCode, MalformedReplyError, Reply, parse_reply

E511 = EnhancedCode(5, 1, 1)
E571 = EnhancedCode(5, 7, 1)


@pytest.mark.parametrize(
    ("data", "code", "lines", "enhanced", "text"),
    [
        (b"550 5.1.1 no\r\n", 550, ("5.1.1 no",), E511, "no"),
        (b"550-5.7.1 a\r\n550 5.7.1 b\r\n", 550, ("5.7.1 a", "5.7.1 b"), E571, "a\nb"),
        (b"550-5.7.1 first alone\n550 b\n", 550, ("5.7.1 first alone", "b"), E571, "first alone\nb"),
        (b"550-a\n550 5.7.1 last alone", 550, ("a", "5.7.1 last alone"), E571, "a\nlast alone"),
        (b"550-5.7.1 a\r\n550 5.1.1 b", 550, ("5.7.1 a", "5.1.1 b"), E571, "a\nb"),
        (b"550-5.7.1 flattened", 550, ("5.7.1 flattened",), E571, "flattened"),
        (b"550- flattened", 550, ("flattened",), None, "flattened"),
        (b"550 sorry (#5.1.1)", 550, ("sorry (#5.1.1)",), E511, "sorry (#5.1.1)"),
        (b"550 sorry. (#5.1.1).", 550, ("sorry. (#5.1.1).",), E511, "sorry. (#5.1.1)."),
        (b"550 #5.1.1 rejected", 550, ("#5.1.1 rejected",), E511, "rejected"),
        (b"550 5.7.1: rejected", 550, ("5.7.1: rejected",), E571, "rejected"),
        (b"530 5.7.0  Two", 530, ("5.7.0  Two",), EnhancedCode(5, 7, 0), "Two"),
        ("530 5.7.0\u00a0\u00a0NBSP", 530, ("5.7.0\u00a0\u00a0NBSP",), EnhancedCode(5, 7, 0), "NBSP"),
        (b"550", 550, ("",), None, ""),
        (b"550 \r\n", 550, ("",), None, ""),
        (b"250-", 250, ("",), None, ""),
        (b"550\ttab", 550, ("tab",), None, "tab"),
        (b"550 \xe9\xff", 550, ("\\xe9\\xff",), None, "\\xe9\\xff"),
        ("550 \udce9", 550, ("\\xe9",), None, "\\xe9"),
        ("550 日本", 550, ("日本",), None, "日本"),
        (b"571 5.7.1 x", 571, ("5.7.1 x",), E571, "x"),
        (b"450 5.1.1 differs", 450, ("5.1.1 differs",), E511, "differs"),
        (b"550 5.1.1", 550, ("5.1.1",), E511, ""),
        (b"550-a\r\nno code\r\n550 b", 550, ("a", "no code", "b"), None, "a\nno code\nb"),
        (b"451-first\r\n250 ok", 250, ("first", "ok"), None, "first\nok"),
        (b"550 one\r\n250 next reply", 550, ("one",), None, "one"),
        # No enhanced codes: 3yz, greetings, versions, addresses, leading zeros, four digits.
        (b"334 5.7.1 x", 334, ("5.7.1 x",), None, "5.7.1 x"),
        (b"220 mx ESMTP Postfix 2.5.6", 220, ("mx ESMTP Postfix 2.5.6",), None, "mx ESMTP Postfix 2.5.6"),
        (b"220-mx\r\n220 2.5.6 ready", 220, ("mx", "2.5.6 ready"), None, "mx\n2.5.6 ready"),
        (b"550 5.2.1.10 listed", 550, ("5.2.1.10 listed",), None, "5.2.1.10 listed"),
        (b"550 5.07.1 x", 550, ("5.07.1 x",), None, "5.07.1 x"),
        (b"550 5.1234.1 x", 550, ("5.1234.1 x",), None, "5.1234.1 x"),
        (b"550 3.1.1 x", 550, ("3.1.1 x",), None, "3.1.1 x"),
        (b"550 not (x5.1.1)", 550, ("not (x5.1.1)",), None, "not (x5.1.1)"),
        (b"550 5.7.509 x", 550, ("5.7.509 x",), EnhancedCode(5, 7, 509), "x"),
    ],
)  # fmt: skip
def test_reads(
    data: bytes | str, code: int, lines: tuple[str, ...], enhanced: EnhancedCode | None, text: str
) -> None:
    reply = parse_reply(data)
    assert reply == Reply(code, lines, enhanced)
    assert reply.text == text


@pytest.mark.parametrize(
    "data",
    [b"", b"\r\n", b"hello", b"99 x", b"199 x", b"600 x", b"4550 mails", b" 250 ok", b"+25 x",
     "４５５ full width", b"HTTP/1.1 400 Bad", b"-1", b"25"],
)  # fmt: skip
def test_refuses_what_is_no_reply(data: bytes | str) -> None:
    with pytest.raises(MalformedReplyError):
        parse_reply(data)


def test_malformed_is_safe_to_print() -> None:
    with pytest.raises(ValueError, match="not an SMTP reply") as caught:
        parse_reply(b"\x1b[31mhello joe.smith@example.com " + b"x" * 10_000)
    assert str(caught.value).isprintable()
    assert "joe" not in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("code", [-1, 0, 25, 199, 600, 5500])
def test_from_parts_refuses_other_codes(code: int) -> None:
    with pytest.raises(MalformedReplyError):
        Reply.from_parts(code, b"x")


def test_is_positive() -> None:
    assert parse_reply("250 ok").is_positive
    assert parse_reply("354 go on").is_positive
    assert not parse_reply("455 no").is_positive


def test_long_lines_are_kept_and_replies_over_64_kib_are_cut() -> None:
    long_line = parse_reply(b"550 5.1.1 " + b"x" * 5000)
    assert (len(long_line.text), long_line.truncated) == (5000, False)
    for cut in (
        parse_reply(b"550 5.1.1 " + b"x" * 65536),
        parse_reply(b"550-5.1.1 x\r\n" * 20_000 + b"550 5.1.1 x"),
        Reply.from_parts(550, "5.1.1 " + "x" * 10**6),
    ):
        assert cut.truncated
        assert sum(map(len, cut.lines)) <= 65536
        assert cut.enhanced == E511


@given(st.binary() | st.binary().map(lambda tail: b"550 " + tail) | st.text())
def test_any_input_is_read_or_refused(data: bytes | str) -> None:
    try:
        reply = parse_reply(data)
    except MalformedReplyError as error:
        assert str(error).isprintable()  # noqa: PT017
    else:
        assert 200 <= reply.code <= 599
        "\n".join(reply.lines).encode()


@given(
    st.integers(200, 599),
    st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"")), min_size=1),
    st.sampled_from([b"\r\n", b"\n"]),
)
def test_wire_form_equals_parts(code: int, lines: list[bytes], end: bytes) -> None:
    number = b"%d" % code
    wire = b"".join(number + b"-" + line + end for line in lines[:-1])
    wire += number + b" " + lines[-1] + end
    parts = wire.split(b"\n")[:-1]
    message = b"\n".join(part[4:].strip(b" \t\r\n") for part in parts)
    assert parse_reply(wire) == Reply.from_parts(code, message)
