"""Countries in the cells of a register: codes only where its mapping has codes."""

from __future__ import annotations

from catalogue.transfer.files.table import Row
from catalogue.transfer.registers import mapfile
from catalogue.transfer.registers.lookup import NOWHERE, Finder
from catalogue.transfer.registers.naming import Countries
from catalogue.transfer.registers.shaping import Shaper


def _shaper(mapping: str) -> Shaper:
    recipe = mapfile.parse(mapping)
    return Shaper(recipe, Finder(NOWHERE), "f", recipe.main.kind)


def _shape(mapping: str, row: dict[str, str]):
    return _shaper(mapping).shape(Row(2, row))


def _problems(mapping: str, row: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(issue.code, issue.where.column, issue.where.value) for issue in _shape(mapping, row).issues]


def test_where_countries_have_no_codes_a_code_is_a_name_of_something_else():
    result = (
        '[table]\nkind = "agreement"\ncountry_codes = "none"\n[[links]]\nrole = "party"\nto = ["P"]\nby = "country"\n'
    )
    row = {"name": "A", "P": "EC;US;AND;UAE;Peru"}
    shape = _shape(result + 'split = [";"]\nkind = "place"\n', row)
    made = {str(piece.row.cells["id"]): piece.row.cells.get("country") for piece in shape.pieces[1:]}
    assert made == {"place-name-ec": None, "place-us": "US", "place-and": None, "place-ae": "AE", "place-pe": "PE"}
    assert _problems(result, {"name": "A", "P": "EC"}) == [("country.unknown", "P", "EC")]
    column = '[table]\nkind = "organisation"\ncountry_codes = "none"\n[columns]\nC = "country"\n'
    assert _problems(column, {"name": "A", "C": "EC"}) == [("country.unknown", "C", "EC")]


def test_codes_among_names_of_countries_are_reported():
    result = '[table]\nkind = "agreement"\n[[links]]\nrole = "party"\nto = ["P"]\nby = "country"\nsplit = [";"]\n'
    for cell, codes in (("Peru;Norway;EC", ["EC"]), ("PE;NO;EC;Japan", None), ("Peru;US", None)):
        shaper = _shaper(result)
        shaper.shape(Row(2, {"name": "A", "P": cell}))
        found = [note.params["codes"] for note in shaper.reading.countries.notes()]
        assert found == ([codes] if codes else [])


def test_line_ends_around_a_name_are_left_out_and_long_blanks_within_it_cost_nothing():
    """Blank by blank, a hundred thousand of them would take two minutes."""
    countries = Countries("iso")
    assert countries.read("P", " \\r\\n France \\n\n") == "France"
    assert countries.read("P", "\\newland") == "\\newland"
    long = "France" + " " * 300_000 + "x"
    assert countries.read("P", f"\n{long}\n") == long
