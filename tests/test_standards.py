"""Replies that only the standards explain: every code, alone and with every enhanced code."""

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import emaildelivery_errors as ede
from emaildelivery_errors import CATALOG, DeliveryError, Entry, Reply, classify, describe
from registry import ENHANCED_CODES, REPLY_CODES

COMMANDS = [
    None, "CONNECT", "EHLO", "HELO", "LHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "BDAT",
    "BURL", ".", "RSET", "NOOP", "VRFY", "EXPN", "HELP", "QUIT", "ETRN", "ATRN", "XYZZY",
]  # fmt: skip

SUCCESS_ONLY = {"1.5", "1.9", "3.6"}


def failed(reply: str, command: str | None = None, recipient: str | None = None) -> DeliveryError:
    error = classify(reply, command=command, recipient=recipient)
    assert error is not None
    return error


# --- the records are those of the registries ----------------------------------------------------


@pytest.mark.parametrize(("code", "text", "commands"), REPLY_CODES)
def test_every_reply_code(code: int, text: str, commands: str) -> None:
    entry = CATALOG[f"smtp.{code}"]
    assert entry.codes == (code,)
    assert entry.phrase == text
    # The general record may stand for some of the commands alone; together they have them all.
    if commands:
        family = [e for e in CATALOG if e.key.startswith(f"smtp.{code}")]
        assert {c for e in family for c in e.commands} == set(commands.split())
    else:
        assert entry.commands == ()
    assert (entry.error is None) == (code < 400)


def test_no_other_reply_codes() -> None:
    numbers = {int(m[1]) for e in CATALOG if (m := re.match(r"smtp\.(\d{3})\b", e.key))}
    assert numbers == {code for code, _, _ in REPLY_CODES}
    assert len(REPLY_CODES) == 45


@pytest.mark.parametrize(("detail", "name", "basic"), ENHANCED_CODES)
def test_every_enhanced_code(detail: str, name: str, basic: str) -> None:
    found = [e for e in CATALOG if re.fullmatch(rf"iana\.\d\.{re.escape(detail)}", e.key)]
    classes = {e.key[5] for e in found}
    assert {"2"} if detail in SUCCESS_ONLY else {"4", "5"} <= classes
    for entry in found:
        assert str(entry.enhanced) == entry.key[5:]
        assert entry.phrase == name
        codes = tuple(int(code) for code in basic.split() if code[0] == entry.key[5])
        assert entry.codes == codes
        assert (entry.error is None) == (entry.key[5] == "2")


def test_no_other_enhanced_codes() -> None:
    details = {str(e.enhanced)[2:] for e in CATALOG if e.key.startswith("iana") and e.enhanced}
    assert details == {detail for detail, _, _ in ENHANCED_CODES}
    assert len(ENHANCED_CODES) == 81
    subjects = {e.key for e in CATALOG if e.key.startswith("iana") and e.enhanced is None}
    assert subjects == {
        f"iana.{class_}{subject}" for class_ in "245" for subject in ["", *(f".{n}" for n in range(8))]
    }  # fmt: skip


def test_classes_of_one_code_differ_in_text() -> None:
    same = {"2.2", "3.1", "4.5", "4.7", "5.3", "7.12"}  # one meaning in both classes
    for detail, _, _ in ENHANCED_CODES:
        if detail not in SUCCESS_ONLY | same:
            for locale in ("en", "ja"):
                for_now = describe(f"iana.4.{detail}", locale)
                for_good = describe(f"iana.5.{detail}", locale)
                assert for_now.title != for_good.title
                assert for_now.remedy != for_good.remedy
        elif detail in same:
            assert CATALOG[f"iana.4.{detail}"].error is CATALOG[f"iana.5.{detail}"].error


