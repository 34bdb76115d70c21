"""The delimiter is found from headers that the catalogue knows, and from even rows."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.transfer.readers.dialect import DELIMITERS, sniff
from catalogue.transfer.rows.columns import is_known


def _nothing(_header: str) -> bool:
    return False


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_known_headers_decide_even_if_cells_are_full_of_other_delimiters(delimiter):
    rows = [("id", "name_en", "status"), ("a", "One, two; three", "signed"), ("b", "x|y", "agreed")]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    assert sniff(out.getvalue(), is_known) == delimiter


def test_with_unknown_headers_the_evenness_of_rows_decides():
    assert sniff("Titel, lang;Summe\nA, b;3,5\nC;4\n", _nothing) == ";"


def test_one_column_of_prose_is_one_column():
    assert sniff("name\nAlpha, beta and gamma\nDelta; epsilon\nwords\n", is_known) not in ",;"


def test_text_without_evidence_is_comma_separated():
    assert sniff("", _nothing) == ","
    assert sniff("words\nmore words\n", _nothing) == ","


def test_a_row_cut_off_by_the_sample_does_not_count():
    assert sniff("a;b;c\n1;2;3\n1,2", _nothing, whole=False) == ";"


def test_unclosed_quotes_do_not_take_quadratic_time():
    """The csv module's sniffer needs minutes for this; a strict reading passes over it once per delimiter."""
    assert sniff('x,"y' * 50_000, _nothing) in DELIMITERS


@given(st.text('ab,;|\t"\n', max_size=60))
def test_any_sample_gives_a_delimiter(text):
    assert sniff(text, is_known) in DELIMITERS
