"""Answers of OCI's HTTPS submission: of Oracle's SDK, of httpx, of requests, or in parts."""

from collections.abc import Iterable, Mapping
from inspect import iscoroutine
from typing import Any, Final, NamedTuple, cast

from .._api import SUPPRESSED, classify_answer
from .._reply import decode
from ..errors import DeliveryError, RecipientSuppressedError

__all__ = ["from_response", "from_suppressed", "raise_for_response"]

_REQUEST_ID: Final = "opc-request-id"


class _Answer(NamedTuple):
    status: int
    body: object
    request_id: str


def from_response(
    response: object, *, recipients: Iterable[str] = (), sender: str | None = None
) -> DeliveryError | None:
    """Return the error that an answer of OCI's HTTPS submission reports, `None` for success.

    `response`: one of httpx or requests, an `oci.exceptions.ServiceError`, or a tuple of status,
    error code and message; anything with a status and a JSON body. The error's `values` have
    `status`, `error_code` and `request_id`.

    Success is not for all: `from_suppressed` tells who gets nothing.

    Raises `TypeError` for what has no status.
    """
    if isinstance(response, tuple):
        status, code, message = cast("tuple[int, str, str]", response)
        return classify_answer(status, code, message, recipients=recipients, sender=sender)
    answer = _read(response)
    code, message = _code_and_message(answer.body)
    return classify_answer(
        answer.status,
        code,
        message,
        request_id=answer.request_id,
        recipients=recipients,
        sender=sender,
    )


def raise_for_response(
    response: object, *, recipients: Iterable[str] = (), sender: str | None = None
) -> None:
    """Raise the error that `from_response` returns, if it returns one."""
    error = from_response(response, recipients=recipients, sender=sender)
    if error is not None:
        raise error


def from_suppressed(response: object, *, sender: str | None = None) -> dict[str, DeliveryError]:
    """Return the error of each recipient whom a successful answer lists as suppressed.

    The others got the message; these did not. `response` is one of Oracle's SDK, of httpx or of
    requests, or the JSON object in its body. Raises `TypeError` for anything else.
    """
    body: object = response
    if isinstance(response, Mapping) or hasattr(response, "suppressed_recipients"):
        answer = _Answer(200, body, "")
    else:
        answer = _read(body)
    errors: dict[str, DeliveryError] = {}
    for item in _list(_field(answer.body, "suppressedRecipients", "suppressed_recipients")):
        address = item if isinstance(item, str) else _field(item, "email", "email")
        if isinstance(address, str) and address:
            values = {"recipient": address, "status": str(answer.status)}
            if answer.request_id:
                values["request_id"] = answer.request_id
            errors[address] = RecipientSuppressedError(
                SUPPRESSED, None, "", values, "documented", None, [address], sender
            )
    return errors


def _read(response: object) -> _Answer:
    """Read status, body and request id of a response, whatever library it is of."""
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    if not isinstance(status, int):
        kind = type(response).__name__
        msg = f"a response with a status is wanted, or (status, code, message), not {kind}"
        raise TypeError(msg)
    request_id = getattr(response, "request_id", None)
    if not request_id:
        headers = getattr(response, "headers", None)
        request_id = _field(headers, _REQUEST_ID, _REQUEST_ID)
    return _Answer(status, _body(response), request_id if isinstance(request_id, str) else "")


def _body(response: Any) -> object:  # noqa: ANN401
    """Return the JSON of a body, else its text, else the response, which may be one of the SDK."""
    read = getattr(response, "json", None)
    if callable(read):
        try:
            body: object = read()
        except Exception:  # noqa: BLE001, no JSON, or not read yet: each library has its own
            return _text(response)
        if not iscoroutine(body):
            return body
        body.close()  # of an asynchronous library; the status tells
        return ""
    data: object = getattr(response, "data", None)
    return response if data is None else data


def _text(response: Any) -> str:  # noqa: ANN401
    try:
        text: object = response.text
    except Exception:  # noqa: BLE001
        return ""
    return text if isinstance(text, str) else ""


def _code_and_message(body: object) -> tuple[str, str]:
    """Return error code and message; a body of another form is a message, of a proxy say."""
    if isinstance(body, str | bytes):
        return "", decode(body)
    code, message = _field(body, "code", "code"), _field(body, "message", "message")
    return str(code or ""), str(message or "")


def _field(body: object, in_json: str, in_sdk: str) -> object:
    """Return a field of a JSON object, or of the SDK's model of one."""
    if isinstance(body, Mapping):
        return cast("Mapping[str, object]", body).get(in_json)
    return getattr(body, in_sdk, None)


def _list(items: object) -> list[object]:
    return cast("list[object]", items) if isinstance(items, list) else []
