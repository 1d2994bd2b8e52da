"""Names and connections, each within a time limit and with a typed error."""

import queue
import socket
import threading
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ..clients._making import failure

__all__ = ["connect", "exchangers_of", "look_up"]

_MOST_ADDRESSES: Final = 8


def exchangers_of(domain: str, seconds: float) -> list[str]:
    """Return the mail servers of a domain, the preferred ones first. Raises `DeliveryError`."""
    import dns.exception
    import dns.resolver

    try:
        answer: Iterable[Any] = dns.resolver.resolve(domain, "MX", lifetime=seconds)
    except dns.resolver.NXDOMAIN as exc:
        raise failure(key="iana.5.1.2", exc=exc, command=None) from exc
    except dns.resolver.NoAnswer:
        return [domain]  # RFC 5321 section 5.1: without MX the domain itself
    except dns.exception.DNSException as exc:
        raise failure(key="net.domain_lookup", exc=exc, command=None) from exc
    records = sorted((record.preference, record.exchange.to_text()) for record in answer)
    exchangers = [name.removesuffix(".") for _, name in records]
    if exchangers == [""]:
        null_mx = ValueError(f"{domain} has a null MX (RFC 7505)")
        raise failure(key="iana.5.1.10", exc=null_mx, command=None)
    return exchangers


def look_up(host: str, seconds: float) -> list[str]:
    """Return the addresses of a host. Raises `DeliveryError`.

    The system's resolver takes no time limit, so a thread asks it, which nobody waits for longer.
    """
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, ValueError) as exc:  # UnicodeError for what cannot be a name
            answers.put(exc)
        else:
            answers.put([str(sockaddr[0]) for *_, sockaddr in found])

    threading.Thread(target=ask, daemon=True, name="look-up").start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        answer = TimeoutError("the name was not answered in time")
    if isinstance(answer, Exception):
        raise failure(key="net.domain_lookup", exc=answer, command="CONNECT") from answer
    return list(dict.fromkeys(answer))[:_MOST_ADDRESSES]


def connect(addresses: Sequence[str], port: int, seconds: float) -> socket.socket:
    """Connect to the first address that answers, all in that time. Raises `DeliveryError`."""
    refused: list[OSError] = []
    for address in addresses:
        try:
            return socket.create_connection((address, port), seconds / len(addresses))
        except OSError as exc:
            refused.append(exc)
    first = refused[0]
    raise failure(key="net.connection_failed", exc=first, command="CONNECT") from first
