"""The history in a data package: it is restored into an empty catalogue, and cannot smuggle anything in."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from catalogue.api import history
from catalogue.api.exchange import ImportOptions, export_all, import_files
from catalogue.api.session import Session
from catalogue.errors import Conflict, ImportRefused
from catalogue.model.records import Link, Name
from catalogue.store import backup, records
from catalogue.store.journal import Writing
from made import catalogues, fergana_plan, fergana_region


def _new(path: Path) -> Session:
    backup.new(path)
    return Session.open(path)


def _write(session: Session, found, gone=()) -> None:
    with session.writing() as connection, Writing(connection, actor='me, "myself"', action="edit", reason="a\nb") as w:
        for record in found:
            w.put(record, records.load(connection, [record.id]).get(record.id))
        for record in gone:
            w.remove(record)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of a catalogue with five batches: created, changed, removed, undone, changed."""
    with _new(tmp_path / "one.db") as session:
        plan = fergana_plan()
        _write(session, [*fergana_region(), plan])
        _write(session, [replace(plan, values={**plan.values, "status": "in_force"}).tidy()])
        _write(session, [], [records.load(session.reading, [plan.id])[plan.id]])
        history.undo(session)
        _write(session, [replace(fergana_region()[0], names=(Name("Oʻzbekiston", "uz-Latn"),)).tidy()])
        export_all(session, tmp_path / "package", history=True)
    return tmp_path / "package"


def test_history_survives_a_round_trip_through_an_empty_catalogue_byte_for_byte(package, tmp_path):
    with _new(tmp_path / "two.db") as session:
        report = import_files(session, [str(package)], ImportOptions())
        assert (report.added, report.batch) == (5, None)
        assert [note.code for note in report.notes] == ["package.history_restored"]
        assert [batch.number for batch in history.log(session)] == [5, 4, 3, 2, 1]
        export_all(session, tmp_path / "again", history=True)
    assert _bytes(tmp_path / "again") == _bytes(package)


def test_restored_history_can_be_undone(package, tmp_path):
    with _new(tmp_path / "two.db") as session:
        import_files(session, [str(package)], ImportOptions())
        assert history.undo(session).number == 6
        assert records.load(session.reading, ["place-uz"])["place-uz"].names == (Name("Uzbekistan", "en"),)
        history.undo(session, 2)
        assert records.load(session.reading, [fergana_plan().id]) == {fergana_plan().id: fergana_plan()}


def test_a_catalogue_with_records_leaves_the_history_out_and_reports_it(package, tmp_path):
    with _new(tmp_path / "two.db") as session:
        _write(session, fergana_region())
        report = import_files(session, [str(package)], ImportOptions(mode="upsert"))
        assert "package.history_ignored" in [note.code for note in report.notes]
        assert [batch.number for batch in history.log(session)] == [2, 1]
        assert report.batch == 2


def test_a_package_without_history_makes_one_batch(package, tmp_path):
    for name in ("batches.csv", "changes.csv"):
        (package / name).unlink()
    with _new(tmp_path / "two.db") as session:
        assert import_files(session, [str(package)], ImportOptions()).batch == 1


def test_exporting_without_history_removes_an_older_one(package, tmp_path):
    with Session.open(tmp_path / "one.db") as session:
        export_all(session, package)
    assert {"batches.csv", "changes.csv"} & _bytes(package).keys() == set()


def test_a_package_with_history_is_valid_for_frictionless(package):
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["fileName", "rowNumber", "message"])
    assert len(report.tasks) == 17


