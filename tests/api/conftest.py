"""What the tests of the library share."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.api.session import Session


@pytest.fixture
def session(shipped: Path):
    """The shipped catalogue, in a copy that may be written."""
    with Session.open(shipped) as opened:
        yield opened