# --- which record answers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "command", "key", "matched_by"),
    [
        # The enhanced code first, class by class.
        ("550 5.1.1 x", "RCPT", "iana.5.1.1", "enhanced"),
        ("450 4.2.1 x", "RCPT", "iana.4.2.1", "enhanced"),
        ("550 5.2.1 x", "RCPT", "iana.5.2.1", "enhanced"),
        ("550 5.7.26 x", ".", "iana.5.7.26", "enhanced"),
        ("451 4.7.1 x", None, "iana.4.7.1", "enhanced"),
        ("451 4.7.1 x", "RCPT", "iana.4.7.1.RCPT", "enhanced"),
        ("550 5.7.1 x", "RCPT", "iana.5.7.1", "enhanced"),
        ("554 5.7.1 x", "CONNECT", "iana.5.7.1.CONNECT", "enhanced"),
        ("550 5.1.1 x", "MAIL", "iana.5.1.1.MAIL", "enhanced"),
        # Unregistered details and subjects.
        ("550 5.7.509 x", "RCPT", "iana.5.7", "enhanced"),
        ("550 5.9.1 x", "RCPT", "iana.5", "enhanced"),
        ("450 4.8.0 x", "RCPT", "iana.4", "enhanced"),
        # An undefined detail gives way to a code with one meaning of its own.
        ("454 4.7.0 x", "AUTH", "smtp.454.AUTH", "code"),
        ("454 4.3.0 x", "STARTTLS", "smtp.454.STARTTLS", "code"),
        ("454 4.7.0 x", "RCPT", "iana.4.7.0", "enhanced"),
        ("503 5.5.1 x", "MAIL", "smtp.503", "code"),
        ("503 5.5.0 x", "DATA", "smtp.503.DATA", "code"),
        ("521 5.0.0 x", "CONNECT", "smtp.521", "code"),
        ("530 5.7.0 x", "MAIL", "smtp.530", "code"),
        ("530 5.5.1 x", "MAIL", "smtp.530", "code"),
        ("534 5.7.0 x", "AUTH", "smtp.534", "code"),
        ("535 5.7.0 x", "AUTH", "smtp.535", "code"),
        ("535 5.7.139 x", "AUTH", "smtp.535", "code"),
        ("538 5.7.0 x", "AUTH", "smtp.538", "code"),
        ("556 5.1.0 x", "RCPT", "smtp.556", "code"),
        # But a detail that is one does not, and other codes never win.
        ("534 5.7.9 x", "AUTH", "iana.5.7.9", "enhanced"),
        ("535 5.7.8 x", "AUTH", "iana.5.7.8", "enhanced"),
        ("432 4.3.2 x", ".", "iana.4.3.2", "enhanced"),
        ("550 5.0.0 x", "RCPT", "iana.5.0.0", "enhanced"),
        ("554 5.0.0 x", ".", "iana.5.0.0", "enhanced"),
        ("450 4.0.0 x", "RCPT", "iana.4.0.0", "enhanced"),
        ("451 4.3.0 x", ".", "iana.4.3.0", "enhanced"),
        # The code with the command that it answered.
        ("452 x", "RCPT", "smtp.452.RCPT", "code"),
        ("452 x", ".", "smtp.452", "code"),
        ("454 x", "AUTH", "smtp.454.AUTH", "code"),
        ("454 x", "STARTTLS", "smtp.454.STARTTLS", "code"),
        ("454 x", None, "smtp.454", "code"),
        ("421 x", "RCPT", "smtp.421", "code"),
        ("503 x", "DATA", "smtp.503.DATA", "code"),
        ("554 x", "CONNECT", "smtp.554.CONNECT", "code"),
        ("554 x", "DATA", "smtp.554.DATA", "code"),
        ("554 x", ".", "smtp.554.end_of_data", "code"),
        ("554 x", "BDAT", "smtp.554.end_of_data", "code"),
        ("550 x", "HELO", "smtp.550.EHLO", "code"),
        ("550 x", "MAIL", "smtp.550.MAIL", "code"),
        ("550 x", "RCPT", "smtp.550.RCPT", "code"),
        ("550 x", ".", "smtp.550.end_of_data", "code"),
        ("550 x", None, "smtp.550", "code"),
        ("552 x", "RCPT", "smtp.552.RCPT", "code"),
        ("552 5.2.2 x", "RCPT", "iana.5.2.2", "enhanced"),
        ("552 5.3.4 x", ".", "iana.5.3.4", "enhanced"),
        ("552 x", ".", "smtp.552", "code"),
        # 530 is for a login or for TLS, as its words tell.
        ("530 5.7.0 Please use STARTTLS", "MAIL", "smtp.tls_required", "code"),
        ("530 Login, please", "MAIL", "smtp.530", "code"),
        # Words overrule what servers use for nearly everything.
        ("550 5.7.1 Relaying denied", "RCPT", "smtp.relay_denied", "code"),
        ("554 5.7.1 <a@b>: Relay access denied", "RCPT", "smtp.relay_denied", "code"),
        ("550 5.1.1 Over-quota!", "RCPT", "smtp.mailbox_full", "code"),
        ("550 5.0.0 No such user", "RCPT", "smtp.user_unknown", "code"),
        ("550 User unknown", None, "smtp.user_unknown", "code"),
        ("550 5.1.0 <a@b>: Sender address rejected: User unknown", "RCPT", "smtp.sender_rejected", "code"),
        ("550 User unknown", "MAIL", "smtp.550.MAIL", "code"),
        ("451 4.7.1 Greylisted, come back", ".", "smtp.greylisted", "code"),
        ("554 5.7.1 blocked using a list, user unknown", "RCPT", "smtp.blocklisted", "code"),
        ("421 4.7.0 you are on a blocklist", "CONNECT", "smtp.blocklisted_for_now", "code"),
        # Whoever was refused is not the recipient, whatever else is said.
        ("550-Verification failed for <a@b>\n550-No Such User Here\n550 Sender verify failed", "RCPT", "smtp.sender_rejected", "code"),
        ("550 5.1.0 <a@b>: Sender address rejected: No such user here", "RCPT", "smtp.sender_rejected", "code"),
        ("550 relay access denied, no such user here", "RCPT", "smtp.relay_denied", "code"),
        ("550 5.7.1 user not found in SMTP AUTH database", "RCPT", "iana.5.7.1", "enhanced"),
        ("550 Sender's mailbox does not exist", "RCPT", "smtp.550.RCPT", "code"),
        ("550 5.1.2 Sender domain unknown", "RCPT", "smtp.sender_rejected", "code"),
        ("550 5.1.2 Relaying denied", "RCPT", "smtp.relay_denied", "code"),
        ("454 4.7.1 <a@b>: Relay access denied", "RCPT", "smtp.relay_denied", "code"),
        ("450 4.7.1 Client host rejected: cannot find your hostname", "RCPT", "smtp.reverse_dns_for_now", "code"),
        # A limit on sending is no full mailbox, and a busy one is not dead.
        ("554 5.7.1 <a@b>: Policy Rejection- Quota Exceeded", "RCPT", "iana.5.7.1", "enhanced"),
        ("550 5.7.1 Over quota: daily sending limit", None, "iana.5.7.1", "enhanced"),
        ("550-5.2.1 The user is receiving mail at a rate that\n550 5.2.1 prevents more", "RCPT", "smtp.mailbox_busy", "code"),
        ("552 Message size exceeds maximum", "RCPT", "smtp.message_too_large", "code"),
        ("550 5.1.10 x; Recipient not found by look-up", "RCPT", "smtp.user_unknown", "code"),
        # Names are not words: anybody may choose them.
        ("550 5.7.1 <user.unknown@live.example>: Access denied", "RCPT", "iana.5.7.1", "enhanced"),
        ("554 5.7.1 <john@no-such-user.example>: no", "RCPT", "iana.5.7.1", "enhanced"),
        ("550 5.1.1 see https://spamhaus.example/as-spam", "RCPT", "iana.5.1.1", "enhanced"),
        ("554 5.7.1 (a@spamcop.net) no", "RCPT", "iana.5.7.1", "enhanced"),
        # Logins.
        ("535 5.7.3 Authentication unsuccessful", "AUTH", "iana.5.7.3.AUTH", "enhanced"),
        ("535 5.7.3 Authentication unsuccessful", None, "iana.5.7.3.AUTH", "enhanced"),
        ("535 5.7.1 no", None, "iana.5.7.1.AUTH", "enhanced"),
        ("535 5.1.1 unknown user", "AUTH", "smtp.535", "code"),
        ("530 5.7.1 Client was not authenticated", "MAIL", "smtp.authentication_required", "code"),
        ("530 Authentication needed; use SSL port 465", "MAIL", "smtp.530", "code"),
        ("432 x", "RCPT", "smtp.432", "code"),
        ("432 x", "AUTH", "smtp.432.AUTH", "code"),
        # There is no recipient yet: it must be something else.
        ("554 5.1.1 x", "CONNECT", "iana.5.1", "enhanced"),
        ("550 5.2.1 x", "MAIL", "iana.5", "enhanced"),
        ("550 5.1.3 x", "MAIL", "iana.5.1.3.MAIL", "enhanced"),
        # The parts of a message, and other ways to ask.
        ("550 user unknown", "BDAT", "smtp.user_unknown", "code"),
        ("550 user unknown", "VRFY", "smtp.user_unknown", "code"),
        ("550 x", "EXPN", "smtp.550.RCPT", "code"),
        ("550 x", "SAML", "smtp.550.MAIL", "code"),
        ("550 x", "LHLO", "smtp.550.EHLO", "code"),
        ("550-two\n550-lines, no such\n550 user", "RCPT", "smtp.user_unknown", "code"),
        ("550 user\u3042unknown", "RCPT", "smtp.550.RCPT", "code"),
        # No others.
        ("550 5.2.2 User unknown", "RCPT", "iana.5.2.2", "enhanced"),
        ("535 5.7.8 User unknown", "AUTH", "iana.5.7.8", "enhanced"),
        # The first digit.
        ("499 x", "RCPT", "smtp.4xx", "digit"),
        ("571 x", "RCPT", "smtp.5xx", "digit"),
        ("511 x", "RCPT", "smtp.5xx", "digit"),
        # The reply code's digit decides over the class of the enhanced code.
        ("451 5.7.24 x", "MAIL", "iana.4.7.24", "enhanced"),
        ("550 4.7.24 x", "MAIL", "iana.5.7.24", "enhanced"),
        ("550 2.1.5 x", "RCPT", "smtp.550.RCPT", "code"),
    ],
)  # fmt: skip
def test_which_record_answers(reply: str, command: str | None, key: str, matched_by: str) -> None:
    error = failed(reply, command)
    assert (error.key, error.matched_by) == (key, matched_by)
    # The answer is the same when it is asked for again.
    assert failed(reply, command).key == key


