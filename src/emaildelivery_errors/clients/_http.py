"""HTTP clients that submit mail to OCI: Oracle's SDK, httpx, requests. Imports none of them."""

from typing import Any, Final

from .._endpoint import provider_of
from ..errors import DeliveryError
from ._making import failure
from ._registry import register, translate

__all__: list[str] = []

# What Oracle's SDK calls its clients for the submission of mail, and for its configuration.
_SUBMISSION: Final = "email_dp"
_SERVICES: Final = frozenset({_SUBMISSION, "email"})

# Of making the connection: these are inside of what an HTTP client raises, and tell more.
_CAUSES: Final = frozenset({"ConnectionRefusedError", "SSLCertVerificationError", "gaierror"})

# Nothing was sent yet: names of exceptions of httpx, requests, and of urllib3 inside of it.
_CONNECTING: Final = frozenset(
    {"ConnectError", "ConnectTimeout", "ConnectTimeoutError", "NewConnectionError"}
)
_MAX_CAUSES: Final = 100  # chains are short; one with a cycle ends here


def _service_error(exc: Any, _: str | None) -> DeliveryError | None:  # noqa: ANN401
    """Translate the answer of a service of OCI's, if it is the one for mail."""
    service = getattr(exc, "target_service", None)
    status = getattr(exc, "status", None)
    if service not in _SERVICES or not isinstance(status, int):
        return None
    from .._api import classify_answer  # most programs do without

    return classify_answer(
        status,
        str(getattr(exc, "code", None) or ""),
        str(getattr(exc, "message", None) or ""),
        request_id=str(getattr(exc, "request_id", None) or ""),
        is_submission=service == _SUBMISSION,
    )


def _status_error(exc: Any, _: str | None) -> DeliveryError | None:  # noqa: ANN401
    """Translate what `raise_for_status` raised, if OCI's endpoint for mail answered."""
    from ..readers import from_response  # most programs need none of the readers

    response = getattr(exc, "response", None)
    url = str(getattr(response, "url", ""))
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    return from_response(response) if provider_of(host) else None


def _failed(exc: BaseException, provider: str | None) -> DeliveryError:
    """Translate a failure without an answer: the request may have arrived, or surely not."""
    connecting = False
    current: BaseException | None = exc
    for _ in range(_MAX_CAUSES):
        if current is None:
            break
        name = type(current).__name__
        error = translate(current, provider) if name in _CAUSES else None
        if error is not None:
            return error
        connecting |= name in _CONNECTING
        current = current.__cause__ or current.__context__
    if connecting:
        return failure("net.timeout", exc, "CONNECT")
    return failure("net.outcome_unknown", exc, None, accepted=None)


register(
    {
        "oci.exceptions.ServiceError": _service_error,
        "oci.exceptions.RequestException": _failed,
        "oci.exceptions.ConnectTimeout": _failed,
        "httpx.HTTPStatusError": _status_error,
        "httpx.TransportError": _failed,
        "requests.exceptions.HTTPError": _status_error,
        "requests.exceptions.ConnectionError": _failed,
        "requests.exceptions.Timeout": _failed,
    }
)
