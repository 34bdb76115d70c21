"""Dates in words of the languages of other people's registers."""

from __future__ import annotations

import pytest

from catalogue.model.dates import read


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("printemps 2020", "2020-21"), ("Frühjahr 2021", "2021-21"), ("İlkbahar 2020", "2020-21"),
        ("2020 yazı", "2020-22"),
        ("otoño de 1999", "1999-23"), ("estate 2011", "2011-22"), ("verão 2013", "2013-22"), ("jesień 2015", "2015-23"),
        ("восени 2018", "2018-23"), ("kış 2019", "2019-24"), ("1er trimestre 2023", "2023-01/2023-03"),
        ("deuxième semestre 2020", "2020-07/2020-12"), ("im zweiten Quartal 2020", "2020-04/2020-06"),
        ("2020 ikinci çeyreği", "2020-04/2020-06"), ("primer semestre de 2019", "2019-01/2019-06"),
        ("quarto trimestre de 2021", "2021-10/2021-12"), ("I kw. 2020", "2020-01/2020-03"),
        ("pierwsze półrocze 2020", "2020-01/2020-06"), ("перше півріччя 2020", "2020-01/2020-06"),
    ],
)  # fmt: skip
def test_seasons_quarters_and_halves_are_read_in_eight_further_languages(text, edtf):
    assert read(text).text == edtf
