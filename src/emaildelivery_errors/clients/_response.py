"""Answers of OCI's HTTPS submission: of Oracle's SDK, of httpx, of requests, or in parts."""

from collections.abc import Iterable, Mapping
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, cast

from .._api import classify_answer
from .._make import make_error
from .._reply import decode
from ..errors import DeliveryError

__all__ = ["from_response", "from_suppressed", "raise_for_response"]

_REQUEST_ID: Final = "opc-request-id"


if TYPE_CHECKING:  # making a protocol takes time in every import

    class _HasStatusCode(Protocol):
        """A response of httpx or requests."""

        @property
        def status_code(self) -> int: ...

    class _HasStatus(Protocol):
        """A response of Oracle's SDK, urllib or urllib3, or an `oci.exceptions.ServiceError`."""

        @property
        def status(self) -> int: ...

    Response = _HasStatusCode | _HasStatus


class _Answer(NamedTuple):
    status: int
    body: object
    request_id: str


def from_response(
    response: "Response | tuple[int, str, str]",
    *,
    recipients: Iterable[str] = (),
    sender: str | None = None,
) -> DeliveryError | None:
    """Return the error that an answer of OCI's HTTPS submission reports, `None` for success.

    `response`: one of httpx, requests or urllib, an `oci.exceptions.ServiceError`, or a tuple of
    status, error code and message. The error's `values` have `status`, `error_code` and
    `request_id`; it carries `recipients` and `sender`.

    Success is not for all: `from_suppressed` tells who gets nothing.

    Raises `TypeError` for what has no status, or a body that has to be awaited or read first.
    """
    request_id = ""
    if isinstance(response, tuple):
        if list(map(type, response)) != [int, str, str]:
            raise TypeError(_WANTED)
        status, code, message = response
    else:
        status, body, request_id = _read(response)
        code, message = _code_and_message(body)
    return classify_answer(
        status, code, message, request_id=request_id, recipients=recipients, sender=sender
    )


def raise_for_response(
    response: "Response | tuple[int, str, str]",
    *,
    recipients: Iterable[str] = (),
    sender: str | None = None,
) -> None:
    """Raise the error that `from_response` returns, if it returns one."""
    error = from_response(response, recipients=recipients, sender=sender)
    if error is not None:
        raise error


def from_suppressed(
    response: "Response | Mapping[str, Any]", *, sender: str | None = None
) -> dict[str, DeliveryError]:
    """Return the error of each recipient whom a successful answer lists as suppressed.

    The others got the message; these did not. `response` is as for `from_response`, or the JSON
    object in its body. Raises `TypeError` as that does.
    """
    answer = _Answer(200, response, "") if _is_body(response) else _read(response)
    errors: dict[str, DeliveryError] = {}
    for item in _list(_field(answer.body, "suppressedRecipients", "suppressed_recipients")):
        address = item if isinstance(item, str) else _field(item, "email", "email")
        if isinstance(address, str) and address:
            values = {"recipient": address, "status": str(answer.status)}
            if answer.request_id:
                values["request_id"] = answer.request_id
            errors[address] = make_error(
                "oci.http.suppressed",
                values=values,
                matched_by="documented",
                recipients=[address],
                sender=sender,
            )
    return errors


_WANTED: Final = (
    "a response with a status and a body that was read is wanted, or (status, code, message); "
    "of an asynchronous library, await the body and give the parts"
)


def _read(response: object) -> _Answer:
    """Read status, body and request id of a response, whatever library it is of."""
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    if not isinstance(status, int):
        raise TypeError(_WANTED)
    request_id = getattr(response, "request_id", None)
    if not request_id:
        get = getattr(getattr(response, "headers", None), "get", None)
        request_id = get(_REQUEST_ID) if callable(get) else None
    return _Answer(status, _body(response), request_id if isinstance(request_id, str) else "")


def _body(response: Any) -> object:  # noqa: ANN401
    """Return the JSON of a body, else its text, else the response, which may be the SDK's error."""
    for name in ("content", "data", "read"):  # httpx and requests; Oracle's SDK, urllib3; urllib
        try:
            body: object = getattr(response, name, None)
            body = body() if callable(body) else body
        except Exception as exc:
            raise TypeError(_WANTED) from exc  # not read yet
        if iscoroutine(body):
            body.close()
            raise TypeError(_WANTED)
        if isinstance(body, bytes | bytearray):
            return _json(decode(bytes(body)))
        if body is not None:
            return body
    return response


def _is_body(response: object) -> bool:
    """Tell whether it is the body alone: a JSON object, or the SDK's model of one."""
    return isinstance(response, Mapping) or hasattr(response, "suppressed_recipients")


def _json(text: str) -> object:
    import json  # most programs get no answer over HTTP

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text  # of a proxy, say


def _code_and_message(body: object) -> tuple[str, str]:
    """Return error code and message; a body of another form is a message."""
    if isinstance(body, str):
        return "", body
    code, message = _field(body, "code", "code"), _field(body, "message", "message")
    return str(code or ""), str(message or "")


def _field(body: object, in_json: str, in_sdk: str) -> object:
    """Return a field of a JSON object, or of the SDK's model of one."""
    if isinstance(body, Mapping):
        return cast("Mapping[str, object]", body).get(in_json)
    return getattr(body, in_sdk, None)


def _list(items: object) -> list[object]:
    return cast("list[object]", items) if isinstance(items, list) else []
