"""Each cell of the matrix: a typed error that tells the truth, and no message sent twice."""

import re
from pathlib import Path
from typing import Literal

import django
import pytest
from django.conf import settings

import emaildelivery_errors as ede
from matrix import CLIENTS, FAULTS, STAGES, Cell, meet

PAGE = Path(__file__).parent.parent / "docs/matrix.md"

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


@pytest.fixture(scope="module", autouse=True)
def _settings() -> None:
    if not settings.configured:
        settings.configure()
        django.setup()


def text(cell: Cell) -> str:
    """Return a cell as the page shows it."""
    if cell.error is None:
        return "sent"
    accepted = {True: "taken", False: "not taken", None: "not known"}[cell.error.accepted]
    again = "again" if cell.error.retryable else "no"
    return f"`{type(cell.error).__name__}` {cell.error.key}, {accepted}, {again}"


def documented() -> dict[tuple[str, str, str], str]:
    cells = {}
    for line in PAGE.read_text("utf-8").splitlines():
        row = [part.strip() for part in line.strip("|").split("|")]
        if len(row) == len(CLIENTS) + 2 and row[1] in FAULTS:
            for client, cell in zip(CLIENTS, row[2:], strict=True):
                cells[row[0], row[1], client] = cell
    return cells


DOCUMENTED = documented()


def test_the_page_is_complete() -> None:
    assert set(DOCUMENTED) == {(s, f, c) for s in STAGES for f in FAULTS for c in CLIENTS}


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("stage", STAGES)
def test_cell(stage: str, fault: str, client: str) -> None:
    cell = meet(client, stage, fault)
    error = cell.error
    assert text(cell) == DOCUMENTED[stage, fault, client]
    _, to, recipients = STAGES[stage]
    if error is None:
        assert cell.taken == set(recipients)
        return
    assert isinstance(error, ede.DeliveryError)
    # Whoever follows the hint sends nothing twice, and loses nothing.
    assert cell.twice == []
    if error.retryable:
        assert cell.second is None
        assert cell.taken_then == set(recipients)
    concerned = set(error.recipients) or {to} if to else set(recipients)
    if error.accepted is False:
        assert not concerned & cell.taken
    if isinstance(error, ede.OutcomeUnknownError):
        assert not error.retryable
    assert error.describe("ja").title
    assert re.fullmatch(r"[\w .:-]+.*", str(error), re.DOTALL)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("stage", ["MAIL", "RCPT, one of three", "end of data"])
@pytest.mark.parametrize("tls", ["STARTTLS", "on connect"])
def test_tls_changes_nothing(
    tls: Literal["STARTTLS", "on connect"], stage: str, fault: str, client: str
) -> None:
    cell = meet(client, stage, fault, tls)
    assert text(cell) == DOCUMENTED[stage, fault, client]
    assert cell.twice == []
