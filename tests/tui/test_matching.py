"""Matches of the query are highlighted, and nothing else in a line changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.present.shapes import Span, text_of
from catalogue.tui.matching import marked, matcher, nothing


def test_words_are_highlighted_in_every_script_but_fields_and_exclusions_are_not():
    matching = matcher("farg'ona -tatarstan status:signed")
    text = "Fergana – Фарғона – Tatarstan signed"
    assert [text[start:end] for start, end in matching(text)] == ["Fergana", "Фарғона"]
    assert matcher("") is matcher("status:signed") is nothing
    assert matcher("-park") is nothing


def test_a_link_stays_one_link_and_labels_stay_whole():
    line = (Span("park ", "label"), Span("The Chirchiq park", "link", "park-x"), Span(" (park)", "faint"))
    assert marked(line, matcher("park")) == (
        Span("park ", "label"),
        Span("The Chirchiq ", "link", "park-x"),
        Span("park", "match", "park-x"),
        Span(" (park)", "faint"),
    )


@given(st.lists(st.builds(Span, st.text(max_size=30), st.sampled_from(["", "title", "link", "faint"]))))
def test_no_letter_is_lost_or_moved(spans):
    line = tuple(spans)
    assert text_of(marked(line, matcher("a б park"))) == text_of(line)