def test_the_enhanced_code_of_the_server_stays_readable() -> None:
    error = failed("451 5.7.24 SPF has trouble")
    assert str(error.enhanced) == "5.7.24"
    assert error.retryable
    error = failed("550 4.2.2 full")
    assert isinstance(error, ede.MailboxFullError)  # by meaning
    assert error.retryable
    assert classify("254 4.7.1 odd") is None
    assert classify("250 5.1.1 odd") is None


def test_a_code_without_dots_is_a_hint_in_the_text() -> None:
    assert "5.7.1" in failed("571 no").describe("en").cause
    assert "5.7.1" in failed("571 no").describe("ja").cause
    assert "without its dots" not in failed("599 no").describe("en").cause
    assert failed("571 no").key == "smtp.5xx"


@pytest.mark.parametrize(
    ("reply", "command", "hard_bounce"),
    [
        ("550 5.1.1 x", "RCPT", True),
        ("550 5.1.1 x", None, True),
        ("550 5.1.1 x", "MAIL", False),
        ("550 5.1.1 x", "CONNECT", False),
        ("550 5.1.1 x", "DATA", False),
        ("550 5.1.1 x", "BDAT", False),
        ("554 5.3.2 x", ".", False),
        ("550 5.2.1 you are receiving mail at a rate", "RCPT", False),
        ("550 5.1.1 x", "AUTH", False),
        ("550 5.1.1 x", ".", False),  # to which of the recipients?
        ("421 5.1.1 x", "RCPT", False),
        ("450 4.1.1 x", "RCPT", False),
        ("550 5.1.2 x", "RCPT", True),
        ("501 5.1.3 x", "RCPT", True),
        ("501 5.1.3 x", "MAIL", False),
        ("550 5.1.6 x", "RCPT", True),
        ("550 5.1.7 x", "RCPT", False),
        ("550 5.1.10 x", "RCPT", True),
        ("550 5.2.1 x", "RCPT", True),
        ("552 5.2.2 x", "RCPT", False),
        ("550 5.4.4 x", "RCPT", False),
        ("550 5.7.1 x", "RCPT", False),
        ("550 x", "RCPT", False),
        ("551 x", "RCPT", False),
        ("553 x", "RCPT", False),
        ("554 x", "RCPT", False),
        ("556 x", "RCPT", True),
        ("521 x", "CONNECT", False),
        ("521 x", "RCPT", False),
        ("550 User unknown", "RCPT", True),
        ("550 Sender address rejected: User unknown", "RCPT", False),
        ("571 x", "RCPT", False),
    ],
)
def test_hard_bounces_are_careful(reply: str, command: str | None, hard_bounce: bool) -> None:  # noqa: FBT001
    assert failed(reply, command).hard_bounce is hard_bounce


