"""Promises that hold for every record."""

import pathlib
import re

import pytest

import emaildelivery_errors as ede
from emaildelivery_errors import CATALOG, Entry, classify, parse_reply
from emaildelivery_errors import records as data
from emaildelivery_errors._catalog import Catalog
from emaildelivery_errors._template import FoldedText

EVERY = pytest.mark.parametrize("entry", list(CATALOG), ids=lambda entry: str(entry.key))

# The documentation's table in its own order: key, code and words, class.
OCI = [
    ("oci.suppressed", "254 4.7.1 Suppression for user {user} to {recipient}", "RecipientSuppressedError"),
    ("oci.session_timeout", "421 Timeout waiting for data from client", "SessionTimeoutError"),
    ("oci.command_failed", "421 4.4.0 Problem attempting to execute commands. Please try again later", "ServiceUnavailableError"),
    ("oci.too_many_connections", "421 Too many connections, try again later", "TooManyConnectionsError"),
    ("oci.too_many_auth_failures", "421 Too many auth failures, try again later", "AuthenticationThrottledError"),
    ("oci.mail_system_failure", "421 4.3.0 Mail system failure, closing transmission channel", "ServiceUnavailableError"),
    ("oci.server_error", "451 Server error", "ServiceUnavailableError"),
    ("oci.processing_error", "451 Error in Processing", "ServiceUnavailableError"),
    ("oci.storage_error", "452 System storage error", "ServiceUnavailableError"),
    ("oci.rate_per_minute", "455 Maximum messages sent per minute reached : limit is {limit}", "RateLimitError"),
    ("oci.rate_per_day", "455 Maximum messages sent per day reached : limit is {limit}", "DailyLimitError"),
    ("oci.auth_not_base64", "501 Invalid command argument, not a valid Base64 string", "MalformedCredentialsError"),
    ("oci.auth_no_nul", "501 Invalid command argument, does not contain NUL", "MalformedCredentialsError"),
    ("oci.auth_no_second_nul", "501 Invalid command argument, does not contain the second NUL", "MalformedCredentialsError"),
    ("oci.need_rcpt", "503 Need RCPT command", "CommandSequenceError"),
    ("oci.auth_method_not_supported", "504 Method not supported", "AuthMechanismError"),
    ("oci.auth_mechanism_mismatch", "504 AUTH mechanism mismatch", "AuthMechanismError"),
    ("oci.message_too_large", "552 Exceeds byte limit", "MessageTooLargeError"),
    ("oci.message_too_large", "523 Exceeds byte limit", "MessageTooLargeError"),
    ("oci.credentials_invalid", "535 Authentication credentials invalid", "CredentialsRejectedError"),
    ("oci.authentication_required", "535 Authentication required", "AuthenticationRequiredError"),
    ("oci.sender_not_authorized", "535 Authorization failed: address {address} not authorized", "SenderNotAuthorizedError"),
    ("oci.sender_not_authorized", "471 Authorization failed: address {address} not authorized", "SenderNotAuthorizedError"),
    ("oci.invalid_address", "553 <{address}> Invalid email address", "InvalidAddressError"),
    ("oci.message_parse_error", "554 Message parse error", "MalformedMessageError"),
]  # fmt: skip

VALUES = {
    "user": "ocid1.user.oc1..aaaa",
    "recipient": "b@example.com",
    "limit": "10",
    "address": "a@example.com",
}


@pytest.mark.parametrize("provider", [None, "oci"])
@pytest.mark.parametrize(("key", "wording", "name"), OCI)
def test_every_documented_reply_of_oci(
    key: str, wording: str, name: str, provider: str | None
) -> None:
    error = classify(wording.format(**VALUES), provider=provider)
    assert error is not None
    assert (error.key, type(error).__name__, error.matched_by) == (key, name, "documented")
    assert error.provider == "oci"
    assert error.values == {k: v for k, v in VALUES.items() if "{" + k + "}" in wording}


