"""The network and TLS: from their exceptions to the library's own."""

import errno
from functools import partial
from typing import Any, Final

from ..errors import DeliveryError
from ._making import failure
from ._registry import register
from ._stage import stage_of

__all__: list[str] = []

# While a connection is made; no message has been sent over it.
_UNREACHABLE: Final = frozenset(
    {
        errno.EADDRNOTAVAIL,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.ENETUNREACH,
    }
)

# At any time.
_LOST: Final = frozenset({errno.ENETRESET, errno.ENOTCONN, errno.ETIMEDOUT})


def _os_error(exc: BaseException, provider: str | None) -> DeliveryError | None:
    if isinstance(exc, OSError) and exc.errno in _UNREACHABLE:
        return _not_connected(exc, provider, key="net.connection_failed")
    if isinstance(exc, OSError) and exc.errno in _LOST:
        return _lost(exc, provider, key="net.connection_lost")
    return None


def _not_connected(exc: BaseException, _: str | None, *, key: str) -> DeliveryError:
    """Translate an error of making the connection: nothing was sent."""
    return failure(key, exc, stage_of(exc).command)


def _lost(exc: BaseException, _: str | None, *, key: str) -> DeliveryError:
    """Translate a lost connection or a timeout.

    Without a frame of the client nobody knows how far it was: a timeout from outside may have cut
    the wait for the answer to a message.
    """
    command, sent = stage_of(exc)
    if sent is False:
        return failure(key, exc, command)
    return failure("net.outcome_unknown", exc, command, accepted=None)


def _tls_error(exc: Any, provider: str | None) -> DeliveryError:  # noqa: ANN401
    """Translate an `ssl.SSLError`: TLS in the wrong place stays wrong, the rest may pass."""
    wrong = {"UNSUPPORTED_PROTOCOL", "WRONG_VERSION_NUMBER"}
    if getattr(exc, "reason", None) in wrong:
        return _not_connected(exc, provider, key="net.no_tls_on_port")
    return _lost(exc, provider, key="net.tls_unavailable")


register(
    {
        "ssl.SSLCertVerificationError": partial(_not_connected, key="net.certificate_not_trusted"),
        "ssl.SSLError": _tls_error,
        "socket.gaierror": partial(_not_connected, key="net.domain_lookup"),
        "builtins.TimeoutError": partial(_lost, key="net.timeout"),
        "builtins.ConnectionRefusedError": partial(_not_connected, key="net.connection_failed"),
        "builtins.ConnectionError": partial(_lost, key="net.connection_lost"),
        "builtins.OSError": _os_error,
    }
)
