"""The exceptions: what they tell, and that they travel."""

import copy
import inspect
import json
import logging
import pathlib
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import emaildelivery_errors as ede
from emaildelivery_errors import CATALOG, DeliveryError, classify
from emaildelivery_errors import errors as module
from strategies import errors

DATA = pathlib.Path(__file__).parent / "data"

CLASSES = [
    cls for _, cls in inspect.getmembers(module, inspect.isclass) if issubclass(cls, DeliveryError)
]


def failed(reply: str, **facts: str) -> DeliveryError:
    error = classify(reply, **facts)
    assert error is not None
    return error


def facts(error: DeliveryError) -> object:
    return type(error), error.args, error.reply, error.to_dict(redact=False), str(error)


GROUP = ede.RecipientsRefusedError(
    [
        failed("254 4.7.1 Suppression for user u to b@example.com", command="RCPT"),
        failed("450 later", command="RCPT", recipient="c@example.com"),
    ]
)

TRANSPORTS: list[Callable[[DeliveryError], DeliveryError]] = [
    copy.copy,
    copy.deepcopy,
    lambda error: type(error)(*json.loads(json.dumps(error.args))),
    *(
        lambda error, protocol=protocol: pickle.loads(pickle.dumps(error, protocol))
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    ),
]


@given(errors() | st.just(GROUP))
def test_travels(error: DeliveryError) -> None:
    for transport in TRANSPORTS:
        back = transport(error)
        # JSON has lists for tuples, and for nothing else.
        assert json.dumps(back.args) == json.dumps(error.args)
        assert facts(back)[2:] == facts(error)[2:]  # type: ignore[index]
        assert type(back) is type(error)
        assert back.retry == error.retry
        assert back.describe("ja") == error.describe("ja")


def test_notes_and_attributes_of_others_travel() -> None:
    error = failed("550 no")
    error.add_note("job 7")
    back = pickle.loads(pickle.dumps(error))
    assert back.__notes__ == ["job 7"]


# One error of each record, in the constructor's own form, and a group.
ONE_OF_EACH: list[DeliveryError] = [
    entry.error(entry.key, *entry.codes[:1] or (None,), "x y", {"limit": "7"}, "observed", "RCPT")
    for entry in CATALOG
    if entry.error is not None and entry.error is not ede.RecipientsRefusedError
] + [GROUP]


def _fail(error: DeliveryError) -> None:
    raise error


def test_travels_to_and_from_a_process_pool() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(_fail, error) for error in ONE_OF_EACH]
        for error, future in zip(ONE_OF_EACH, futures, strict=True):
            back = future.exception(60)
            assert isinstance(back, DeliveryError)
            assert facts(back) == facts(error)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_travels_through_celerys_json_backend() -> None:
    from celery import Celery  # slow to import
    from celery.backends.base import Backend

    backend = Backend(Celery(set_as_current=False), serializer="json")
    for error in ONE_OF_EACH:
        stored = json.loads(json.dumps(backend.prepare_exception(error, serializer="json")))
        back = backend.exception_to_python(stored)
        assert type(back) is type(error)
        assert back.to_dict() == error.to_dict()
        assert back.reply == error.reply


@pytest.mark.parametrize("path", sorted(DATA.glob("*.pickle")), ids=lambda path: str(path.stem))
def test_reads_pickles_of_other_releases(path: pathlib.Path) -> None:
    error = pickle.loads(path.read_bytes())
    assert isinstance(error, ede.RateLimitError)
    assert (error.key, error.code, error.limit) == ("oci.rate_per_minute", 455, 10)
    assert (error.command, error.recipient, error.accepted) == (".", "b@example.com", False)
    surplus = error.args[10:]
    assert surplus == (("from 9.9",) if "surplus" in path.stem else ())
    assert pickle.loads(pickle.dumps(error)).args[10:] == surplus


def test_there_are_pickles_of_other_releases() -> None:
    assert len(list(DATA.glob("*.pickle"))) == 2


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: str(cls.__name__))
def test_an_unknown_key_falls_back_on_its_class(cls: type[DeliveryError]) -> None:
    if cls is ede.RecipientsRefusedError:
        error: DeliveryError = ede.RecipientsRefusedError([["NewError", ["new.key", 455]]])
    else:
        error = cls("new.key", 455, "x y")
    assert error.retryable == issubclass(cls, ede.TransientError)
    assert error.retry.retryable == error.retryable
    assert error.describe().title
    assert error.to_dict()["schema"] == 1
    assert isinstance(error.hard_bounce, bool)
    assert str(error)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: str(cls.__name__))
def test_classes_are_public_documented_and_where_they_say(cls: type[DeliveryError]) -> None:
    assert cls.__module__ == "emaildelivery_errors.errors"
    assert getattr(ede, cls.__name__) is cls
    assert cls.__doc__


