"""Cells side by side: nothing is lost, no line is too long, every name leads to its record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.present.shapes import text_of
from catalogue.present.side_by_side import side_by_side
from catalogue.text.width import cells

PIECES = st.sampled_from(["plan", "of", "Фарғона", "cooperation", "技術園區", "x" * 30])
WORDS = st.lists(PIECES, max_size=8).map(" ".join)


@given(st.integers(2, 4), st.integers(30, 200), st.data())
def test_lines_fit_and_keep_every_letter(records, width, data):
    heads = [(data.draw(WORDS) or "name", f"id-{number}") for number in range(records)]
    rows = data.draw(st.lists(st.tuples(st.sampled_from(["", "≠"]), WORDS, *[WORDS] * records), max_size=4))
    lines = side_by_side(heads, rows, width)
    assert all(cells(text_of(line).rstrip()) <= width for line in lines)
    letters = sorted("".join(text_of(line) for line in lines).replace(" ", ""))
    given_ones = [*(name for name, _id in heads), *(text for row in rows for text in row)]
    assert letters == sorted("".join(given_ones).replace(" ", ""))
    assert [span.target for line in lines for span in line if span.target] == [record for _name, record in heads]


def test_the_label_and_the_mark_are_on_the_first_line_only():
    lines = side_by_side([("A", "a"), ("B", "b")], [("≠", "status", "one two three four five", "six")], 40)
    result = [text_of(line).rstrip() for line in lines]
    assert result[0] == "          A               B"
    assert result[2].startswith("≠ status  one two")
    assert result[3].startswith("          ")
