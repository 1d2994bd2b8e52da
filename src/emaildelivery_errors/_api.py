"""What OCI's API answered: from status, error code and message to the exception.

The page of Email Delivery comes first, by its wording; then the pages' error codes; then the
status, where it has one meaning; then its first digit.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final

from ._catalog import CATALOG, Match
from ._entry import Entry
from ._make import make_error
from ._reply import decode
from ._template import FoldedText
from .errors import DeliveryError

__all__ = ["classify_answer", "folded_code"]

_SUBMISSION: Final = "oci.http."
_ANY_SERVICE: Final = "oci.api."

_BY_DIGIT: Final = {4: "oci.api.4xx", 5: "oci.api.5xx"}

_KEPT: Final = 4000  # characters of a message
_KEPT_OF_CODE: Final = 200


def classify_answer(  # noqa: PLR0913
    status: int,
    error_code: str = "",
    message: str = "",
    *,
    request_id: str = "",
    is_submission: bool = True,
    recipients: Iterable[str] = (),
    sender: str | None = None,
) -> DeliveryError | None:
    """Return the error that an answer of OCI's API reports, `None` for a status of success.

    `is_submission`: whether mail was submitted; other operations know the API's page alone.
    """
    if 200 <= status < 300:  # noqa: PLR2004
        return None
    error_code = decode(error_code)[:_KEPT_OF_CODE]
    message = decode(message)[:_KEPT]
    match = _match(status, error_code, message, _pages(is_submission))
    values = {
        **match.values,
        "status": str(status),
        "error_code": error_code,
        "request_id": decode(request_id)[:_KEPT_OF_CODE],
    }
    return make_error(
        match.entry.key,
        message=message,
        values={name: text for name, text in values.items() if text},
        matched_by=match.by,
        recipients=list(recipients),
        sender=sender,
    )


def _pages(is_submission: bool) -> tuple[str, ...]:  # noqa: FBT001
    """Return how the keys of the pages begin that know the answer, the most telling first."""
    return (_SUBMISSION, _ANY_SERVICE) if is_submission else (_ANY_SERVICE,)


@cache
def _entries(page: str, status: int) -> tuple[Entry, ...]:
    """Return the records of a page with this status."""
    return tuple(e for e in CATALOG if e.key.startswith(page) and e.status == status)


def _match(status: int, error_code: str, message: str, pages: tuple[str, ...]) -> Match:
    """Return the record that tells most about a failure."""
    text = FoldedText(message)
    code = folded_code(error_code)
    for page in pages:
        for entry in _entries(page, status):
            for template in entry.templates:
                values = template.match(text)
                if values is not None:
                    return Match(entry, values, "documented")
    for page in pages:
        found = [e for e in _entries(page, status) if code in map(folded_code, e.error_codes)]
        # Of several with the code, that one which is not for a wording.
        found = [entry for entry in found if not entry.templates] or found
        if len(found) == 1:
            return Match(found[0], {}, "code")
    if len(_entries(_ANY_SERVICE, status)) == 1:
        # The status has one meaning. The page of Email Delivery prints other codes for them.
        found = [entry for page in pages for entry in _entries(page, status)]
        return Match(found[0], {}, "code")
    digit = status // 100
    return Match(CATALOG[_BY_DIGIT.get(digit, "oci.api.unexpected")], {}, "digit")


def folded_code(error_code: str) -> str:
    """Return letters and digits alone: `Too many requests` is `TooManyRequests`."""
    return "".join(filter(str.isalnum, error_code)).lower()
