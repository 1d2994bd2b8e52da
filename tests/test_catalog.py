"""Promises that hold for every record."""

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


# What a caller goes by, for every record: key, class, its bases, wait, scope, fixer, basis.
RECORDS = [
    ("oci.suppressed", "RecipientSuppressedError", "PermanentError", "", "recipient", "administrator", "documented"),
    ("oci.session_timeout", "SessionTimeoutError", "TransientError", "", "connection", "application", "advice"),
    ("oci.command_failed", "ServiceUnavailableError", "TransientError", "", "connection", "provider", "documented"),
    ("oci.too_many_connections", "TooManyConnectionsError", "TransientError", "", "server", "application", "documented"),
    ("oci.too_many_auth_failures", "AuthenticationThrottledError", "AuthenticationError TransientError", "0:30:00", "server", "administrator", "advice"),
    ("oci.mail_system_failure", "ServiceUnavailableError", "TransientError", "", "connection", "provider", "advice"),
    ("oci.server_error", "ServiceUnavailableError", "TransientError", "", "message", "provider", "advice"),
    ("oci.processing_error", "ServiceUnavailableError", "TransientError", "", "message", "provider", "advice"),
    ("oci.storage_error", "ServiceUnavailableError", "TransientError", "", "message", "provider", "advice"),
    ("oci.rate_per_minute", "RateLimitError", "TransientError", "0:01:00", "account", "nobody", "documented"),
    ("oci.rate_per_day", "DailyLimitError", "RateLimitError", "4:00:00", "account", "nobody", "advice"),
    ("oci.auth_not_base64", "MalformedCredentialsError", "AuthenticationError PermanentError", "", "account", "application", "advice"),
    ("oci.auth_no_nul", "MalformedCredentialsError", "AuthenticationError PermanentError", "", "account", "application", "advice"),
    ("oci.auth_no_second_nul", "MalformedCredentialsError", "AuthenticationError PermanentError", "", "account", "application", "advice"),
    ("oci.need_rcpt", "CommandSequenceError", "ProtocolError PermanentError", "", "message", "application", "advice"),
    ("oci.auth_method_not_supported", "AuthMechanismError", "AuthenticationError PermanentError", "", "account", "application", "advice"),
    ("oci.auth_mechanism_mismatch", "AuthMechanismError", "AuthenticationError PermanentError", "", "account", "application", "advice"),
    ("oci.message_too_large", "MessageTooLargeError", "PermanentError", "", "message", "application", "advice"),
    ("oci.credentials_invalid", "CredentialsRejectedError", "AuthenticationError PermanentError", "", "account", "administrator", "advice"),
    ("oci.authentication_required", "AuthenticationRequiredError", "AuthenticationError PermanentError", "", "connection", "application", "advice"),
    ("oci.sender_not_authorized", "SenderNotAuthorizedError", "PermanentError", "", "sender", "administrator", "advice"),
    ("oci.invalid_address", "InvalidAddressError", "PermanentError", "", None, "application", "advice"),
    ("oci.message_parse_error", "MalformedMessageError", "PermanentError", "", "message", "application", "advice"),
    ("subetha.too_many_recipients", "TooManyRecipientsError", "TransientError", "", "recipient", "application", "advice"),
    ("subetha.tls_not_supported", "TLSUnavailableError", "TLSError TransientError", "", "server", "administrator", "advice"),
    ("subetha.tls_already_active", "CommandSequenceError", "ProtocolError PermanentError", "", "connection", "application", "advice"),
    ("subetha.auth_canceled", "PermanentError", "DeliveryError", "", "account", "application", "advice"),
    ("subetha.bare_line_end", "PermanentError", "DeliveryError", "", "message", "application", "advice"),
    ("subetha.auth_not_supported", "UnsupportedFeatureError", "PermanentError", "", "server", "administrator", "advice"),
    ("subetha.vrfy_disabled", "UnsupportedFeatureError", "PermanentError", "", "server", "application", "advice"),
    ("subetha.need_mail", "CommandSequenceError", "ProtocolError PermanentError", "", "message", "application", "advice"),
    ("subetha.sender_already_specified", "CommandSequenceError", "ProtocolError PermanentError", "", "message", "application", "advice"),
    ("subetha.already_authenticated", "CommandSequenceError", "ProtocolError PermanentError", "", "connection", "application", "advice"),
    ("subetha.auth_mechanism_not_supported", "AuthMechanismError", "AuthenticationError PermanentError", "", "account", "application", "advice"),
    ("subetha.starttls_required", "TLSRequiredError", "TLSError PermanentError", "", "connection", "application", "advice"),
    ("subetha.authentication_required", "AuthenticationRequiredError", "AuthenticationError PermanentError", "", "connection", "application", "advice"),
    ("subetha.message_too_large", "MessageTooLargeError", "PermanentError", "", "message", "application", "advice"),
    ("subetha.transaction_failed", "PermanentError", "DeliveryError", "", None, "application", "advice"),
    ("smtp.2xx.RCPT", "PermanentError", "DeliveryError", "", "recipient", "application", "advice"),
    ("smtp.2xx.end_of_data", "PermanentError", "DeliveryError", "", "message", "application", "advice"),
    ("smtp.2xx.other", "PermanentError", "DeliveryError", "", None, "application", "advice"),
    ("smtp.3xx", "PermanentError", "DeliveryError", "", None, "application", "advice"),
    ("smtp.4xx", "TransientError", "DeliveryError", "", None, "nobody", "advice"),
    ("smtp.5xx", "PermanentError", "DeliveryError", "", None, "application", "advice"),
    ("smtp.malformed", "ProtocolError", "DeliveryError", "", "connection", "provider", "advice"),
    ("smtp.between_messages", "OutcomeUnknownError", "DeliveryError", "", "connection", "application", "advice"),
    ("smtp.recipients_refused", "RecipientsRefusedError", "DeliveryError ExceptionGroup", "", "recipient", "application", "advice"),
    ("net.connection_failed", "NetworkError", "TransientError", "", "server", "nobody", "advice"),
    ("net.connection_lost", "NetworkError", "TransientError", "", "connection", "nobody", "advice"),
    ("net.timeout", "NetworkError", "TransientError", "", "connection", "nobody", "advice"),
    ("net.outcome_unknown", "OutcomeUnknownError", "DeliveryError", "", "message", "application", "advice"),
    ("net.domain_lookup", "DomainLookupError", "TransientError", "", "server", "administrator", "advice"),
    ("net.tls_unavailable", "TLSUnavailableError", "TLSError TransientError", "", "server", "administrator", "advice"),
    ("net.no_tls_on_port", "TLSFailedError", "TLSError PermanentError", "", "server", "application", "advice"),
    ("net.certificate_not_trusted", "TLSFailedError", "TLSError PermanentError", "", "server", "administrator", "advice"),
    ("net.not_supported", "UnsupportedFeatureError", "PermanentError", "", "server", "application", "advice"),
    ("net.no_auth_mechanism", "AuthMechanismError", "AuthenticationError PermanentError", "", "server", "application", "advice"),
    ("net.client_error", "PermanentError", "DeliveryError", "", None, "application", "advice"),
]  # fmt: skip