def test_what_callers_go_by() -> None:
    """Key, class, the class's bases, least wait, scope, fixer, basis, trusted, decisive."""
    rows = [
        "\t".join(
            (
                entry.key,
                entry.error.__name__ if entry.error else "",
                " ".join(base.__name__ for base in entry.error.__bases__) if entry.error else "",
                str(entry.retry.after or ""),
                entry.scope or "",
                entry.fixer,
                entry.basis,
                "trusted" if entry.trusted else "",
                "decisive" if entry.decisive else "",
            )
        )
        for entry in CATALOG
    ]
    # Whoever changes a line in there changes what programs do.
    golden = pathlib.Path(__file__).parent / "data/records.tsv"
    assert rows == golden.read_text("utf-8").splitlines()
    assert {entry.key for entry in CATALOG if entry.retry.may_duplicate} == {
        "net.outcome_unknown",
        # The submission over HTTPS takes no token that would keep the service from doing it twice.
        "oci.http.server_error",
        "oci.api.internal_server_error",
        "oci.api.service_unavailable",
        "oci.api.5xx",
        "oci.api.request_timeout",
    }


def test_oci_is_complete() -> None:
    assert {key for key, _, _ in OCI} == {e.key for e in CATALOG if e.provider == "oci" and e.codes}
    assert len({key for key, _, _ in OCI}) == 23


@pytest.mark.parametrize(
    ("reply", "key"),
    [
        ("535 Authorization failed: Envelope From address not authorized", "oci.sender_not_authorized"),
        ("535 Authorization failed: Envelope From not authorized", "oci.sender_not_authorized"),
        ("535-Authorization failed\r\n535 Envelope From address not authorized", "oci.sender_not_authorized"),
        ("535 Authorization failed: Envelope From address a:b@[IPv6:::1] not authorized", "oci.sender_not_authorized"),
        ("503 Error: need MAIL command", "subetha.need_mail"),
        ("530 5.7.0  Authentication required", "subetha.authentication_required"),
        ("552 5.3.4 Message size exceeds fixed limit", "subetha.message_too_large"),
        ("452 Error: too many recipients", "subetha.too_many_recipients"),
        ("501 Syntax error at character position 3. CR and LF must be CRLF paired.  See RFC 2821 #2.7.1.", "subetha.bare_line_end"),
    ],
)  # fmt: skip
def test_observed_replies(reply: str, key: str) -> None:
    error = classify(reply, provider="oci")
    assert error is not None
    assert (error.key, error.matched_by) == (key, "observed")


@pytest.mark.parametrize(
    "address",
    [
        '"a b: c"@example.com',
        "a@[IPv6:2001:db8::1]",
        "日本@例え.jp",
        "a:b@x",
        "<>",
        "a not authorized",
    ],
)
@pytest.mark.parametrize(
    ("colon", "lead"),
    [
        (":", "address "),
        ("：", "address "),
        (":", "Envelope From "),
        (" :", "Envelope From address "),
        ("\n", "Envelope From "),
        ("\n", "Envelope From address "),
    ],
)
def test_addresses_that_are_not_authorized(address: str, colon: str, lead: str) -> None:
    error = classify((535, f"Authorization failed{colon} {lead}{address} not authorized"))
    assert isinstance(error, ede.SenderNotAuthorizedError)
    assert error.address == address
    assert error.matched_by == ("documented" if lead == "address " else "observed")


def test_forms_of_the_server_software_are_the_documented_record() -> None:
    for reply in ("503 Error: need RCPT command", "553 <a@b> Invalid email address.",
                  "421 Timeout waiting for data from client."):  # fmt: skip
        error = classify(reply)
        assert error is not None
        assert error.provider == "oci"


def test_translations_are_for_look_ups_alone() -> None:
    assert [m.entry.key for m in CATALOG.look_up("サーバー・エラー")] == ["oci.server_error"]
    error = classify("451 サーバー・エラー")
    assert error is not None
    assert error.key == "smtp.451"


@EVERY
def test_has_a_source(entry: Entry) -> None:
    assert entry.source
    assert entry.source_url is not None
    assert entry.source_url.startswith("https://")
    assert re.fullmatch(r"[a-z]+(\.[A-Za-z0-9_]+)+", entry.key)


@EVERY
def test_is_permanent_or_transient_or_named_as_neither(entry: Entry) -> None:
    if entry.error is None:
        assert entry.codes == () or entry.codes[0] < 400
        return
    sides = [issubclass(entry.error, side) for side in (ede.TransientError, ede.PermanentError)]
    neither = {ede.OutcomeUnknownError, ede.ProtocolError, ede.RecipientsRefusedError}
    assert sum(sides) == (0 if entry.error in neither else 1)


