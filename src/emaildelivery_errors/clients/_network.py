"""The network and TLS: from their exceptions to the library's own."""

import errno
from functools import partial
from typing import Any, Final

from ..errors import DeliveryError
from ._making import failure
from ._registry import register
from ._stage import stage_of

__all__: list[str] = []

_NETWORK_ERRNOS: Final = frozenset(
    {
        errno.EADDRNOTAVAIL,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.ENETRESET,
        errno.ENETUNREACH,
        errno.ENOTCONN,
        errno.ETIMEDOUT,
    }
)


def _os_error(exc: BaseException, provider: str | None) -> DeliveryError | None:
    if isinstance(exc, OSError) and exc.errno in _NETWORK_ERRNOS:
        return _network(exc, provider, key="net.connection_failed")
    return None


def _network(exc: BaseException, _: str | None, *, key: str) -> DeliveryError:
    """Translate an error of the network that a client lets through."""
    command, sent = stage_of(exc)
    if sent:
        return failure("net.outcome_unknown", exc, command, accepted=None)
    return failure(key, exc, command, accepted=None if sent is None else False)


def _tls_error(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `ssl.SSLError`: TLS in the wrong place stays wrong, the rest may pass."""
    wrong = {"UNSUPPORTED_PROTOCOL", "WRONG_VERSION_NUMBER"}
    key = "net.no_tls_on_port" if getattr(exc, "reason", None) in wrong else "net.tls_unavailable"
    return _network(exc, provider, key=key)


register(
    {
        "ssl.SSLCertVerificationError": partial(_network, key="net.certificate_not_trusted"),
        "ssl.SSLError": _tls_error,
        "socket.gaierror": partial(_network, key="net.domain_lookup"),
        "builtins.TimeoutError": partial(_network, key="net.timeout"),
        "builtins.ConnectionRefusedError": partial(_network, key="net.connection_failed"),
        "builtins.ConnectionError": partial(_network, key="net.connection_lost"),
        "builtins.OSError": _os_error,
    }
)
