"""HTTP clients that submit mail to OCI: Oracle's SDK, httpx, requests. Imports none of them."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from .._api import classify_answer
from .._endpoint import provider_of
from ..errors import DeliveryError
from ._making import failure
from ._registry import register, translate
from ._response import from_response

__all__: list[str] = []

# What Oracle's SDK calls its clients for the submission of mail, and for its configuration.
_SUBMISSION: Final = "email_dp"
_SERVICES: Final = frozenset({_SUBMISSION, "email"})

# Of making the connection: these are inside of what an HTTP client raises, and tell more.
_CAUSES: Final = frozenset(
    {
        "builtins.ConnectionRefusedError",
        "socket.gaierror",
        "ssl.SSLCertVerificationError",
        "ssl.SSLError",
    }
)

# Nothing was sent yet: names of exceptions of httpx, requests, and of urllib3 inside of it.
_CONNECTING: Final = frozenset(
    {"ConnectError", "ConnectTimeout", "ConnectTimeoutError", "NewConnectionError", "PoolTimeout"}
)
# The request was on its way, whatever was inside of it.
_SENT: Final = ("Read", "Write", "RemoteProtocol", "ProtocolError")

_MAX_CAUSES: Final = 100  # chains are short; one with a cycle ends here


def _service_error(exc: Any, _: str | None) -> DeliveryError | None:  # noqa: ANN401
    """Translate the answer of a service of OCI's, if it is the one for mail."""
    service = getattr(exc, "target_service", None)
    status = getattr(exc, "status", None)
    if service not in _SERVICES or not isinstance(status, int):
        return None
    return classify_answer(
        status,
        str(getattr(exc, "code", None) or ""),
        str(getattr(exc, "message", None) or ""),
        request_id=str(getattr(exc, "request_id", None) or ""),
        is_submission=service == _SUBMISSION,
    )


def _status_error(exc: Any, provider: str | None) -> DeliveryError | None:  # noqa: ANN401
    """Translate what `raise_for_status` raised, if OCI's endpoint for mail answered."""
    if not _is_of_oci(exc, provider):
        return None
    try:
        return from_response(exc.response)
    except TypeError:  # a body that nobody has read
        return None


def _failed(exc: BaseException, provider: str | None) -> DeliveryError | None:
    """Translate a failure without an answer: the request may have arrived, or surely not."""
    if isinstance(exc, ValueError) or type(exc).__name__ == "UnsupportedProtocol":
        return None  # no URL that could be asked: a mistake of the program's
    if not _is_of_oci(exc, provider):
        return None
    connecting: DeliveryError | None = None
    for current in _made_of(exc):
        name = type(current).__name__
        if name.startswith(_SENT):
            break
        is_cause = f"{type(current).__module__}.{name}" in _CAUSES
        error = translate(current, provider) if is_cause else None
        if error is not None:
            return error
        if name in _CONNECTING:
            key = "net.timeout" if "Timeout" in name else "net.connection_failed"
            connecting = failure(key, exc, "CONNECT")
    if connecting is not None:
        return connecting
    return failure("net.outcome_unknown", exc, None, accepted=None)


def _not_tried(exc: BaseException, provider: str | None) -> DeliveryError | None:
    """Translate the circuit breaker of Oracle's SDK: after many failures it asks no more a while.

    Other programs use the same library.
    """
    return failure("net.connection_failed", exc, "CONNECT") if provider == "oci" else None


def _is_of_oci(exc: BaseException, provider: str | None) -> bool:
    """Tell whether a request went to OCI's endpoint for mail: a program may call other APIs too."""
    if provider == "oci":
        return True
    from urllib.parse import urlsplit  # most programs send no mail over HTTP

    for current in _made_of(exc):
        for name in ("request", "response"):
            asked: object = None
            with suppress(RuntimeError):  # of httpx, for an exception without a request
                asked = getattr(current, name, None)
            host = urlsplit(str(getattr(asked, "url", ""))).hostname
            if host is not None:
                return provider_of(host) == "oci"
    return False


def _made_of(exc: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those of the HTTP client that it was made of.

    Not its context: that may be an earlier failure of the program's, such as the server that it
    tried before.
    """
    current: BaseException | None = exc
    for _ in range(_MAX_CAUSES):
        if current is None:
            return
        yield current
        others = (current.__cause__, *current.args[:1], _urllib3_error(current))
        current = next((other for other in others if isinstance(other, BaseException)), None)


def _urllib3_error(exc: BaseException) -> BaseException | None:
    """Return what an exception of requests was made of, where Oracle's SDK has hidden it."""
    if "requests" not in type(exc).__module__:
        return None
    context = exc.__context__
    return context if "urllib3" in type(context).__module__ else None


register(
    {
        "oci.exceptions.ServiceError": _service_error,
        "oci.exceptions.RequestException": _failed,
        "oci.exceptions.ConnectTimeout": _failed,
        "circuitbreaker.CircuitBreakerError": _not_tried,
        "httpx.HTTPStatusError": _status_error,
        "httpx.RequestError": _failed,
        "requests.exceptions.HTTPError": _status_error,
        "requests.exceptions.RequestException": _failed,
    }
)
