"""Tables and sheets as text: complete for machines, safe and aligned for people."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.present import formats
from catalogue.present.shapes import Column, Section, Sheet, Span, Table
from catalogue.text.width import cells

HOSTILE = [
    "[/x]",
    "[b",
    "\x1b[31mred",
    "bell\x07",
    "tab\there",
    "line\nbreak",
    "\u202edesrever",
    "中文字",
    "e\u0301é",
    "x" * 10_000,
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def table(*rows: tuple[str, ...], right: bool = False) -> Table[tuple[str, ...]]:
    width = len(rows[0]) if rows else 2

    def column(at: int) -> Column[tuple[str, ...]]:
        return Column(f"c{at}", f"Column {at}", lambda row: row[at], lambda row: row[at], right and at == 0)

    return Table(tuple(column(at) for at in range(width)), rows)


def written(form: formats.Format, *rows: tuple[str, ...], width: int | None = None) -> str:
    return "".join(formats.write(table(*rows), form, width=width))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_csv_and_tsv_read_back_what_was_written(rows: list[tuple[str, str]]) -> None:
    for form, separator in (("csv", ","), ("tsv", "\t")):
        text = written(form, *rows)
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        assert read == [["c0", "c1"], *map(list, rows)]


def test_an_empty_cell_alone_in_its_row_is_still_a_row() -> None:
    assert written("csv", ("",), ("x",)) == 'c0\n""\nx\n'


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_json_and_json_lines_read_back_what_was_written(rows: list[tuple[str, str]]) -> None:
    expected = [{"c0": a, "c1": b} for a, b in rows]
    assert json.loads(written("json", *rows)) == expected
    assert [json.loads(line) for line in written("nl", *rows).split("\n") if line] == expected


@pytest.mark.parametrize("form", ["table", "md", "json", "nl"])
def test_control_and_direction_characters_are_never_written(form: formats.Format) -> None:
    text = written(form, *((value, value) for value in (*HOSTILE, "c1\x9b31m", "del\x7f", "\u2028", "\ud800")))
    assert [char for char in text if char in "\x1b\x07\t\r\u202e\x9b\x7f\u2028\ud800"] == []


@pytest.mark.parametrize("form", ["table", "md", "csv", "tsv"])
def test_a_table_without_rows_has_its_header(form: formats.Format) -> None:
    assert len(written(form).splitlines()) == {"table": 2, "md": 2}.get(form, 1)


def test_json_without_rows_is_an_empty_list() -> None:
    assert written("json") == "[]\n"
    assert written("nl") == ""


@pytest.mark.parametrize("width", [None, 20, 40, 80])
def test_columns_are_aligned_in_every_line(width: int | None) -> None:
    lines = written("table", *((value, "END") for value in HOSTILE[:-1]), width=width).splitlines()
    assert len({cells(line.removesuffix("END")) for line in lines[2:]}) == 1


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), st.integers(10, 60))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    assert max(cells(line) for line in written("table", *rows, width=width).split("\n")) <= width


def test_numbers_are_right_aligned() -> None:
    lines = list(formats.aligned(table(("7", "x"), ("1000", "x"), right=True)))
    assert lines[2:] == ["       7  x\n", "    1000  x\n"]


def test_an_uncuttable_column_is_never_cut() -> None:
    columns = (
        Column("label", "name", lambda row: row, lambda row: row),
        Column("id", "id", lambda row: row, lambda row: row, whole=True),
    )
    line = list(formats.aligned(Table(columns, ["agr-fergana-bashkortostan"]), 40))[-1]
    assert line.endswith("  agr-fergana-bashkortostan\n")
    assert "…" in line


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ("a", "a"), (3, "3"), (True, "yes"), (("a", "b"), "a | b"), (("a|b",), "a\\|b"), (("a b",), "a b")],
)
def test_a_value_is_flattened_to_text(value: object, text: str) -> None:
    assert formats.flat(value) == text  # type: ignore[arg-type]


def test_markdown_escapes_its_own_syntax() -> None:
    assert formats.markdown("a|b *c* [d](e) <f> `g`") == r"a\|b \*c\* \[d\](e) \<f\> \`g\`"


def test_a_sheet_is_written_as_lines_and_as_markdown() -> None:
    sheet = Sheet("Title", (Section("", ((Span("label ", "label"), Span("value")),)), Section("More", ((Span("x"),),))))
    assert "".join(formats.lines_text(sheet.lines())) == "Title\nlabel value\n\nMore\nx\n"
    assert "".join(formats.sheet_markdown(sheet)) == "# Title\n\n- **label** value\n\n## More\n\n- x\n"


def test_paint_receives_the_role_of_each_span() -> None:
    sheet = Sheet("Title", (Section("", ((Span("a", "link"), Span("b")),)),))
    painted = "".join(formats.lines_text(sheet.lines(), paint=lambda text, role: f"<{role}>{text}"))
    assert painted == "<title>Title\n<link>ab\n"


def test_lines_are_wrapped_between_words_and_commands_never() -> None:
    lines = [
        (Span("  term  ", "label"), Span("ends at the latest in 2025")),
        (Span("search 'kind:agreement'", "command"),),
    ]
    assert "".join(formats.lines_text(lines, width=20)).splitlines() == [
        "  term  ends at the",
        "        latest in",
        "        2025",
        "search 'kind:agreement'",
    ]
    assert "".join(formats.lines_text(lines)).splitlines()[0] == "  term  ends at the latest in 2025"


def test_no_text_begins_a_list_in_the_markdown_of_a_sheet() -> None:
    lines = tuple((Span("  "), Span(text)) for text in ("- dash", "+ plus", "1. one", "2) two", "3 three"))
    text = "".join(formats.sheet_markdown(Sheet("T", (Section("", lines),))))
    assert text == "# T\n\n- \\- dash\n- \\+ plus\n- 1\\. one\n- 2\\) two\n- 3 three\n"
