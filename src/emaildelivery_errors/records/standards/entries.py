"""What the standards say of a reply whose words nobody documents."""

from functools import partial
from typing import Final

from ... import errors
from ..._entry import Entry

_entry = partial(
    Entry,
    source="RFC 5321 section 4.2.1",
    source_url="https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1",
)

ENTRIES: Final = (
    # Success by its first digit, which the client refused because it waited for another code.
    _entry(
        key="smtp.2xx.RCPT",
        error=errors.PermanentError,
        scope="recipient",
        fixer="application",
    ),
    _entry(
        key="smtp.2xx.end_of_data",
        error=errors.PermanentError,
        scope="message",
        fixer="application",
    ),
    _entry(key="smtp.2xx.other", error=errors.PermanentError, fixer="application"),
    _entry(key="smtp.3xx", error=errors.PermanentError, fixer="application"),
    _entry(key="smtp.4xx", error=errors.TransientError),
    _entry(key="smtp.5xx", error=errors.PermanentError, fixer="application"),
    _entry(key="smtp.malformed", error=errors.ProtocolError, scope="connection", fixer="provider"),
    _entry(
        key="smtp.between_messages",
        error=errors.OutcomeUnknownError,
        source="RFC 5321 section 4.1.1.10",
        source_url="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.10",
        scope="connection",
        fixer="application",
    ),
    _entry(
        key="smtp.recipients_refused",
        error=errors.RecipientsRefusedError,
        source="RFC 5321 section 3.3",
        source_url="https://www.rfc-editor.org/rfc/rfc5321#section-3.3",
        scope="recipient",
        fixer="application",
    ),
)
