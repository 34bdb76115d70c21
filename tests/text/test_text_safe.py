"""Once made visible, nothing in data can move the cursor, reverse the writing, hide text or break the encoding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.safe import MARKS_KEPT, one_line, visible

ANY_TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00b\x07", "a␀b␇"),
        ("\x7f\x85", "␡‹U+0085›"),
        ("abc\u202egpj.exe", "abc‹U+202E›gpj.exe"),
        ("\u2066x\u2069\u200e", "‹U+2066›x‹U+2069›‹U+200E›"),
        ("zero\u200bwidth\ufeff", "zero‹U+200B›width‹U+FEFF›"),
        ("a\u2028b\u2029", "a‹U+2028›b‹U+2029›"),
        ("\ud800", "‹U+D800›"),
        ("\ufffe\U0001ffff", "‹U+FFFE›‹U+1FFFF›"),
        ("\U000e0041", "‹U+E0041›"),
        ("soft\u00adhyphen", "soft‹U+00AD›hyphen"),
        ("one\r\ntwo\nthree\r", "one⏎two⏎three␍"),
        ("tab\there", "tab␉here"),
        ("\u3164\u2800", "‹U+3164›‹U+2800›"),
        ("\u0301abc", "◌\u0301abc"),
        ("a\ufe0f", "a‹U+FE0F›"),
    ],
)
def test_control_and_invisible_characters_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Farg‘ona, Ўзбекистон, Қазақстан — № 5 «ok» 100 €",
        "👩‍🚀 🏳️‍🌈 👍🏽 ❤️ 🇺🇿",
        "Tiếng Việt", "e\u0301", "العربية", "日本語", "ไทย", "\u00a0nbsp",
    ],
)  # fmt: skip
def test_ordinary_text_and_emoji_are_unchanged(text: str) -> None:
    assert visible(text) == text


def test_newlines_may_be_kept() -> None:
    assert visible("one\r\ntwo\n", keep_newlines=True) == "one\ntwo\n"


def test_excess_combining_marks_are_cut() -> None:
    assert visible("a" + "\u0301" * 500 + "b") == "a" + "\u0301" * MARKS_KEPT + "b"


def test_one_line_joins_white_space_and_ends_a_cut_with_an_ellipsis() -> None:
    assert one_line("  a\n\t b  ") == "a b"
    assert one_line("abcdef", 4) == "abc…"
    assert one_line("x" * 5000, 10) == "x" * 9 + "…"
    assert one_line("abc", 0) == ""
    assert one_line("abc", 3) == "abc"


@given(ANY_TEXT, st.booleans())
def test_the_result_is_always_safe_and_stable(text: str, keep: bool) -> None:
    shown = visible(text, keep_newlines=keep)
    shown.encode()
    assert visible(shown, keep_newlines=keep) == shown
    for char in shown:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Co", "Zl", "Zp") or (keep and char == "\n")


@given(ANY_TEXT, st.integers(0, 50))
def test_one_line_has_no_newlines_and_respects_the_limit(text: str, limit: int) -> None:
    shown = one_line(text, limit)
    assert len(shown) <= limit
    assert "\n" not in shown