def test_values_are_typed() -> None:
    error = failed("455 Maximum messages sent per minute reached : limit is 10")
    assert isinstance(error, ede.RateLimitError)
    assert error.limit == 10
    assert error.period == timedelta(minutes=1)
    for odd in ("ten", "9" * 5000, "1_0", "-5", "+7"):
        error = failed(f"455 Maximum messages sent per minute reached : limit is {odd}")
        assert isinstance(error, ede.RateLimitError)
        assert error.limit is None
        assert error.values == {"limit": odd}


@pytest.mark.parametrize(
    ("recipients", "size", "fits"),
    [(10, 0, True), (11, 0, False), (1, 10 * 2**20, True), (1, 10 * 2**20 + 1, True),
     (2, 10 * 2**20, True), (2, 10 * 2**20 + 1, False), (10, 2**21, True), (10, 2**21 + 1, False)],
)  # fmt: skip
def test_fits(recipients: int, size: int, fits: bool) -> None:  # noqa: FBT001
    error = failed("455 Maximum messages sent per minute reached : limit is 10")
    assert isinstance(error, ede.RateLimitError)
    assert error.fits(recipients, size) is fits


def test_fits_is_unknown_without_a_limit() -> None:
    error = failed("455 Maximum messages sent per minute reached : limit is ten")
    assert isinstance(error, ede.RateLimitError)
    assert error.fits(1) is None


@pytest.mark.parametrize(
    ("key", "after", "scope", "fixer", "basis"),
    [
        ("oci.rate_per_minute", timedelta(seconds=60), "account", "nobody", "documented"),
        ("oci.rate_per_day", timedelta(hours=4), "account", "nobody", "advice"),
        ("oci.too_many_auth_failures", timedelta(minutes=30), "server", "administrator", "advice"),
        ("oci.server_error", None, "message", "provider", "advice"),
        ("oci.suppressed", None, "recipient", "administrator", "documented"),
        ("oci.sender_not_authorized", None, "sender", "administrator", "advice"),
    ],
)
def test_hints(key: str, after: timedelta | None, scope: str, fixer: str, basis: str) -> None:
    hint = CATALOG[key].retry
    assert (hint.after, hint.scope, hint.fixer, hint.basis) == (after, scope, fixer, basis)


@pytest.mark.parametrize(
    ("command", "code", "scope"),
    [("RCPT", 450, "recipient"), ("MAIL", 450, "sender"), (".", 450, "message"),
     ("RCPT", 421, "connection"), ("rcpt", 450, "recipient"), ("X", 450, "message"),
     ("AUTH", 454, "account"), ("CONNECT", 554, "server")],
)  # fmt: skip
def test_scope_follows_the_command(command: str, code: int, scope: str) -> None:
    assert failed(f"{code} no", command=command).retry.scope == scope


def test_hard_bounce_is_the_recipients_address_alone() -> None:
    assert failed("254 4.7.1 Suppression for user u to b@example.com").hard_bounce
    assert failed("553 <x> Invalid email address", command="RCPT").hard_bounce
    assert not failed("553 <x> Invalid email address", command="MAIL").hard_bounce
    assert not failed("535 Authorization failed: address x not authorized").hard_bounce


def test_a_refused_sender_is_no_hard_bounce_of_the_recipient() -> None:
    reply = "553 <x> Invalid email address"
    assert not failed(reply, command="MAIL", recipient="b@example.com").hard_bounce
    assert not failed(reply, recipient="b@example.com").hard_bounce
    assert failed(reply, recipient="X").hard_bounce
    assert failed(reply, command="RCPT", recipient="b@example.com").hard_bounce


@pytest.mark.parametrize(
    "args",
    [("k", 600), ("k", -1, "x"), ("k", 450, None), ("k", 450, "x", {"limit": 10, "x": None}),
     ("k", 450, "x", None, "none", None, None), ("k", None, None), ("k",)],
)  # fmt: skip
def test_odd_arguments_never_raise(args: tuple[Any, ...]) -> None:
    error = ede.RateLimitError(*args)
    assert str(error).isprintable()
    assert error.to_dict()
    assert error.log_fields()
    assert error.describe().title
    assert repr(error)


def test_surplus_of_a_group_is_kept() -> None:
    group = ede.RecipientsRefusedError(GROUP.by_recipient.values(), "x", "y", {"z": 1})
    assert group.args[1:] == ("x", "y", {"z": 1})
    assert str(pickle.loads(pickle.dumps(group))) == str(GROUP)


class OwnLimitError(ede.RateLimitError):
    """A class of an application."""


def test_a_subclass_travels_in_a_group() -> None:
    group = ede.RecipientsRefusedError([OwnLimitError("x.y", 450), failed("550 no")])
    assert type(copy.copy(group).exceptions[0]) is OwnLimitError


