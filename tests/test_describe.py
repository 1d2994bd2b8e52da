"""Texts in the reader's language."""

import asyncio
import threading

import pytest

import emaildelivery_errors as ede
from emaildelivery_errors import CATALOG, classify, describe, set_default_locale, use_locale

MINUTE = "455 Maximum messages sent per minute reached : limit is 10"


def title(locale: str | None = None) -> str:
    return describe("oci.rate_per_minute", locale).title


EN, JA = "Limit of emails per minute reached", "1分あたりの送信上限の超過"


@pytest.mark.parametrize("locale", ["ja", "ja-JP", "ja_JP.UTF-8", "JA", "ja.UTF-8"])
def test_japanese(locale: str) -> None:
    assert title(locale) == JA


@pytest.mark.parametrize(
    "locale", [None, "en", "en-US", "fr_FR.UTF-8", "C", "", "javanese", "x" * 99]
)
def test_english(locale: str | None) -> None:
    assert title(locale) == EN


def test_argument_then_context_then_process() -> None:
    set_default_locale("ja")
    assert title() == JA
    with use_locale("en"):
        assert title() == EN
        assert title("ja") == JA
        with use_locale(None):
            assert title() == JA
    set_default_locale(None)
    assert title() == EN


def test_context_reaches_tasks_and_not_threads() -> None:
    seen = []

    async def task() -> None:
        seen.append(title())

    async def main() -> None:
        with use_locale("ja"):
            await asyncio.create_task(task())

    asyncio.run(main())
    with use_locale("ja"):
        thread = threading.Thread(target=lambda: seen.append(title()))
        thread.start()
        thread.join()
    assert seen == [JA, EN]


def test_values_are_filled_in() -> None:
    error = classify(MINUTE)
    assert error is not None
    assert "10通" in error.describe("ja").meaning
    assert "limit of 10 emails" in error.describe().meaning
    assert "（" not in describe("oci.rate_per_minute", "ja").meaning


def test_hostile_values_are_printable_and_short() -> None:
    error = classify("553 <\x1b[31m{address}[" + "x" * 9999 + "> Invalid email address")
    assert error is not None
    meaning = error.describe().meaning
    assert meaning.isprintable()
    assert len(meaning) < 500


def test_unknown_key() -> None:
    with pytest.raises(KeyError):
        describe("oci.none")


def test_entry_or_key() -> None:
    assert describe(CATALOG["oci.suppressed"]) == describe("oci.suppressed")
    assert isinstance(describe("oci.suppressed"), ede.Description)
