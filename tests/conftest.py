"""Settings of hypothesis, and what several tests use."""

from collections.abc import Iterator

import hypothesis
import pytest

import emaildelivery_errors as ede
from emaildelivery_errors.testing import SMTPServer

# A run on a busy machine is slow, never wrong.
hypothesis.settings.register_profile("default", deadline=None, print_blob=True)
hypothesis.settings.load_profile("default")


@pytest.fixture(scope="module")
def server() -> Iterator[SMTPServer]:
    with SMTPServer() as running:
        yield running


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    ede.set_default_locale(None)