def test_after_the_data_a_hard_bounce_needs_to_know_whose() -> None:
    assert failed("550 5.1.1 x", ".", "b@example.com").hard_bounce
    assert failed("550 5.1.1 x", ".", "b@example.com").retry.scope == "message"
    assert not failed("554 5.3.2 x", ".", "b@example.com").hard_bounce
    assert not failed("550 5.3.2 x", None, "b@example.com").hard_bounce
    assert not failed("550 5.1.1 x", "DATA", "b@example.com").hard_bounce


def test_a_hard_bounce_is_of_a_recipient() -> None:
    for entry in CATALOG:
        if entry.error is None or not (entry.codes or entry.enhanced) or entry.provider:
            continue
        for command in (None, "."):
            reply = entry.reply()
            error = classify(reply, command=command, recipient="b@example.com")
            assert error is not None
            if error.hard_bounce:
                assert error.entry is not None
                assert error.entry.scope in {None, "recipient"}


PHRASES = [
    (entry, phrase, code) for entry in CATALOG for phrase in entry.words for code in entry.codes
]


@pytest.mark.parametrize("entry", dict.fromkeys(e for e, _, _ in PHRASES), ids=lambda e: str(e.key))
def test_every_phrase_leads_to_its_record(entry: Entry) -> None:
    for phrase in entry.words:
        for code in entry.codes:
            for command in entry.commands or (None,):
                match = CATALOG.match(
                    Reply.from_parts(code, f"Sorry, {phrase.upper()}!"), command=command
                )
                assert match is not None
                assert match.entry.key == entry.key, phrase


