"""classify: any reply gives the one right thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import emaildelivery_errors as ede
from emaildelivery_errors import DeliveryError, Reply, classify, raise_for_reply

any_reply = st.one_of(
    st.binary(),
    st.text(),
    st.binary().map(lambda tail: b"455 " + tail),
    st.text(st.characters()).map(lambda tail: "254 4.7.1 Suppression for user " + tail),
    st.tuples(st.integers(-1, 999), st.binary() | st.text(st.characters())),
)


@given(any_reply, st.none() | st.text())
def test_any_reply_is_an_error_or_a_success(
    reply: bytes | str | tuple[int, bytes | str], command: str | None
) -> None:
    error = classify(reply, command=command)
    if error is None:
        return
    assert isinstance(error, DeliveryError)
    assert str(error).isprintable()
    assert error.to_dict()
    assert error.describe("ja").title
    assert error.retry.retryable == error.retryable
    if error.code is None:
        assert type(error) is ede.ProtocolError
        assert error.reply is None
    else:
        assert error.reply == Reply.from_parts(error.code, "\n".join(error.reply.lines))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "reply",
    ["250 ok", "250 2.1.5 ok", "250 5.1.1 odd", "251 forward", "252 maybe", "354 go on",
     "334 x", "220 mx", "254 2.0.0 fine", (250, b"ok"), b"250-a\r\n250 b\r\n"],
)  # fmt: skip
def test_success_is_none(reply: str | bytes | tuple[int, bytes]) -> None:
    assert classify(reply) is None
    raise_for_reply(reply)


@pytest.mark.parametrize("reply", ["hello", b"", (-1, b"/1.1 400"), (199, "x"), "HTTP/1.1 400"])
def test_no_reply_is_a_protocol_error(reply: str | bytes | tuple[int, bytes]) -> None:
    error = classify(reply, command="MAIL", recipient="a@example.com")
    assert type(error) is ede.ProtocolError
    assert (error.key, error.code, error.reply, error.matched_by) == (
        "smtp.malformed", None, None, "none")  # fmt: skip
    assert (error.command, error.recipient) == ("MAIL", "a@example.com")
    assert error.accepted is False
    after_data = classify(reply, command=".")
    assert after_data is not None
    assert after_data.accepted is None


@pytest.mark.parametrize(
    ("reply", "cls", "key"),
    [("440 x", ede.TransientError, "smtp.4xx"), ("499 x", ede.TransientError, "smtp.4xx"),
     ("571 2.2.2 x", ede.PermanentError, "smtp.5xx"), ("599", ede.PermanentError, "smtp.5xx")],
)  # fmt: skip
def test_unknown_words_go_by_the_first_digit(
    reply: str, cls: type[DeliveryError], key: str
) -> None:
    error = classify(reply)
    assert type(error) is cls
    assert (error.key, error.matched_by, error.provider) == (key, "digit", None)


def test_facts_of_the_caller() -> None:
    error = classify("550 no", command="rcpt", recipient="b@x", sender="a@x")
    assert error is not None
    assert (error.command, error.recipient, error.recipients, error.sender) == (
        "RCPT", "b@x", ("b@x",), "a@x")  # fmt: skip
    error = classify("550 no", command="XYZZY")
    assert error is not None
    assert error.command is None


def test_all_forms_of_a_reply_are_one() -> None:
    wire = "455 Maximum messages sent per day reached : limit is 200"
    forms: list[str | bytes | Reply | tuple[int, bytes | str]] = [
        wire,
        wire.encode(),
        ede.parse_reply(wire),
        (455, wire[4:]),
        (455, wire[4:].encode()),
    ]
    errors = [classify(form) for form in forms]
    assert len({str(error and error.args) for error in errors}) == 1


def test_raises() -> None:
    with pytest.raises(ede.MessageTooLargeError) as caught:
        raise_for_reply("523 Exceeds byte limit", command=".", provider="oci")
    assert caught.value.code == 523
    with pytest.raises(ValueError, match="unknown provider"):
        classify("hello", provider="x")


@pytest.mark.parametrize(
    "words",
    [
        "5.2.1 The user you are trying to contact is receiving mail at a rate that prevents it",
        "5.1.1 Account temporarily unavailable",
        "5.1.1 Greylisted, try again",
        "5.1.1 hourly recipient limit",
        "5.1.1 Your message was rejected by our content filter",
        "5.1.1 on the list of Blocked Senders",
        "5.1.1 You are not a member of this list",
        "5.1.1 rejected for policy-reasons",
        "5.1.1 Rate-limited",
        "5.1.1 listed in zen.spamhaus.org",
        "5.1.1 Try again later",
        "5.1.1 <news@example.com>: user unknown",  # that is the sender
    ],
)
def test_words_that_speak_of_no_dead_address(words: str) -> None:
    about = {"command": "RCPT", "recipient": "joe@x.example", "sender": "news@example.com"}
    error = classify((550, words), **about)
    assert error is not None
    assert not error.hard_bounce
    dead = classify((550, "5.1.1 <joe@x.example>: user unknown"), **about)
    assert dead is not None
    assert dead.hard_bounce
