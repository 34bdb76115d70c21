"""Reading bytes as a file of a format."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from catalogue.transfer import formats
from catalogue.transfer.files.inputs import Input
from catalogue.transfer.files.table import ReadOptions, Table

Reading = Callable[..., Table]


@pytest.fixture(scope="session")
def reading() -> Reading:
    """``reading(b"id
    1
    ", "csv", skip_lines=1)``: the table that the reader of a format returns.
    """

    def read(given: bytes | str, name: str = "csv", **options: object) -> Table:
        raw = given.encode() if isinstance(given, str) else given
        reader = formats.FORMATS[name].read
        assert reader is not None
        return reader(Input("given", len(raw), io.BytesIO(raw)), ReadOptions(**options))  # type: ignore[arg-type]

    return read
