"""Chosen columns read straight from SQL equal those of whole records."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from catalogue.api.exchange import ExportOptions, export
from catalogue.api.session import Session
from catalogue.model.records import Name, Record
from catalogue.store import flat, records
from catalogue.transfer.rows import columns
from catalogue.transfer.rows.flatten import cells
from made import catalogues, fergana_plan, fergana_region, stored


def _same(session: Session) -> None:
    chosen = columns.of_kind(None)
    wanted = [(column.part, column.key) for column in chosen]
    there = list(records.every(session.reading))
    result = [[cell or "" for cell in cells(record, chosen)] for record in there]
    assert [[cell or "" for cell in row] for row in flat.every(session.reading, wanted)] == result
    backwards = [record.id for record in reversed(there)]
    found = flat.load(session.reading, wanted, [*backwards, "agr-nowhere"])
    assert [[cell or "" for cell in row] for row in found] == result[::-1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=6)
@given(catalogues())
def test_the_columns_of_any_record_equal_its_cells(tmp_path_factory, given_records):
    with stored(tmp_path_factory.mktemp("c") / "c.db", given_records) as session:
        _same(session)


def test_of_several_names_in_a_language_the_first_current_one_is_used(tmp_path):
    names = (Name("A", "en", end="2020"), Name("C", "en"), Name("B", "en"), Name("A official", "en", "official"))
    ended = Record("org-old", "organisation", names=(Name("Z", "ru", end="2001"), Name("Y", "ru", end="2002"))).tidy()
    with stored(tmp_path / "c.db", [Record("org-new", "organisation", names=names).tidy(), ended]) as session:
        _same(session)
        result = list(flat.every(session.reading, [("id", ""), ("name", "en"), ("name", "ru")]))
        assert [tuple(row) for row in result] == [("org-new", "B", ""), ("org-old", "", "Y")]


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl"])
def test_chosen_columns_are_the_same_by_id_and_by_query(tmp_path, form):
    with stored(tmp_path / "c.db", [*fergana_region(), fergana_plan()]) as session:
        options = ExportOptions(format=form, columns=("id", "name_en", "lat", "part_of", "party", "topic"))
        assert export(session, "", str(tmp_path / "all"), options) == 5
        assert export(session, "kind:place", str(tmp_path / "some"), options) < 5
        lines = set((tmp_path / "all").read_text(encoding="utf-8").replace(",\n", "\n").splitlines())
        assert set((tmp_path / "some").read_text(encoding="utf-8").replace(",\n", "\n").splitlines()) <= lines