def test_a_long_reply_of_key_words_is_read() -> None:
    """Were the time not linear, this would take minutes."""
    error = failed("550 " + "unknown such quota " * 3_000)
    assert error.key == "smtp.550"
    assert failed("550 " + "such quota " * 3_000 + "user unknown").key == "smtp.user_unknown"


def test_the_catalog_travels() -> None:
    failed("550 5.1.1 x")
    travelled = pickle.loads(pickle.dumps(CATALOG))
    assert keys(travelled.search()) == keys(CATALOG.search())
    assert travelled["oci.rate_per_minute"].reply(limit=7) == CATALOG["oci.rate_per_minute"].reply(
        limit=7
    )


def test_a_hostile_server_fills_no_memory() -> None:
    for n in range(10_000):
        failed(f"550 5.{n // 1000}.{n % 1000} x")
    assert len(CATALOG._remembered) <= 4096


# --- any reply ----------------------------------------------------------------------------------

enhanced_codes = st.none() | st.one_of(
    st.sampled_from(["2", "4", "5"]).flatmap(
        lambda class_: st.sampled_from([f"{class_}.{detail}" for detail, _, _ in ENHANCED_CODES])
    ),
    st.tuples(st.sampled_from([2, 4, 5]), st.integers(0, 999), st.integers(0, 999)).map(
        lambda parts: ".".join(map(str, parts))
    ),
)
words = st.sampled_from(
    ["", "x", "user unknown", "mailbox full", "use starttls", "greylisted", "spam", "relaying denied"]
)  # fmt: skip


def assert_honest(error: DeliveryError, code: int, enhanced: str | None) -> None:
    entry = error.entry
    assert entry is not None
    assert type(error) is entry.error
    assert error.code == code
    if error.matched_by == "enhanced":
        assert enhanced is not None
        parts = enhanced.split(".")
        assert f"{entry.key}.".startswith(f"iana.{code // 100}.")
        assert ".".join([f"iana.{code // 100}", *parts[1:], ""]).startswith(
            ".".join(entry.key.split(".")[:4]) + "."
        )
    elif error.matched_by == "code":
        assert code in entry.codes
        assert entry.key.startswith(f"smtp.{code}") or entry.words
    else:
        assert error.matched_by == "digit"
        assert entry.key == f"smtp.{code // 100}xx"
        assert f"smtp.{code}" not in CATALOG
    assert error.retryable == isinstance(error, ede.TransientError)
    if code == 421:
        assert error.retry.scope != "recipient"
    if error.hard_bounce:
        assert isinstance(error, ede.PermanentError)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("hundred", [2, 3, 4, 5])
