"""Escape and the next key are two keys; a paste is one paste, whatever it contains and however it arrives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from catalogue.tui.typed import PASTE, PASTED, TypedParser


def read(*pieces: str, apart: bool = True) -> list[str]:
    """The keys by name, pastes in quotation marks."""
    parser = TypedParser(apart=lambda _character: apart)
    found = [event for piece in pieces for event in parser.feed(piece)]
    found += parser.feed("")
    return [
        f"“{event.text}”" if isinstance(event, events.Paste) else event.key
        for event in found
        if isinstance(event, events.Key | events.Paste)
    ]


@pytest.mark.parametrize("character", ["2", "f", "b", "T", "/", "я", "\r", " ", ":"])
def test_escape_and_the_next_key_are_two_keys_whether_they_arrive_together_or_not(character):
    alone = read(character)
    assert read(f"\x1b{character}") == ["escape", *alone] == read("\x1b", character)
    assert read(f"j\x1b{character}k") == ["j", "escape", *alone, "k"]


def test_escape_sequences_of_terminals_are_still_one_key():
    assert read("\x1b[A\x1bOP\x1b[3~\x1b[Z") == ["up", "f1", "delete", "shift+tab"]
    assert read("\x1b", "[", "A") == ["up"]
    assert read("\x1bf", apart=False) == ["ctrl+right"]
    assert read("\x1b\x1b2") == ["escape", "escape", "2"]


def test_a_paste_with_control_characters_is_one_paste_without_them():
    assert read(f"{PASTE}red \x1b[31m\x07text\x1b and\ttab\nline{PASTED}q") == ["“red [31mtext and\ttab\nline”", "q"]
    assert read(f"{PASTE}{PASTE}a{PASTED}") == ["“[200~a”"]


@given(st.text(alphabet="ab\x1b[20~1я\n", max_size=20), st.data())
def test_a_paste_is_the_same_however_it_is_split(text, data):
    text = text.replace(PASTED, "")
    sent = f"j{PASTE}{text}{PASTED}k"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sent) - 1), max_size=5)))
    pieces = [sent[start:end] for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert read(*pieces) == ["j", f"“{text.replace(chr(27), '')}”", "k"]