LINK = '{"role":"part_of","object":"place-uz"}'
WRONG = [
    ("batches.csv", 1, {"batch": "0"}, "batch"),
    ("batches.csv", 1, {"at": "yesterday"}, "at"),
    ("batches.csv", 1, {"action": "drop table"}, "action"),
    ("batches.csv", 1, {"undoes": "3"}, "undoes"),
    ("batches.csv", 2, {"batch": "1"}, "batch"),
    ("changes.csv", 1, {"batch": "9"}, "batch"),
    ("changes.csv", 1, {"record": "nobody"}, "record"),
    ("changes.csv", 1, {"new": "x"}, "new"),
    ("changes.csv", 1, {"field": "colour"}, "new"),
    ("changes.csv", 1, {"field": "status", "new": "glorious"}, "new"),
    ("changes.csv", 1, {"field": "country", "new": "uzbekistan"}, "new"),
    ("changes.csv", 1, {"field": "topic", "new": "many-valued"}, "new"),
    ("changes.csv", 1, {"field": "link", "new": LINK.replace("part_of", "owner_of")}, "new"),
    ("changes.csv", 1, {"field": "link", "new": LINK.replace("place-uz", "No Id")}, "new"),
    ("changes.csv", 1, {"field": "link", "new": LINK.replace(",", ", ")}, "new"),
    ("changes.csv", 1, {"field": "name", "new": '{"text":1}'}, "new"),
    ("changes.csv", 1, {"field": "name", "new": '{"text":"a","type":"nickname"}'}, "new"),
    ("changes.csv", 1, {"field": "claim", "new": "[" * 5000}, "new"),
    ("changes.csv", 1, {"field": "claim", "new": '{"field":"status","value":"x"}'}, "new"),
    ("changes.csv", 1, {"field": "kind", "new": "cluster"}, "new"),
    ("changes.csv", 1, {"field": "removed", "old": "[]", "new": ""}, "old"),
    ("changes.csv", 1, {"field": "removed", "old": '[["kind","place"],["status","x"]]', "new": ""}, "old"),
    ("changes.csv", 1, {"field": "status", "old": "", "new": ""}, "new"),
]


@pytest.mark.parametrize(("file", "line", "cells", "column"), WRONG)
def test_an_inconsistent_history_refuses_the_import_and_its_cell_is_named(package, tmp_path, file, line, cells, column):
    with (package / file).open(newline="", encoding="utf-8") as text:
        header, *rows = csv.reader(text)
    for name, cell in cells.items():
        rows[line - 1][header.index(name)] = cell
    with (package / file).open("w", newline="", encoding="utf-8") as text:
        csv.writer(text, lineterminator="\n").writerows([header, *rows])
    with _new(tmp_path / "two.db") as session:
        with pytest.raises(ImportRefused) as refused:
            import_files(session, [str(package)], ImportOptions())
        assert refused.value.code == "history.unreadable"
        (issue,) = refused.value.issues
        assert (Path(issue.where.file).name, issue.where.column) == (file, column)
        assert history.log(session) == ()
        assert list(records.every(session.reading)) == []


def test_wrong_columns_in_the_history_refuse_the_import(package, tmp_path):
    (package / "changes.csv").write_text("batch,record\n", encoding="utf-8")
    with _new(tmp_path / "two.db") as session, pytest.raises(ImportRefused):
        import_files(session, [str(package)], ImportOptions())


def test_undoing_a_history_that_does_not_match_the_records_is_a_conflict(package, tmp_path):
    path = package / "changes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",in_force", ",signed"), encoding="utf-8")
    with _new(tmp_path / "two.db") as session:
        import_files(session, [str(package)], ImportOptions())
        with pytest.raises(Conflict):
            history.undo(session, 2)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(catalogues(4), min_size=1, max_size=4), st.integers(0, 2))
def test_any_restored_history_undoes_like_the_original(tmp_path_factory, writes, undone):
    folder = tmp_path_factory.mktemp("history")
    with _new(folder / "one.db") as session:
        for found in writes:
            present = {record.id: record for record in records.every(session.reading)}
            kept = {r.id: r for r in found if present.get(r.id, r).kind == r.kind}
            there = kept.keys() | present.keys()
            _write(session, [replace(r, links=_within(r.links, there)) for r in kept.values()])
        for batch in history.log(session)[:undone]:
            history.undo(session, batch.number)
        export_all(session, folder / "package", history=True)
        with _new(folder / "two.db") as other:
            report = import_files(other, [str(folder / "package")], ImportOptions(allow_contacts=True))
            assert report.refused == 0
            export_all(other, folder / "again", history=True)
            assert _bytes(folder / "again") == _bytes(folder / "package")
            for batch in history.log(session):
                if batch.undone_by is None and batch.action != "undo":
                    history.undo(session, batch.number)
                    history.undo(other, batch.number)
                    assert _content(session) == _content(other)


def _within(links: tuple[Link, ...], there: set[str]) -> tuple[Link, ...]:
    return tuple(link for link in links if link.object in there)


def _content(session: Session) -> str:
    return json.dumps([(record.id, record.fingerprint()) for record in records.every(session.reading)])