def test_what_callers_go_by() -> None:
    assert [
        (
            entry.key,
            entry.error.__name__,
            " ".join(base.__name__ for base in entry.error.__bases__),
            str(entry.retry.after or ""),
            entry.scope,
            entry.fixer,
            entry.basis,
        )
        for entry in CATALOG
    ] == RECORDS
    assert [entry.key for entry in CATALOG if entry.retry.may_duplicate] == ["net.outcome_unknown"]


def test_oci_is_complete() -> None:
    assert {key for key, _, _ in OCI} == {e.key for e in CATALOG if e.provider == "oci"}
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
    assert error.key == "smtp.4xx"


@EVERY
def test_has_a_source(entry: Entry) -> None:
    assert entry.source
    assert entry.source_url is not None
    assert entry.source_url.startswith("https://")
    assert re.fullmatch(r"[a-z]+(\.[A-Za-z0-9_]+)+", entry.key)


@EVERY
def test_is_permanent_or_transient_or_named_as_neither(entry: Entry) -> None:
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
        assert set(re.findall(r"{(\w+)}", part)) <= names | {"recipient"}
        assert not re.search(r"{\w+}", re.sub(r"\[.*?\]", "", part)), "a value may be missing"
    assert not text["title"].endswith((".", "。"))
    for part in list(text)[1:]:
        assert text[part].endswith("." if language == "en" else "。")
    if language == "ja":
        for sentence in text["meaning"].split("。")[:-1]:
            assert re.search(r"(ます|ません|です|ました|でした)$", sentence), sentence


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
    assert error.key == "smtp.5xx"
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
