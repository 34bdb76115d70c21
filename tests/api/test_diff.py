"""Two catalogues, or a catalogue and a file: records on one side only, and fields that differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from msgspec.structs import replace

from catalogue.api.diff import Diff, diff
from catalogue.api.exchange import ExportOptions, ImportOptions, export, export_all, import_files
from catalogue.api.session import Session
from catalogue.errors import BadUsage, ImportRefused, UnusableCatalogue
from catalogue.model.records import Link, Record
from catalogue.store import backup
from made import catalogues, fergana_plan, fergana_region, stored


def _catalogue(path: Path, found=()) -> Path:
    stored(path, found).close()
    return path


def _diff(first: Path, second: Path, **options) -> tuple[Diff, list[tuple[str, str]]]:
    result = diff(str(first), str(second), ImportOptions(**options))
    found = [(each.id, each.what) for each in result.found]
    assert (result.added, result.removed, result.changed) == tuple(
        sum(what == own for _, what in found) for own in ("added", "removed", "changed")
    )
    return result, found


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return _catalogue(tmp_path / "first.db", [*fergana_region(), fergana_plan()])


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """Without the plan, with another country and a changed status."""
    uz, *others = fergana_region()
    kz = replace(uz, id="place-kz", values={"form": "country", "country": "KZ"}, terms=()).tidy()
    ministry = replace(others[-1], values={**others[-1].values, "status": "closed"}).tidy()
    return _catalogue(tmp_path / "second.db", [uz, kz, *others[:-1], ministry])


def test_two_catalogues_are_compared_record_by_record_in_id_order(first, second):
    result, found = _diff(first, second)
    assert found == [
        ("agr-fergana-bashkortostan", "removed"),
        ("org-bashkortostan", "changed"),
        ("place-kz", "added"),
    ]
    assert result.same == 3
    assert result.any


def test_a_catalogue_does_not_differ_from_itself(first):
    result, found = _diff(first, first)
    assert (found, result.same, result.any) == ([], 5, False)


def test_a_package_covers_everything(first, second, tmp_path):
    with Session.open(second) as session:
        export_all(session, tmp_path / "package")
    result, found = _diff(first, tmp_path / "package")
    assert sorted(found) == sorted(_diff(first, second)[1])
    _, back = _diff(tmp_path / "package", first)
    assert sorted(back) == sorted(_diff(second, first)[1])
    assert result.same == 3


def test_a_table_covers_its_kind_its_columns_and_its_filled_cells(first, tmp_path):
    table = tmp_path / "organisations.csv"
    table.write_text("id,name_en,country,status\norg-fergana,Khokimiyat,,active\norg-new,New,KZ,\n", encoding="utf-8")
    result = diff(str(first), str(table), ImportOptions())
    changed, added, removed = result.found
    assert [(c.field, c.old, c.new) for c in changed.changes] == [("status", None, "active")]
    assert (added.id, added.what, removed.id, removed.what) == ("org-new", "added", "org-bashkortostan", "removed")


def test_swapping_the_sides_reverses_the_differences(first, tmp_path):
    table = tmp_path / "organisations.csv"
    table.write_text("id,name_en,status\norg-fergana,Khokimiyat,active\n", encoding="utf-8")
    changed, added = diff(str(table), str(first), ImportOptions()).found
    assert [(c.field, c.old, c.new) for c in changed.changes] == [("status", "active", None)]
    assert (added.id, added.what) == ("org-bashkortostan", "added")


def test_unreadable_rows_are_reported_and_count_as_a_difference(first, tmp_path):
    table = tmp_path / "organisations.csv"
    text = "id,name_en,status\norg-fergana,Khokimiyat,glorious\norg-bashkortostan,Government,\n"
    table.write_text(text, encoding="utf-8")
    result, found = _diff(first, table)
    assert (found, result.refused, result.same, result.any) == ([], 1, 1, True)
    assert [issue.where.column for issue in result.issues] == ["status"]


@pytest.mark.parametrize("name", ["all.csv", "all.jsonl", "all.json", "all.tsv"])
def test_an_export_does_not_differ_from_its_catalogue(first, tmp_path, name):
    with Session.open(first) as session:
        export(session, "", str(tmp_path / name), ExportOptions())
    assert _diff(first, tmp_path / name)[0].any is False


@pytest.mark.parametrize("name", ["agreements.csv", "agreements.2026.csv"])
def test_an_empty_table_of_a_kind_means_that_all_its_records_are_removed(first, tmp_path, name):
    (tmp_path / name).write_text("id,name_en\n", encoding="utf-8")
    assert _diff(first, tmp_path / name)[1] == [("agr-fergana-bashkortostan", "removed")]


def test_inputs_that_cannot_be_compared_fail_and_nothing_is_written(first, tmp_path):
    (tmp_path / "a.csv").write_text("id\n", encoding="utf-8")
    before = first.read_bytes()
    with pytest.raises(BadUsage):
        diff(str(tmp_path / "a.csv"), str(tmp_path / "a.csv"), ImportOptions())
    with pytest.raises(UnusableCatalogue):
        diff(str(first), str(tmp_path / "missing.db"), ImportOptions())
    (tmp_path / "places.csv").write_text("id,nonsense\n", encoding="utf-8")
    with pytest.raises(ImportRefused):
        list(diff(str(first), str(tmp_path / "places.csv"), ImportOptions()).found)
    assert first.read_bytes() == before


def _refused(one: list[Record], other: list[Record]) -> set[str]:
    """Records that cannot be added to the first catalogue: ids of another kind there, and records linked to those."""
    kinds = {record.id: record.kind for record in one}
    refused = {record.id for record in other if kinds.get(record.id, record.kind) != record.kind}
    while True:
        places = {each for each, kind in kinds.items() if kind == "place"}
        places |= {record.id for record in other if record.kind == "place" and record.id not in refused}
        more = {record.id for record in other if any(link.object not in places for link in record.links)} - refused
        if not more:
            return refused
        refused |= more


PARKS = [Record("0", "technopark"), Record("1", "technopark")]
NEAR = Record("3", "technopark", links=(Link("located_in", "1"),))
NEARER = Record("4", "technopark", links=(Link("located_in", "5"),))
AMONG = Record("5", "place", links=(Link("located_in", "1"),))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(catalogues(4), catalogues(4))
@example(PARKS, [Record("0", "technopark"), Record("1", "place"), Record("2", "technopark"), NEAR])
@example(PARKS, [Record("1", "place"), NEARER, AMONG])
def test_a_package_differs_from_a_catalogue_like_the_catalogue_it_was_exported_from(tmp_path_factory, one, other):
    folder = tmp_path_factory.mktemp("diff")
    ours, theirs = _catalogue(folder / "one.db", one), _catalogue(folder / "other.db", other)
    with Session.open(theirs) as session:
        export_all(session, folder / "package", ExportOptions(contacts=True))
    result, found = _diff(ours, folder / "package", allow_contacts=True)
    refused = _refused(one, other)
    assert sorted(found) == sorted(each for each in _diff(ours, theirs)[1] if each[0] not in refused)
    assert result.refused == len(refused)


def test_a_register_is_compared_through_its_mapping(tmp_path):
    """The file is complete for the kind of the mapping, but not for the records at the ends of its links."""
    catalogue = tmp_path / "c.db"
    backup.new(catalogue)
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        '[table]\nkind = "agreement"\nkey = ["No"]\nscheme = "reg"\n[columns]\nNo = ""\nTitle = "name_en"\n'
        '[[links]]\nrole = "party"\nto = "With"\nkind = "organisation"\n',
        encoding="utf-8",
    )
    register = tmp_path / "register.csv"
    register.write_text("No,Title,With\n1,Trade,Alpha\n2,Transit,Beta\n", encoding="utf-8")
    options = ImportOptions(mapping=str(mapping))
    with Session.open(catalogue) as session:
        import_files(session, [str(register)], options)
    same = diff(str(catalogue), str(register), options)
    assert list(same.found) == []
    assert same.same == 2
    register.write_text("No,Title,With\n1,Trade and customs,Alpha\n", encoding="utf-8")
    result = diff(str(catalogue), str(register), options)
    assert [(each.what, each.id) for each in result.found] == [("changed", "agr-reg-1"), ("removed", "agr-reg-2")]
