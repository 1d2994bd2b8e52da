"""Answers of OCI's HTTPS submission, with the real SDK, httpx and requests against a local server."""

import contextlib
import copy
import json
import pickle
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import attrs
import circuitbreaker
import httpx
import oci
import pytest
import requests
import trustme
import urllib3
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import assume, given
from hypothesis import strategies as st

import emaildelivery_errors as ede
from emaildelivery_errors import (
    CATALOG,
    Entry,
    from_exception,
    from_response,
    from_suppressed,
    raise_for_response,
    translate_errors,
)
from strategies import ADDRESSES, NUMBERS

# Both tables of the documentation: status, code, message, then key and class.
HTTP = [
    (400, "InvalidParameter", "Message ID not formed according to RFCs.", "message_id_malformed", "MalformedMessageError"),
    (400, "InvalidParameter", "Email Address can't be null or empty.", "address_missing", "InvalidAddressError"),
    (400, "InvalidParameter", "Invalid Internet Address : a@@b", "invalid_address", "InvalidAddressError"),
    (400, "InvalidParameter", "maxItems: 50", "too_many_recipients", "PermanentError"),
    (400, "InvalidParameter", "Header Key can't be null or empty", "header_name_missing", "MalformedMessageError"),
    (400, "InvalidParameter", "Custom Mail Header Keys should be ASCII only X-é", "header_name_not_ascii", "MalformedMessageError"),
    (400, "InvalidParameter", "Subject is a reserved mail header which is not allowed", "header_reserved", "MalformedMessageError"),
    (400, "MissingParameter", "Required attribute sender compartmentId cannot be empty or null.", "compartment_missing", "PermanentError"),
    (400, "MissingParameter", "Required attribute subject can't be empty or null.", "subject_missing", "MalformedMessageError"),
    (400, "MissingParameter", "Required attribute sender can't be empty or null.", "sender_missing", "MalformedMessageError"),
    (400, "MissingParameter", "Required attribute recipients must contain either to , cc or bcc recipients.", "recipients_missing", "MalformedMessageError"),
    (400, "MissingParameter", "Required attribute body(html/text) is missing. Request must contain either bodyText or bodyHtml", "body_missing", "MalformedMessageError"),
    (400, "LimitExceeded", "Maximum messages sent per minute reached : limit is 10", "rate_per_minute", "RateLimitError"),
    (400, "LimitExceeded", "Maximum messages sent per day reached : limit is 200", "rate_per_day", "DailyLimitError"),
    (404, "NotAuthorizedOrNotFound", "Authorization failed: address a@example.com not authorized or not found", "sender_not_authorized", "SenderNotAuthorizedError"),
    (409, "ResourceLocked", "", "resource_locked", "PermanentError"),
    (413, "Request Entity Too Large", "Message exceeds byte limit : limit is 2097152", "message_too_large", "MessageTooLargeError"),
    (429, "Too many requests", "Too many requests received. Wait and try again.", "too_many_requests", "RateLimitError"),
    (500, "Internal server error", "Internal Server Error", "server_error", "ServiceUnavailableError"),
]  # fmt: skip

# Status, code, key, does the documentation say to retry.
API = [
    (400, "CannotParseRequest", "cannot_parse_request", False),
    (400, "InvalidParameter", "invalid_parameter", False),
    (400, "LimitExceeded", "limit_exceeded", False),
    (400, "MissingParameter", "missing_parameter", False),
    (400, "QuotaExceeded", "quota_exceeded", False),
    (400, "RelatedResource Not AuthorizedOrNotFound", "related_resource_not_found", False),
    (400, "InvalidStorageTier", "invalid_storage_tier", False),
    (401, "NotAuthenticated", "not_authenticated", False),
    (403, "NotAllowed", "not_allowed", False),
    (403, "NotAuthorized", "not_authorized", False),
    (403, "SignUpRequired", "sign_up_required", False),
    (404, "InvalidParameter", "invalid_path", False),
    (404, "NotAuthorizedOrNotFound", "not_authorized_or_not_found", False),
    (404, "NotFound", "not_found", False),
    (404, "NamespaceNotFound", "namespace_not_found", False),
    (405, "MethodNotAllowed", "method_not_allowed", False),
    (409, "Conflict", "conflict", False),
    (409, "ExternalServerIncorrectState", "external_server_incorrect_state", True),
    (409, "IncorrectState", "incorrect_state", True),
    (409, "InvalidatedRetryToken", "invalidated_retry_token", False),
    (409, "ResourceLocked", "resource_locked", False),
    (409, "NotAuthorizedOrResourceAlreadyExists", "resource_already_exists", False),
    (412, "NoEtagMatch", "no_etag_match", False),
    (413, "PayloadTooLarge", "payload_too_large", False),
    (422, "UnprocessableEntity", "unprocessable_entity", False),
    (429, "TooManyRequests", "too_many_requests", True),
    (431, "RequestHeaderFieldsTooLarge", "header_fields_too_large", False),
    (500, "InternalServerError", "internal_server_error", True),
    (501, "MethodNotImplemented", "method_not_implemented", False),
    (503, "ExternalServerUnreachable", "service_unavailable", True),
    (503, "ExternalServerTimeout", "service_unavailable", True),
    (503, "ExternalServerInvalidResponse", "service_unavailable", True),
    (503, "ServiceUnavailable", "service_unavailable", True),
]


