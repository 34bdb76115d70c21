"""CSV that every reader reads back: LF ends rows, and a bare CR never does."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from catalogue.transfer.writers.text import Lines

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def _written(rows, **style) -> bytes:
    out = io.BytesIO()
    lines = Lines(out, **style)
    for row in rows:
        lines.row(row)
    lines.close()
    return out.getvalue()


def test_rows_end_with_lf_and_line_ends_inside_cells_are_kept():
    assert _written([["a", "b\rc"], ["d\r\ne", "f\ng"]]) == b'a,"b\rc"\n"d\r\ne","f\ng"\n'


def test_an_empty_row_of_one_column_is_not_lost():
    assert _written([["id"], [""]]) == b'id\n""\n'


def test_everything_can_be_quoted():
    assert _written([["a", ""]], quote_all=True) == b'"a",""\n'


@given(
    st.lists(st.lists(CELLS | st.text('",\t\r\n|a', max_size=4), min_size=1, max_size=4), max_size=4),
    st.sampled_from([",", "\t", "|", ";"]),
    st.booleans(),
)
def test_written_csv_is_read_back_by_the_csv_module(rows, delimiter, quote_all):
    written = _written(rows, delimiter=delimiter, quote_all=quote_all)
    text = io.StringIO(written.decode(), newline="")
    assert list(csv.reader(text, delimiter=delimiter, strict=True)) == rows


@given(
    st.lists(CELLS | st.text('", a', max_size=4), min_size=1, max_size=4).filter(
        lambda cells: "\r" not in "".join(cells)
    )
)
def test_only_cells_that_need_it_are_quoted(cells):
    """Like the csv module, whose minimal quoting is right except for a bare CR."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    assert _written([cells]).decode() == text.getvalue()