def test_the_hint_of_a_group_is_of_those_to_retry() -> None:
    minute = failed("455 Maximum messages sent per minute reached : limit is 1", command="RCPT")
    day = failed("455 Maximum messages sent per day reached : limit is 1", command="RCPT")
    later, never = (
        failed("450 x", command="RCPT"),
        failed("535 Authorization failed: address x not authorized"),
    )
    hint = ede.RecipientsRefusedError([later, minute, day, never]).retry
    assert (hint.after, hint.scope, hint.retryable) == (timedelta(hours=4), "account", True)
    hint = ede.RecipientsRefusedError([later, never]).retry
    assert (hint.after, hint.scope, hint.retryable) == (None, "recipient", True)
    assert not ede.RecipientsRefusedError([never, failed("550 x")]).retry.retryable


def test_fits_is_known_for_oci_alone() -> None:
    error = ede.RateLimitError("smtp.4xx", 450, "limit is 3", {"limit": "3"})
    assert error.limit == 3
    assert error.fits(1) is None


def test_recipient_is_the_callers_else_the_replys() -> None:
    reply = "254 4.7.1 Suppression for user u to b@example.com"
    assert failed(reply).recipient == "b@example.com"
    assert failed(reply, recipient="B@example.com").recipient == "B@example.com"
    assert GROUP.recipient is None
    assert GROUP.recipients == ("b@example.com", "c@example.com")


def test_str_is_one_masked_printable_line() -> None:
    error = failed(
        "254-4.7.1 Suppression for user ocid1.user.oc1..aaaabbbb\r\n"
        "254 4.7.1 to \x1b[31mjoe.smith@example.com"
    )
    line = str(error)
    assert line.isprintable()
    assert line.startswith("oci.suppressed: 254 4.7.1 Suppression for user ocid1.user.oc1.*** to ")
    assert "joe" not in line
    assert "aaaabbbb" not in line
    assert repr(error) == "<RecipientSuppressedError oci.suppressed>"
    assert "joe.smith" in error.text
    error = failed("550 joe.smith: no such mailbox", recipient="joe.smith@example.com")
    assert str(error) == "smtp.user_unknown: 550 ***: no such mailbox"
    assert len(str(failed("550 " + "x" * 100_000))) < 1100


def test_masking_covers_addresses_without_a_domain() -> None:
    error = failed("553 <john.smith> Invalid email address", command="RCPT")
    assert "john" not in str(error)
    assert "john" not in json.dumps(error.to_dict())
    assert "john" not in str(error.log_fields())
    assert error.to_dict(redact=False)["values"] == {"address": "john.smith"}


@given(errors() | st.just(GROUP))
def test_log_fields_fit_logging_and_json(error: DeliveryError) -> None:
    fields = error.log_fields()
    record = logging.getLogger("x").makeRecord(
        "x", logging.INFO, "f", 1, "m", (), None, extra=fields
    )
    assert record.__dict__["delivery_key"] == error.key
    json.dumps(fields)
    json.dumps(error.to_dict())
    assert all(value.isprintable() for value in fields.values() if isinstance(value, str))


def test_to_dict_has_stable_names() -> None:
    facts = failed("455 Maximum messages sent per minute reached : limit is 10").to_dict()
    assert facts == {
        "schema": 1,
        "key": "oci.rate_per_minute",
        "error": "RateLimitError",
        "code": 455,
        "enhanced": None,
        "text": "Maximum messages sent per minute reached : limit is 10",
        "values": {"limit": "10"},
        "provider": "oci",
        "matched_by": "documented",
        "command": None,
        "recipients": [],
        "sender": None,
        "accepted": False,
        "hard_bounce": False,
        "retry": {
            "retryable": True,
            "after": 60.0,
            "scope": "account",
            "fixer": "nobody",
            "basis": "documented",
            "may_duplicate": False,
        },
        "docs_url": "https://docs.oracle.com/en-us/iaas/Content/Email/Concepts/troubleshooting.htm",
    }


def test_a_group_is_split_by_except_star() -> None:
    seen = []
    try:
        raise GROUP
    except* ede.TransientError as group:
        seen += [type(group), *map(str, group.exceptions)]
    except* ede.PermanentError as group:
        seen += [type(group), *map(str, group.exceptions)]
    assert seen == [
        ede.RecipientsRefusedError,
        "smtp.450.RCPT: 450 later",
        ede.RecipientsRefusedError,
        "oci.suppressed: 254 4.7.1 Suppression for user *** to ***@example.com",
    ]


def test_a_group_tells_whom_to_retry() -> None:
    assert GROUP.to_retry() == ["c@example.com"]
    assert GROUP.to_drop() == ["b@example.com"]
    assert GROUP.by_recipient["b@example.com"].key == "oci.suppressed"
    assert GROUP.retryable
    assert [e["key"] for e in GROUP.to_dict()["errors"]] == ["oci.suppressed", "smtp.450.RCPT"]


def test_a_truncated_reply_stays_truncated() -> None:
    error = pickle.loads(pickle.dumps(failed("550 " + "x" * 100_000)))
    assert error.reply.truncated
