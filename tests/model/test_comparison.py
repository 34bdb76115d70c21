"""Records side by side: every field that one of them has, and whether they agree."""

from __future__ import annotations

from hypothesis import given

from catalogue.model.comparison import compared
from catalogue.model.records import Link, Name, Record, Term
from made import catalogues


def park(record_id: str, *more: Link | Name | Term, **values: str) -> Record:
    names = tuple(entry for entry in more if isinstance(entry, Name))
    links = tuple(entry for entry in more if isinstance(entry, Link))
    terms = tuple(entry for entry in more if isinstance(entry, Term))
    return Record(record_id, "technopark", values, names, links, terms).tidy()


def rows(*records: Record) -> dict[str, tuple[tuple[tuple[str, ...], ...], bool]]:
    return {f"{row.part}:{row.field}": (row.cells, row.differs) for row in compared(records)}


def test_differences_are_reported_and_fields_that_no_record_has_are_left_out() -> None:
    found = rows(park("a", country="UZ", opened="2023"), park("b", country="UZ"))
    assert found == {"value:country": ((("UZ",), ("UZ",)), False), "value:opened": ((("2023",), ()), True)}


def test_terms_names_and_links_are_compared_as_sets() -> None:
    found = rows(
        park(
            "a",
            Term("topic", "x"),
            Name("A", "en"),
            Name("hidden", "en", "hidden"),
            Link("resident", "r1"),
            Link("resident", "r2"),
        ),
        park("b", Term("topic", "x"), Name("B", "en"), Link("resident", "r2", "UZ"), Link("resident", "r1")),
    )
    assert found["term:topic"] == ((("x",), ("x",)), False)
    assert found["name:en"] == ((("A",), ("B",)), True)
    assert found["link:resident"][1] is False


@given(catalogues())
def test_a_record_does_not_differ_from_itself_and_all_of_it_is_shown(found: list[Record]) -> None:
    for record in found:
        lines = compared([record, record])
        assert not any(line.differs for line in lines)
        shown = {text for line in lines for text in line.cells[0]}
        assert set(record.values.values()) <= shown
        assert {link.object for link in record.links} <= shown
        assert {name.text for name in record.names if name.type != "hidden"} <= shown
