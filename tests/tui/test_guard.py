"""The guard removes every control character from what is drawn, and nothing else."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from catalogue.text.safe import visible
from catalogue.tui.guard import Guard

BLACK = Color.parse("black")


@given(st.lists(st.text()))
def test_no_control_character_passes_and_everything_else_does(texts):
    out = Guard().apply([Segment(text, Style(bold=True)) for text in texts], BLACK)
    for text, segment in zip(texts, out, strict=True):
        assert not [char for char in segment.text if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
        assert segment.style == Style(bold=True)
        assert [c for c in text if c.isalnum()] == [c for c in segment.text if c.isalnum()]


@given(st.text())
def test_text_made_visible_passes_unchanged(text):
    shown = visible(text)
    assert Guard().apply([Segment(shown)], BLACK)[0].text == shown


def test_textuals_own_control_segments_are_kept():
    own = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    assert Guard().apply([own], BLACK) == [own]
