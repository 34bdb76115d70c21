"""A word in a column of marks that no rule uses is reported: nothing is left out silently."""

from __future__ import annotations

from catalogue.transfer.registers import mapfile
from catalogue.transfer.registers.unmarked import Unmarked

ROLES = """
[table]
kind = "agreement"
[columns]
"Role" = ""
[[links]]
role = "party"
to = "Who"
kind = "organisation"
each = ["Role"]
marks = ["party"]
[[links]]
role = "witness"
to = "Who"
kind = "organisation"
each = ["/^Rol/"]
marks = ["Witness"]
"""


def _notes(mapping: str, *cells: str) -> list[tuple[object, ...]]:
    unmarked = Unmarked(mapfile.parse(mapping))
    for cell in cells:
        unmarked.count({"Who": "X", "Role": cell})
    return [(note.params["column"], note.params["count"], note.params["words"]) for note in unmarked.notes()]


def test_unused_words_are_counted_by_column():
    given = ("party", " PARTY ", "witness", "observer", "observer", "guest", "", "n/a")
    assert _notes(ROLES, *given) == [("Role", 3, ("observer", "guest"))]


def test_a_column_used_otherwise_or_accepting_any_word_is_not_reported():
    assert not _notes(ROLES.replace('"Role" = ""', '"Role" = "note"'), "observer")
    assert not _notes(ROLES.replace('marks = ["Witness"]', ""), "observer")


def test_values_that_no_condition_selects_are_reported():
    mapping = (
        '[table]\nkind = "agreement"\n[columns]\n'
        '"t" = [{ field = "name_en", where = { "l" = "en" } }, { field = "name_ru", where = { "l" = "ru" } }]\n'
    )
    unmarked = Unmarked(mapfile.parse(mapping))
    unmarked.count({"t": ("Pact", "Пакт", "P", ""), "l": ("en", "ru", "", "")})
    unmarked.count({"t": "Pakt", "l": "de"})
    (note,) = unmarked.notes()
    assert (note.params["column"], note.params["count"], set(note.params["words"])) == ("t", 2, {"P", "Pakt"})