class Service:
    """An HTTPS server that answers each request with what it was told."""

    def __init__(self, port: int, ca: Path) -> None:
        self.url = f"https://localhost:{port}"
        self.ca = str(ca)
        self.answer: tuple[int, object] = (200, {})
        self.requests: list[str] = []

    def client(self, kind: Any) -> Any:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        config = {
            "user": "ocid1.user.oc1..u",
            "tenancy": "ocid1.tenancy.oc1..t",
            "fingerprint": "aa:" * 15 + "aa",
            "key_content": pem.decode(),
            "region": "ap-tokyo-1",
        }
        return kind(config, service_endpoint=self.url, retry_strategy=oci.retry.NoneRetryStrategy())


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            served.requests.append(self.path)
            status, body = served.answer
            if status == 0:  # hang up
                self.close_connection = True
                self.connection.close()
                return
            octets = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(octets)))
            self.send_header("opc-request-id", "REQ/1")
            self.end_headers()
            self.wfile.write(octets)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    folder = tmp_path_factory.mktemp("tls")
    ca = trustme.CA()
    ca.cert_pem.write_to_path(folder / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost").configure_cert(context)
    server = ThreadingHTTPServer(("localhost", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    served = Service(server.server_port, folder / "ca.pem")
    with pytest.MonkeyPatch.context() as patch:
        # requests, which is inside of the SDK too, asks the environment before its session.
        patch.setenv("REQUESTS_CA_BUNDLE", served.ca)
        yield served
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def submit(service: Service) -> Any:
    client = service.client(oci.email_data_plane.EmailDPClient)
    models = oci.email_data_plane.models

    def submit() -> Any:
        return client.submit_email(
            models.SubmitEmailDetails(
                sender=models.Sender(
                    sender_address=models.EmailAddress(email="a@example.com"), compartment_id="c"
                ),
                recipients=models.Recipients(to=[models.EmailAddress(email="b@example.com")]),
                subject="s",
                body_text="t",
            )
        )

    return submit


def body(code: str, message: str) -> dict[str, str]:
    return {"code": code, "message": message}


@pytest.mark.parametrize(("status", "code", "message", "name", "cls"), HTTP)
def test_each_row_by_the_sdk_and_otherwise(
    service: Service, submit: Any, status: int, code: str, message: str, name: str, cls: str
) -> None:
    service.answer = (status, body(code, message))
    with pytest.raises(ede.DeliveryError) as caught, translate_errors(provider="oci"):
        submit()
    by_sdk = caught.value
    with httpx.Client(verify=ssl.create_default_context(cafile=service.ca)) as client:
        by_httpx = from_response(client.post(service.url))
    by_requests = from_response(requests.post(service.url, verify=service.ca, timeout=10))
    in_parts = from_response((status, code, message))
    for error in (by_sdk, by_httpx, by_requests, in_parts):
        assert error is not None
        assert (error.key, type(error).__name__) == (f"oci.http.{name}", cls)
        assert error.matched_by == ("documented" if message else "code")
        assert error.code is None
        assert error.reply is None
        assert error.text == message
        assert error.provider == "oci"
        assert error.accepted is False
        assert error.values["status"] == str(status)
        assert error.values["error_code"] == code
        assert str(error).startswith(f"oci.http.{name}: {status} {code}")
        if error is not in_parts:
            assert error.values["request_id"] == "REQ/1"
            assert error.log_fields()["delivery_request_id"] == "REQ/1"
    assert by_sdk.args == by_httpx.args == by_requests.args  # type: ignore[union-attr]


@pytest.mark.parametrize(("status", "code", "name", "retry"), API)
def test_each_row_of_the_api(
    service: Service,
    status: int,
    code: str,
    name: str,
    retry: bool,  # noqa: FBT001
) -> None:
    """The service for approved senders and the suppression list, which submits nothing."""
    client = service.client(oci.email.EmailClient)
    service.answer = (status, body(code, "Something else."))
    with pytest.raises(ede.DeliveryError) as caught, translate_errors():
        client.get_sender("ocid1.emailsender.oc1..s")
    error = caught.value
    assert (error.key, error.matched_by) == (f"oci.api.{name}", "code")
    assert error.retryable is retry
    assert error.retry.basis == ("advice" if code == "InvalidStorageTier" else "documented")


def test_both_tables_are_complete() -> None:
    ours = {e.key for e in CATALOG if e.key.startswith(("oci.http.", "oci.api."))}
    rows = {f"oci.http.{row[3]}" for row in HTTP} | {f"oci.api.{row[2]}" for row in API}
    assert rows <= ours
    assert ours - rows == {
        "oci.http.ok",
        "oci.http.suppressed",  # Oracle's SDK has it
        "oci.http.limit_exceeded",
        "oci.http.quota_exceeded",
        "oci.api.request_timeout",  # RFC 9110
        "oci.api.4xx",
        "oci.api.5xx",
        "oci.api.unexpected",
    }


def test_values() -> None:
    minute = from_response((400, "LimitExceeded", HTTP[12][2]))
    assert isinstance(minute, ede.RateLimitError)
    assert (minute.limit, minute.retry_after, minute.period) == (
        10,
        timedelta(0, 60),
        timedelta(0, 60),
    )
    assert minute.fits(recipients=11) is False
    sender = from_response((404, "NotAuthorizedOrNotFound", HTTP[14][2]))
    assert isinstance(sender, ede.SenderNotAuthorizedError)
    assert sender.address == "a@example.com"
    large = from_response((413, "", HTTP[16][2]))
    assert isinstance(large, ede.MessageTooLargeError)
    assert large.limit == 2097152
    header = from_response((400, "InvalidParameter", HTTP[6][2]))
    assert isinstance(header, ede.MalformedMessageError)
    assert header.header == "Subject"


@pytest.mark.parametrize(
    ("answer", "key", "by"),
    [
        # A wording that changed must not lose mail: in a submission the code means a sending limit.
        ((400, "LimitExceeded", "Too many today"), "oci.http.limit_exceeded", "code"),
        ((400, "limit exceeded", ""), "oci.http.limit_exceeded", "code"),
        ((404, "NotAuthorizedOrNotFound", "Nope"), "oci.http.sender_not_authorized", "code"),
        ((400, "QuotaExceeded", ""), "oci.http.quota_exceeded", "code"),
        ((404, "NotFound", ""), "oci.api.not_found", "code"),
        ((404, "", "<html>not here</html>"), "oci.api.4xx", "digit"),
        ((400, "InvalidParameter", "foo is odd"), "oci.api.invalid_parameter", "code"),
        ((400, "Newer", "foo"), "oci.api.4xx", "digit"),
        ((413, "PayloadTooLarge", ""), "oci.http.message_too_large", "code"),
        ((413, "", "<html>nginx</html>"), "oci.http.message_too_large", "code"),
        ((429, "Slow", ""), "oci.http.too_many_requests", "code"),
        ((500, "", ""), "oci.http.server_error", "code"),
        ((502, "", "bad gateway"), "oci.api.5xx", "digit"),
        ((503, "Newer", ""), "oci.api.service_unavailable", "code"),
        ((408, "", ""), "oci.api.request_timeout", "code"),
        ((302, "", ""), "oci.api.unexpected", "digit"),
        ((0, "", ""), "oci.api.unexpected", "digit"),
        # The wording and the status tell, whatever the code.
        ((400, "Whatever", "maximum messages sent PER minute reached: limit is 7."), "oci.http.rate_per_minute", "documented"),
    ],
)  # fmt: skip
def test_what_no_row_has(answer: tuple[int, str, str], key: str, by: str) -> None:
    error = from_response(answer)
    assert error is not None
    assert (error.key, error.matched_by) == (key, by)


def test_twins_know_each_other() -> None:
    with_twins = [entry for entry in CATALOG if entry.twins]
    assert len(with_twins) > 15
    for entry in with_twins:
        for key in entry.twins:
            twin = CATALOG[key]
            assert entry.key in twin.twins
            assert twin.error is entry.error
            assert twin.period == entry.period
            assert twin.after == entry.after


def test_a_retried_failure_can_send_twice() -> None:
    for status in (500, 502, 503):
        error = from_response((status, "", ""))
        assert isinstance(error, ede.ServiceUnavailableError)
        assert error.retryable
        assert error.retry.may_duplicate
    limit = from_response((400, "LimitExceeded", ""))
    assert limit is not None
    assert not limit.retry.may_duplicate


def test_suppressed_recipients(service: Service, submit: Any) -> None:
    answer = {
        "messageId": "m",
        "envelopeId": "e",
        "suppressedRecipients": [
            {"email": "b@example.com"},
            {"email": "c@example.com", "name": "C"},
        ],
    }
    service.answer = (200, answer)
    with httpx.Client(verify=ssl.create_default_context(cafile=service.ca)) as client:
        by_httpx = client.post(service.url)
    by_sdk = submit()
    assert from_response(by_sdk) is from_response(by_httpx) is None
    responses: list[Any] = [by_sdk, by_sdk.data, by_httpx, answer]
    for response in responses:
        errors = from_suppressed(response, sender="a@example.com")
        assert list(errors) == ["b@example.com", "c@example.com"]
        error = errors["b@example.com"]
        assert isinstance(error, ede.RecipientSuppressedError)
        assert (error.key, error.recipient, error.sender) == (
            "oci.http.suppressed", "b@example.com", "a@example.com")  # fmt: skip
        assert error.hard_bounce
        assert not error.retryable
        assert "b@example.com" in error.describe().meaning
        assert "b@" not in str(error) + str(error.log_fields())
    assert from_suppressed({"suppressedRecipients": ["d@example.com", 7, None, {}]}).keys() == {
        "d@example.com"
    }
    assert from_suppressed({"suppressedRecipients": None}) == {}


def test_failures_without_an_answer(service: Service, submit: Any) -> None:
    service.answer = (0, b"")
    with pytest.raises(ede.OutcomeUnknownError) as caught, translate_errors(provider="oci"):
        submit()
    assert caught.value.accepted is None
    assert not caught.value.retryable
    client = httpx.Client(verify=ssl.create_default_context(cafile=service.ca))
    with client, pytest.raises(ede.OutcomeUnknownError), translate_errors(provider="oci"):
        client.post(service.url)
    with pytest.raises(ede.OutcomeUnknownError), translate_errors(provider="oci"):
        requests.post(service.url, verify=service.ca, timeout=10)


def test_failures_to_connect(service: Service) -> None:
    with socket.create_server(("localhost", 0)) as listener:
        unused_port = listener.getsockname()[1]
    url = f"https://localhost:{unused_port}"
    with pytest.raises(ede.NetworkError) as by_httpx, translate_errors(provider="oci"):
        httpx.post(url)
    with pytest.raises(ede.NetworkError) as by_requests, translate_errors(provider="oci"):
        requests.post(url, timeout=10)
    nowhere = copy.copy(service)
    nowhere.url = url
    client = nowhere.client(oci.email_data_plane.EmailDPClient)
    with pytest.raises(ede.NetworkError) as by_sdk, translate_errors(provider="oci"):
        client.submit_email({})
    for caught in (by_httpx, by_requests, by_sdk):
        error = caught.value
        assert (error.key, error.accepted) == ("net.connection_failed", False)
        assert error.retryable


def test_what_failed_before_says_nothing_of_the_request(service: Service, submit: Any) -> None:
    """The program tried another way first, which was refused: this request may have arrived."""
    service.answer = (0, b"")
    ways: list[Any] = [
        submit,
        lambda: requests.post(service.url, timeout=10),
        lambda: httpx.post(service.url, verify=ssl.create_default_context(cafile=service.ca)),
    ]
    for way in ways:
        for before in (ConnectionRefusedError(111, "x"), socket.gaierror(-2, "x")):
            with pytest.raises(ede.OutcomeUnknownError), translate_errors(provider="oci"):
                try:
                    raise before
                except OSError:
                    way()


def test_an_address_in_a_request_may_be_the_senders() -> None:
    for message in ("Email Address can't be null or empty.", "Invalid Internet Address : a@@b"):
        error = from_response((400, "InvalidParameter", message), recipients=["a@@b"])
        assert isinstance(error, ede.InvalidAddressError)
        assert not error.hard_bounce


def test_a_message_is_no_enhanced_code() -> None:
    error = from_response((400, "InvalidParameter", "4.2.2 of the field is wrong"))
    assert error is not None
    assert (error.enhanced, error.text) == (None, "4.2.2 of the field is wrong")


def test_what_is_no_url_passes() -> None:
    with pytest.raises(httpx.UnsupportedProtocol), translate_errors(provider="oci"):
        httpx.post("example.com")
    with pytest.raises(requests.exceptions.MissingSchema), translate_errors(provider="oci"):
        requests.post("example.com", timeout=10)


def test_the_circuit_breaker_of_the_sdk() -> None:
    breaker = circuitbreaker.CircuitBreaker(name="x")
    stopped = circuitbreaker.CircuitBreakerError(breaker)
    assert from_exception(stopped) is None
    error = from_exception(stopped, provider="oci")
    assert isinstance(error, ede.NetworkError)
    assert (error.accepted, error.retryable) == (False, True)


def test_an_earlier_failure_of_urllib3_says_nothing(service: Service) -> None:
    service.answer = (0, b"")
    with pytest.raises(ede.OutcomeUnknownError), translate_errors(provider="oci"):
        try:
            urllib3.PoolManager(retries=False).request("POST", "http://none.invalid")
        except urllib3.exceptions.HTTPError:
            requests.post(service.url, timeout=10)


def test_untrusted_certificates(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", requests.utils.DEFAULT_CA_BUNDLE_PATH)
    client = service.client(oci.email_data_plane.EmailDPClient)
    with pytest.raises(ede.TLSFailedError) as by_sdk, translate_errors(provider="oci"):
        client.submit_email({})
    with pytest.raises(ede.TLSFailedError) as by_requests, translate_errors(provider="oci"):
        requests.post(service.url, timeout=10)
    with pytest.raises(ede.TLSFailedError) as by_httpx, translate_errors(provider="oci"):
        httpx.post(service.url)
    for caught in (by_httpx, by_requests, by_sdk):
        assert caught.value.key == "net.certificate_not_trusted"


def test_names_that_do_not_exist() -> None:
    with pytest.raises(ede.DomainLookupError), translate_errors(provider="oci"):
        httpx.post("https://none.invalid")
    with pytest.raises(ede.DomainLookupError), translate_errors(provider="oci"):
        requests.post("https://none.invalid", timeout=10)


def test_errors_of_other_services_pass() -> None:
    other = oci.exceptions.ServiceError(
        404, "BucketNotFound", {}, "no", target_service="object_storage"
    )
    assert from_exception(other) is None
    with pytest.raises(httpx.ConnectError), translate_errors():
        httpx.post("https://none.invalid")  # some API that has nothing to do with mail
    with pytest.raises(requests.exceptions.ConnectionError), translate_errors():
        requests.post("https://none.invalid", timeout=10)
    with pytest.raises(oci.exceptions.ServiceError), translate_errors():
        raise other
    request = httpx.Request("POST", "https://api.example.com/")
    response = httpx.Response(429, request=request)
    with pytest.raises(httpx.HTTPStatusError), translate_errors():
        response.raise_for_status()


def test_raised_status_of_ocis_endpoint() -> None:
    url = ede.endpoint("ap-tokyo-1").url + "/20220926/actions/submitEmail"
    request = httpx.Request("POST", url)
    response = httpx.Response(400, request=request, json=body("LimitExceeded", HTTP[12][2]))
    with pytest.raises(ede.RateLimitError), translate_errors():
        response.raise_for_status()
    theirs = requests.Response()
    theirs.status_code, theirs.url, theirs._content = 429, url, b"{}"
    with pytest.raises(ede.RateLimitError), translate_errors():
        theirs.raise_for_status()


def test_raise_for_response() -> None:
    raise_for_response((200, "", ""))
    with pytest.raises(ede.DailyLimitError) as caught:
        raise_for_response(
            (400, "LimitExceeded", HTTP[13][2]), recipients=["b@x.example"], sender="a@x.example"
        )
    assert (caught.value.recipient, caught.value.sender) == ("b@x.example", "a@x.example")


@attrs.define
class Odd:
    """A response of a library that nobody thought of."""

    status: object = 500
    content: object = None
    read: object = None
    headers: object = None


@pytest.mark.parametrize(
    "response",
    [
        Odd(),
        Odd(content=b"[1]"),
        Odd(content=b"[" * 10_000),
        Odd(content='{"code": 7}'),
        Odd(content=b'{"code": 7, "message": ["x"]}'),
        Odd(read=lambda: b"<html>"),
        Odd(headers={"opc-request-id": 9}),
        Odd(headers=[]),
    ],
)
def test_odd_responses(response: Any) -> None:
    error = from_response(response)
    assert error is not None
    assert error.key == "oci.http.server_error"


def test_urllib(service: Service) -> None:
    service.answer = (400, body("LimitExceeded", HTTP[12][2]))
    context = ssl.create_default_context(cafile=service.ca)
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(service.url, b"{}", context=context)  # noqa: S310
    error = from_response(caught.value)
    assert isinstance(error, ede.RateLimitError)
    assert (error.limit, error.values["request_id"]) == (10, "REQ/1")
    caught.value.close()


async def read_later() -> bytes:
    return b"{}"


@pytest.mark.parametrize(
    "response",
    [
        None,
        7,
        "400",
        object(),
        Odd(status="500"),
        (400, "LimitExceeded"),
        ("400", "LimitExceeded", ""),
        (400, "LimitExceeded", None),
        # A status alone would make a limit that passes a refusal.
        Odd(status=400, read=read_later),
        httpx.Response(400, stream=httpx.ByteStream(b"never read")),
    ],
)
def test_what_is_no_response(response: Any) -> None:
    with pytest.raises(TypeError, match="a response with a status and a body"):
        from_response(response)


ENTRIES = [entry for entry in CATALOG if entry.status is not None and entry.templates]
VALUES = {"limit": NUMBERS, "address": ADDRESSES, "header": ADDRESSES}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.key))
@given(data=st.data())
def test_round_trip(entry: Entry, data: st.DataObject) -> None:
    values = {name: data.draw(VALUES[name]) for name in entry.templates[0].names}
    answer = None
    with contextlib.suppress(ValueError):  # a value that nobody could tell from the words
        answer = entry.answer(**values)
    assume(answer is not None)
    assert answer is not None
    error = from_response(answer)
    assert error is not None
    assert error.key == entry.key
    assert {name: error.values[name] for name in values} == values
    back = pickle.loads(pickle.dumps(error))
    assert back.args == error.args
    assert json.loads(json.dumps(error.to_dict()))["key"] == entry.key


def test_answers_of_records() -> None:
    assert CATALOG["oci.http.rate_per_minute"].answer(limit=10) == HTTP[12][:3]
    assert CATALOG["oci.api.conflict"].answer() == (409, "Conflict", "")
    with pytest.raises(ValueError, match="has no HTTP status"):
        CATALOG["oci.rate_per_minute"].answer(limit=10)
    with pytest.raises(ValueError, match="has no reply"):
        CATALOG["oci.http.rate_per_minute"].reply(limit=10)


@given(st.integers(), st.text(), st.text())
def test_any_answer(status: int, code: str, message: str) -> None:
    error = from_response((status, code, message))
    assert (error is None) == (200 <= status < 300)
    if error is not None:
        assert str(error).isprintable()
        assert error.describe("ja").meaning


def test_hostile_answers_are_capped() -> None:
    error = from_response((400, "x" * 10**6, "\x1b[31m" + "y" * 10**6))
    assert error is not None
    assert len(json.dumps(error.args)) < 10_000
    assert "\x1b" not in str(error)
    headers = {"opc-request-id": "x\x1b[2J\n"}
    error = from_response(Odd(status=400, content=b"{}", headers=headers))  # type: ignore[arg-type]
    assert error is not None
    assert error.log_fields()["delivery_request_id"].isprintable()


def test_the_page_has_the_table() -> None:
    page = (Path(__file__).parent.parent / "docs/oci-https.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if "| `oci.http." in line]

    def row(entry: Entry) -> str:
        hint = entry.retry
        when = "yes" if hint.retryable else "no"
        when += f", after {hint.after}" if hint.after else ""
        code = next(iter(entry.error_codes), "")
        words = f"`{entry.templates[0]}`" if entry.templates else ""
        assert entry.error is not None
        cells = (entry.status, code, words, f"`{entry.key}`", f"`{entry.error.__name__}`", when)
        return f"| {' | '.join(map(str, cells))} |"

    assert rows == [row(e) for e in CATALOG if e.key.startswith("oci.http.") and e.error]
