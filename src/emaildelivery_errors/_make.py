"""make_error, with_changes: errors by the names of their arguments."""

from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

from ._catalog import CATALOG
from .errors import DeliveryError, MatchedBy

__all__ = ["make_error", "of_record", "with_changes"]


if TYPE_CHECKING:  # making a typed dictionary takes time in every import

    class _Facts(TypedDict, total=False):
        """What an error says beside its key, as the constructor of `DeliveryError` takes it."""

        code: int | None
        message: str
        values: dict[str, str] | None
        matched_by: MatchedBy
        command: str | None
        recipients: list[str]
        sender: str | None
        accepted: bool | None
        truncated: bool
        doubtful: bool


# In the order of the constructor.
_DEFAULTS: Final[dict[str, Any]] = {
    "key": "",
    "code": None,
    "message": "",
    "values": None,
    "matched_by": "none",
    "command": None,
    "recipients": (),
    "sender": None,
    "accepted": False,
    "truncated": False,
    "doubtful": False,
}
_NAMES: Final = tuple(_DEFAULTS)


def make_error(key: str, **facts: "Unpack[_Facts]") -> DeliveryError:
    """Return an error of the record with this key. Raises `KeyError` if there is none."""
    cls = CATALOG[key].error or DeliveryError
    return with_changes(cls(key), **facts)


def of_record(key: str, error: DeliveryError, matched_by: MatchedBy) -> DeliveryError:
    """Return what an error says as an error of another record."""
    cls = CATALOG[key].error or DeliveryError
    return with_changes(cls(key, *error.args[1:]), matched_by=matched_by)


def with_changes(error: DeliveryError, **changes: "Unpack[_Facts]") -> DeliveryError:
    """Return an error of the same class and key that says something else."""
    args = [*error.args, *tuple(_DEFAULTS.values())[len(error.args) :]]
    for name, fact in changes.items():
        args[_NAMES.index(name)] = fact
    return type(error)(*args)
