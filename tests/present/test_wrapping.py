"""Wrapping: nothing is lost, no row is too wide, words stay whole, continuation rows are indented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.present.shapes import Span, text_of
from catalogue.present.wrapping import wrapped
from catalogue.text.safe import one_line
from catalogue.text.width import cells

TEXTS = st.text(max_size=60).map(lambda text: one_line(text, 200))
SPANS = st.lists(st.builds(Span, TEXTS, st.sampled_from(["", "link", "faint"])), max_size=5)
LINES = st.tuples(st.lists(st.builds(Span, TEXTS, st.just("label")), max_size=1), SPANS).map(
    lambda parts: (*parts[0], *parts[1]) or (Span(""),)
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(LINES, st.integers(4, 80))
def test_no_row_is_too_wide_and_no_letter_is_lost(line, width):
    rows = wrapped(line, width)
    assert all(cells(text_of(row)) <= width for row in rows)
    assert squeezed("".join(map(text_of, rows))) == squeezed(text_of(line))


@given(LINES, st.integers(4, 80))
def test_letters_keep_their_role(line, width):
    def coloured(spans):
        return [(letter, span.role) for span in spans for letter in span.text if not letter.isspace()]

    kept = [span for row in wrapped(line, width) for span in row]
    assert coloured(kept) == coloured(line)


def test_words_stay_whole_and_are_indented_below_the_value():
    line = (Span("  summary  ", "label"), Span("joint development of projects and exports"))
    assert [text_of(row) for row in wrapped(line, 32)] == [
        "  summary  joint development of ",
        "           projects and exports",
    ]


def test_no_row_begins_with_the_sign_after_a_word():
    line = (Span("  topic  ", "label"), Span("export support", "link"), Span("; "), Span("cooperation", "link"))
    for width in range(24, 40):
        rows = [text_of(row).strip() for row in wrapped(line, width)]
        assert not any(row.startswith(";") for row in rows), width
    assert [text_of(row).strip() for row in wrapped(line, 23)] == ["topic  export", "support;", "cooperation"]


def test_labels_wider_than_half_the_line_leave_what_follows_in_one_column():
    def shown(label: str, text: str) -> list[str]:
        return [text_of(row) for row in wrapped((Span(f"  {label:22}  ", "label"), Span(text)), 36)]

    assert shown("term", "—") == ["  term              —"]
    assert shown("term", "2023–2025") == ["  term              2023–2025"]
    assert shown("a label of many words", "yes") == ["  a label of many words", " " * 20 + "yes"]
    assert shown("term", "2023 to the end of 2025, and more") == [
        "  term",
        "    2023 to the end of 2025, and ",
        "    more",
    ]


def test_a_word_wider_than_the_pane_is_split_into_rows():
    rows = [text_of(row) for row in wrapped((Span("x" * 25),), 10)]
    assert "".join(rows).replace(" ", "") == "x" * 25
    assert len(rows) > 2


def test_an_empty_line_is_one_row():
    assert wrapped((), 10) == [()]


def test_rows_are_indented_below_the_branch_of_a_tree():
    first, *more = [text_of(row) for row in wrapped((Span("│   └── ", "faint"), Span("parts ← Andijan region")), 26)]
    assert first.startswith("│   └── parts")
    assert all(row.startswith(" " * 12) for row in more)