def test_every_code_with_every_command(hundred: int, command: str | None) -> None:
    for code in range(hundred * 100, hundred * 100 + 100):
        for detail in [None, *(detail for detail, _, _ in ENHANCED_CODES)]:
            enhanced = None if detail is None else f"{hundred}.{detail}"
            error = classify((code, f"{enhanced or ''} x"), command=command)
            assert (error is None) == (code < 400)
            if error is not None:
                assert_honest(error, code, enhanced)


@given(st.integers(200, 599), enhanced_codes, st.sampled_from(COMMANDS), words)
def test_any_code_with_any_command_and_words(
    code: int, enhanced: str | None, command: str | None, text: str
) -> None:
    def answer() -> DeliveryError | None:
        return classify((code, f"{enhanced or ''} {text}"), command=command)

    error, again = answer(), answer()
    assert (error is None) == (code < 400)
    if error is None or again is None:
        return
    assert error.args == again.args
    assert type(error) is type(again)
    if error.matched_by != "observed":
        assert_honest(error, code, enhanced)
    for locale in ("en", "ja"):
        assert error.describe(locale).title


ANSWERS = [
    entry
    for entry in CATALOG
    if entry.provider is None and entry.error is not None and (entry.codes or entry.enhanced)
]


# Servers take the words of the standard over.
WORDS_OF_PROVIDERS = {
    "smtp.452.RCPT", "smtp.530", "smtp.535", "smtp.554", "smtp.554.end_of_data",
    "smtp.tls_required", "iana.5.7.8",
}  # fmt: skip


@pytest.mark.parametrize("entry", ANSWERS, ids=lambda entry: str(entry.key))
def test_the_reply_of_a_record_leads_back_to_it(entry: Entry) -> None:
    command = entry.commands[0] if entry.commands else None
    if f"{entry.key}.{command}" in CATALOG:
        command = None  # this one is for the other commands
    error = classify(entry.reply(), command=command)
    assert error is not None
    if error.code == 535:  # it answers nothing but AUTH
        assert error.key in {entry.key, f"{entry.key}.AUTH", *WORDS_OF_PROVIDERS} or error.provider
    elif error.provider is None:
        assert error.key == entry.key
    else:
        assert entry.key in WORDS_OF_PROVIDERS


# --- look-ups -----------------------------------------------------------------------------------


def keys(entries: list[Entry]) -> list[str]:
    return [entry.key for entry in entries]


def test_search() -> None:
    assert keys(CATALOG.search(code=455)) == ["oci.rate_per_minute", "oci.rate_per_day", "smtp.455"]
    assert "iana.5.1.1" in keys(CATALOG.search(code=550))
    assert keys(CATALOG.search(enhanced="5.1.1")) == ["iana.5.1.1", "iana.5.1.1.MAIL"]
    (parsed,) = CATALOG.search(enhanced=Reply.from_parts(550, "5.2.2 x").enhanced, words="quota")
    assert parsed.key == "iana.5.2.2"
    assert keys(CATALOG.search(error=ede.RateLimitError, provider="oci")) == [
        "oci.rate_per_minute", "oci.rate_per_day", "oci.http.rate_per_minute",
        "oci.http.rate_per_day", "oci.http.limit_exceeded", "oci.http.quota_exceeded", "oci.http.too_many_requests",
        "oci.api.too_many_requests"]  # fmt: skip
    assert keys(CATALOG.search("SPF FAILED", code=550))[:2] == [
        "smtp.domain_authentication", "iana.5.7.23"]  # fmt: skip
    assert "iana.5.2.2" in keys(CATALOG.search("メールボックス 容量超過"))
    assert "smtp.250" in keys(CATALOG.search(code=250))
    assert CATALOG.search("no such words anywhere") == []
    assert CATALOG.search() == list(CATALOG)
    with pytest.raises(ValueError, match="unknown provider"):
        CATALOG.search(provider="x")