@EVERY
@pytest.mark.parametrize("language", data.LANGUAGES)
def test_has_a_text(entry: Entry, language: str) -> None:
    text = data.texts(language)[entry.key]
    assert list(text) == ["title", "meaning", "cause", "remedy"]
    names = {name for t in entry.templates + entry.observed for name in t.names}
    for part in text.values():
        assert set(re.findall(r"{(\w+)}", part)) <= names | {"recipient", "enhanced"}
        assert not re.search(r"{\w+}", re.sub(r"\[.*?\]", "", part)), "a value may be missing"
    assert not text["title"].endswith((".", "。"))
    assert text["cause"] or entry.error is None  # success needs no cause
    for part in filter(None, list(text.values())[1:]):
        assert part.endswith("." if language == "en" else "。")
    if language == "ja":
        for sentence in text["meaning"].split("。")[:-1]:
            assert re.search(r"(ます|ません|です|ました|でした)(（.*）)?$", sentence), sentence


def test_there_is_no_text_without_a_record() -> None:
    for language in data.LANGUAGES:
        assert set(data.texts(language)) == {entry.key for entry in CATALOG}


@EVERY
def test_values_that_a_class_types_are_captured(entry: Entry) -> None:
    for template in entry.templates:
        for name in set(template.names) - {"recipient"}:
            assert hasattr(entry.error, name)


@EVERY
def test_wordings_do_not_hide_each_other(entry: Entry) -> None:
    for template in entry.templates + entry.observed:
        text = template.fill(dict.fromkeys(template.names, "7"))
        for code in entry.codes:
            match = CATALOG.match(parse_reply(f"{code} {text}"))
            assert match is not None
            assert match.entry is entry


def test_a_key_stands_once() -> None:
    with pytest.raises(ValueError, match="two records"):
        Catalog([*CATALOG, CATALOG["oci.suppressed"]], {})


def test_look_ups() -> None:
    assert "oci.suppressed" in CATALOG
    assert CATALOG.get("oci.none") is None
    assert len(CATALOG) == len(list(CATALOG))
    with pytest.raises(KeyError):
        CATALOG["oci.none"]


def test_most_literal_wording_wins_and_then_the_command() -> None:
    def entry(key: str, template: str, command: str) -> Entry:
        return Entry(
            key=key,
            codes=(550,),
            observed=(template,),
            commands=(command,),
            error=ede.PermanentError,
            source="a test",
        )

    catalog = Catalog(
        [
            entry("a.any", "<x> no", "MAIL"),
            entry("a.mail", "user says no", "MAIL"),
            entry("b.rcpt", "user says no", "RCPT"),
        ],
        {"a": ("b",)},
    )

    def key(text: str, provider: str | None = None, command: str | None = None) -> str:
        match = catalog.match(parse_reply(text), provider=provider, command=command)
        assert match is not None
        return match.entry.key

    assert key("550 she says no") == "a.any"
    assert key("550 user says no") == "a.mail"
    assert key("550 user says no", command="rcpt") == "b.rcpt"
    assert key("550 user says no", provider="b", command="MAIL") == "b.rcpt"
    assert key("550 user says no", provider="a", command="RCPT") == "a.mail"


def test_another_providers_words_are_not_used() -> None:
    error = classify("552 Exceeds byte limit", provider="subetha")
    assert error is not None
    assert error.key == "smtp.552"
    with pytest.raises(ValueError, match="unknown provider 'gmail'"):
        classify("550 x", provider="gmail")


def test_reply_of_an_entry() -> None:
    assert CATALOG["oci.rate_per_minute"].reply(limit=10) == parse_reply(
        "455 Maximum messages sent per minute reached : limit is 10"
    )
    with pytest.raises(ValueError, match="takes the values"):
        CATALOG["oci.rate_per_minute"].reply()
    with pytest.raises(ValueError, match="has no reply"):
        CATALOG["net.timeout"].reply()


def test_folding_keeps_positions() -> None:
    text = FoldedText("Error:  A  b")
    assert text.folded == "a b"
    assert text.cut(0, 3) == "A  b"
