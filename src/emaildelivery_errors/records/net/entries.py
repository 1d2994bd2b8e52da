"""Failures without a reply: the network, TLS, and what the client finds by itself."""

from functools import partial
from typing import Final

from ... import errors
from ..._entry import Entry

_entry = partial(
    Entry,
    source="RFC 5321 section 4.5.4.1",
    source_url="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.4.1",
)

ENTRIES: Final = (
    _entry(key="net.connection_failed", error=errors.NetworkError, scope="server"),
    # RFC 5321 section 3.8: a connection lost unexpectedly counts as a 451.
    _entry(
        key="net.connection_lost",
        error=errors.NetworkError,
        source="RFC 5321 section 3.8",
        source_url="https://www.rfc-editor.org/rfc/rfc5321#section-3.8",
        scope="connection",
    ),
    _entry(
        key="net.timeout",
        error=errors.NetworkError,
        source="RFC 5321 section 4.5.3.2",
        source_url="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2",
        scope="connection",
    ),
    _entry(
        key="net.no_greeting",
        error=errors.NetworkError,
        source="RFC 8314 section 3.3",
        source_url="https://www.rfc-editor.org/rfc/rfc8314#section-3.3",
        scope="server",
        fixer="application",
    ),
    _entry(
        key="net.outcome_unknown",
        error=errors.OutcomeUnknownError,
        may_duplicate=True,
        source="RFC 5321 section 6.1, RFC 1047",
        source_url="https://www.rfc-editor.org/rfc/rfc1047",
        scope="message",
        fixer="application",
    ),
    _entry(
        key="net.domain_lookup",
        error=errors.DomainLookupError,
        source="RFC 5321 section 5.1",
        source_url="https://www.rfc-editor.org/rfc/rfc5321#section-5.1",
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="net.tls_unavailable",
        error=errors.TLSUnavailableError,
        source="RFC 3207 section 4.1",
        source_url="https://www.rfc-editor.org/rfc/rfc3207#section-4.1",
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="net.no_tls_on_port",
        error=errors.TLSFailedError,
        source="RFC 8314 section 3.3",
        source_url="https://www.rfc-editor.org/rfc/rfc8314#section-3.3",
        scope="server",
        fixer="application",
    ),
    _entry(
        key="net.certificate_not_trusted",
        error=errors.TLSFailedError,
        source="RFC 8314 section 5.3",
        source_url="https://www.rfc-editor.org/rfc/rfc8314#section-5.3",
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="net.not_supported",
        error=errors.UnsupportedFeatureError,
        source="RFC 5321 section 2.2.1",
        source_url="https://www.rfc-editor.org/rfc/rfc5321#section-2.2.1",
        scope="server",
        fixer="application",
    ),
    _entry(
        key="net.no_auth_mechanism",
        error=errors.AuthMechanismError,
        source="RFC 4954 section 4",
        source_url="https://www.rfc-editor.org/rfc/rfc4954#section-4",
        scope="server",
        fixer="application",
    ),
    _entry(key="net.client_error", error=errors.PermanentError, fixer="application"),
)
