"""Widths are those of a terminal, and cutting never parts a letter from its marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.width import cells, fit, pad


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Тошкент", 7),
        ("O‘zbekiston", 11),
        ("e\u0301", 1),
        ("й", 1),
        ("日本", 4),
        ("ａ", 2),
        ("👩‍🚀", 2),
        ("👍🏽", 2),
        ("🇺🇿", 2),
        ("❤️", 2),
        ("a\u200bb", 2),
        ("½…—№", 4),
    ],
)
def test_widths_are_those_of_a_terminal(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("Технопарк", 20, "Технопарк"),
        ("Технопарк", 9, "Технопарк"),
        ("Технопарк", 6, "Техно…"),
        ("日本語", 4, "日…"),
        ("日本語", 5, "日本…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("👩‍🚀👩‍🚀", 3, "👩‍🚀…"),
        ("abc", 0, ""),
        ("abc", 1, "…"),
    ],
)
def test_a_text_is_cut_to_a_width(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


def test_another_ellipsis_and_padding_are_possible() -> None:
    assert fit("abcdef", 4, "..") == "ab.."
    assert fit("abcdef", 1, "..") == "."
    assert pad("аб", 4) == "аб  "
    assert pad("日本語", 4) == "日… "


@given(st.text(st.characters(codec="utf-8")), st.integers(0, 30))
def test_a_cut_text_is_never_wider_than_the_limit(text: str, width: int) -> None:
    assert cells(fit(text, width)) <= width
    assert cells(pad(text, width)) == width


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x52F, exclude_categories=["Cc", "Cn"])))
def test_widths_agree_with_wcwidth(text: str) -> None:
    wcwidth = pytest.importorskip("wcwidth")
    assert cells(text.replace("\u00ad", "")) == wcwidth.wcswidth(text.replace("\u00ad", ""))
