"""Columns made of others: a part of each can be taken."""

from __future__ import annotations

import pytest

from catalogue.transfer.files.table import Row
from catalogue.transfer.registers import mapfile
from catalogue.transfer.registers.lookup import NOWHERE, Finder
from catalogue.transfer.registers.pieces import Shape
from catalogue.transfer.registers.shaping import Shaper


def _shape(mapping: str, cells: dict[str, str]) -> Shape:
    recipe = mapfile.parse(mapping)
    return Shaper(recipe, Finder(NOWHERE), "f", recipe.main.kind).shape(Row(2, cells))


@pytest.mark.parametrize(
    ("join", "made"),
    [
        ('columns = ["A", "B"], find = "^\\\\d+"', "2020"),
        ('first = ["A", "B"], find = "\\\\d{4}"', "2020"),
        ('from = "A", to = "B", find = "^[^/]+"', "2020-03"),
        ('year = "Y", month = "M", find = "^\\\\d{4}"', "2020"),
    ],
)
def test_a_part_of_any_column_made_of_others_can_be_taken(join, made):
    mapping = f'[table]\nkind = "agreement"\nrest = "drop"\n[columns]\nJ = "signed"\n[join]\nJ = {{ {join} }}\n'
    shape = _shape(mapping, {"name": "X", "A": "2020-03", "B": "2021-05", "Y": "2020", "M": "7"})
    assert (shape.issues, shape.pieces[0].row.cells["signed"]) == ((), made)


def test_a_part_of_the_headings_of_marked_columns_can_be_taken():
    mapping = (
        '[table]\nkind = "agreement"\n[columns]\nT = "topic"\n[join]\nT = { headings = ["/^t:/"], find = "^t:(.*)" }\n'
    )
    shape = _shape(mapping, {"name": "A", "t:water": "X", "t:land": "", "t:law": "1"})
    assert shape.pieces[0].row.cells["topic"] == ("water", "law")
