"""The catalogue of the judged documents, built once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.program import Program


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program on the judged documents; read-only."""
    opened = Program(tmp_path_factory.mktemp("judged"))
    yield opened
    opened.session.close()
