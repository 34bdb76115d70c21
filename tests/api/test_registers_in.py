"""Importing registers through a mapping: which records are made, how they are recognised, and what becomes a remark."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.api import history
from catalogue.api.exchange import ImportOptions, ImportReport, import_files
from catalogue.api.session import Session
from catalogue.errors import BadUsage, ImportRefused, NotFound
from catalogue.model.records import Claim, Link, Record
from catalogue.store import backup, records

PARTIES = """[table]
kind = "agreement"
key = "No"
scheme = "reg"
[columns]
Title = "name_en"
Signed = "signed"
[[records]]
name = "body"
kind = "organisation"
columns = { Body = "name_en", Site = "website" }
[[links]]
role = "party"
record = "body"
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    backup.new(tmp_path / "c.db")
    with Session.open(tmp_path / "c.db") as opened:
        yield opened


def _file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def _import(session: Session, *paths: str, **options: object) -> ImportReport:
    return import_files(session, paths, ImportOptions(**options))  # type: ignore[arg-type]


def _all(session: Session) -> dict[str, Record]:
    return {record.id: record for record in records.every(session.reading)}


def _hash(session: Session) -> str:
    result = "".join(record.fingerprint() for record in records.every(session.reading))
    return hashlib.sha256(result.encode()).hexdigest()


def _parties(session: Session, folder: Path, rows: str, **options: object) -> ImportReport:
    mapping = _file(folder, "m.toml", PARTIES)
    return _import(session, _file(folder, "r.csv", "No,Title,Signed,Body,Site\n" + rows), mapping=mapping, **options)


def test_rows_with_one_key_make_one_record_wherever_they_are(session, tmp_path):
    report = _parties(session, tmp_path, "1,A,2001,X,\n2,B,,Y,\n1,A,,Y,https://y.uz\n1,A,2001,X,\n")
    assert (report.read, report.added, report.same, report.records_added) == (4, 3, 1, 4)
    stored = _all(session)
    assert stored["agr-reg-1"].linked("party") == ("org-x", "org-y")
    assert stored["agr-reg-1"].get("signed") == "2001"
    assert stored["org-y"].get("website") == "https://y.uz"


def test_a_row_that_contradicts_an_earlier_one_is_refused_or_kept_as_a_remark(session, tmp_path):
    report = _parties(session, tmp_path, "1,A,2001,X,\n1,A,2002,Y,\n", partial=True)
    assert [(issue.code, issue.where.line, issue.where.column) for issue in report.issues] == [
        ("record.differs", 3, "Signed")
    ]
    assert "org-y" not in _all(session)
    lenient = _file(tmp_path, "l.toml", PARTIES.replace("[columns]", 'differing = "remark"\n[columns]'))
    _import(session, str(tmp_path / "r.csv"), mapping=lenient, mode="upsert")
    assert Claim("signed", "2002", locator="row 3") in _all(session)["agr-reg-1"].claims


def test_an_existing_record_that_differs_refuses_all_rows_about_it(session, tmp_path):
    _parties(session, tmp_path, "1,A,2001,X,https://x.uz\n")
    report = _parties(session, tmp_path, "2,B,,X,https://other.uz\n3,C,,Y,\n4,D,,X,\n", partial=True, dry_run=True)
    assert (report.read, report.added, report.refused) == (3, 1, 2)
    assert {(issue.code, issue.where.line) for issue in report.issues} == {("record.exists", 2), ("record.exists", 4)}
    report = _parties(session, tmp_path, "2,B,,X,https://other.uz\n3,C,,Y,\n", mode="upsert")
    assert (report.added, report.records_added, report.records_changed) == (2, 3, 1)
    assert _all(session)["org-x"].get("website") == "https://other.uz"


def test_upsert_adds_missing_values_to_an_existing_record(session, tmp_path):
    _parties(session, tmp_path, "1,A,2001,X,\n")
    report = _parties(session, tmp_path, "1,A,2001,Y,\n", mode="upsert")
    assert (report.changed, _all(session)["agr-reg-1"].linked("party")) == (1, ("org-x", "org-y"))


def test_the_file_becomes_a_source_with_its_hash_once_and_rows_can_be_located(session, tmp_path):
    path = _file(tmp_path, "clusters.csv", "id,name_en\nclu-a,A\n")
    _import(session, path, source_from_file=True, locate=True)
    stored = _all(session)
    (source,) = (record for record in stored.values() if record.kind == "source")
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    assert (source.get("sha256"), source.get("file"), source.get("form")) == (digest, "clusters.csv", "dataset")
    assert stored["clu-a"].links == (Link("source", source.id),)
    assert stored["clu-a"].claims == (Claim("name", "A", source=source.id, locator="row 2"),)
    again = _import(session, path, source_from_file=True, locate=True)
    assert (again.same, again.batch) == (1, None)
    _file(tmp_path, "clusters.csv", "id,name_en\nclu-b,B\n")
    _import(session, path, source_from_file=True)
    assert len([record for record in _all(session).values() if record.kind == "source"]) == 2


def test_a_folder_cannot_be_a_source_and_a_missing_mapping_is_reported(session, tmp_path):
    (tmp_path / "p").mkdir()
    _file(tmp_path / "p", "clusters.csv", "id\nclu-a\n")
    with pytest.raises(BadUsage):
        _import(session, str(tmp_path / "p"), source_from_file=True)
    with pytest.raises(NotFound):
        _import(session, _file(tmp_path, "clusters.csv", "id\nclu-a\n"), mapping=str(tmp_path / "no.toml"))


def test_possible_duplicates_are_reported_and_linked_only_on_request(session, tmp_path):
    _import(session, _file(tmp_path, "events.csv", "id,name_en,date\nevt-a,Forum of Regions,2024-05\n"))
    rows = "evt-b,FORUM of regions,2024-05\nevt-c,Forum of regions,2019\n"
    more = _file(tmp_path, "events.csv", "id,name_en,date\n" + rows)
    (issue,) = _import(session, more, dry_run=True).issues
    assert (issue.code, issue.fatal, issue.params["other"], issue.params["score"]) == (
        "row.possible_duplicate", False, "evt-a", 70,
    )  # fmt: skip
    _import(session, more, propose_links=True)
    stored = _all(session)
    assert stored["evt-b"].linked("possibly_same_as") == ("evt-a",)
    assert stored["evt-c"].links == ()
    assert _import(session, more).same == 2


def test_columns_without_a_meaning_can_be_kept_as_remarks(session, tmp_path):
    path = _file(tmp_path, "clusters.csv", "id,name_en,Remarks\nclu-a,A,x\nclu-b,B,\n")
    with pytest.raises(ImportRefused):
        _import(session, path)
    _import(session, path, keep_extra=True)
    assert _all(session)["clu-a"].claims == (Claim("note", "Remarks: x"),)
    assert _import(session, path, keep_extra=True).same == 2


def test_cells_for_unknown_are_counted(session, tmp_path):
    path = _file(tmp_path, "agreements.csv", "id,name_en,signed,status\nagr-a,A,n/a,-\nagr-b,B,0000-00-00,n/a\n")
    report = _import(session, path)
    assert [(note.code, note.params["count"]) for note in report.notes] == [("read.unknown", 4)]


def test_an_interrupted_import_leaves_nothing(session, tmp_path):
    def stop(rows: int, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _parties(session, tmp_path, "1,A,2001,X,\n", progress=stop)
    assert _all(session) == {}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3", ""]),
        st.sampled_from(["A", "B"]),
        st.sampled_from(["2001", "2002", "31.02.2001", "-", ""]),
        st.sampled_from(["X", "Y", "x"]),
        st.sampled_from(["https://x.uz", "", "bad address"]),
    ).map(",".join),
    max_size=7,
)
FILES = itertools.count()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(before=ROWS, rows=ROWS, mode=st.sampled_from(["insert", "upsert", "ignore", "replace"]))
def test_any_register_is_accounted_for_and_can_be_undone(tmp_path, before, rows, mode):
    path = tmp_path / f"{next(FILES)}.db"
    backup.new(path)
    with Session.open(path) as session:
        _parties(session, tmp_path, "\n".join(before) + "\n", partial=True)
        former = _hash(session)
        given_ = "\n".join(rows) + "\n"
        dry = _parties(session, tmp_path, given_, partial=True, mode=mode, dry_run=True)
        report = _parties(session, tmp_path, given_, partial=True, mode=mode)
        assert report.added + report.changed + report.same + report.refused == report.read == len(rows)
        counts = (report.added, report.changed, report.same, report.refused)
        assert (dry.added, dry.changed, dry.same, dry.refused) == counts
        after = _hash(session)
        again = _parties(session, tmp_path, given_, partial=True, mode=mode)
        assert (_hash(session), again.batch) == (after, None)
        if report.batch is not None:
            history.undo(session, report.batch)
        assert _hash(session) == former
    path.unlink()


def test_rows_that_are_not_records_are_skipped(session, tmp_path):
    """The report counts only the remaining rows."""
    mapping = _file(
        tmp_path, "m.toml",
        '[table]\nkind = "technopark"\nheading_rows = 2\n[skip]\nNo = ["1", "/^Total/"]\n[columns]\nNo = ""\n'
        'Park = "name_en"\n"Area / all" = "area_ha"\n"Area / free" = "free_ha"\n',
    )  # fmt: skip
    rows = "No,Park,Area,\n,,all,free\n1,2,3,4\n001,Alpha,10 ha,2 ha\n002,Beta,NA,1 ha\nTotal,,10,\n"
    report = _import(session, _file(tmp_path, "parks.csv", rows), mapping=mapping)
    assert (report.read, report.added) == (2, 2)
    assert ("rows.skipped", 2) in [(note.code, note.params["count"]) for note in report.notes]
    stored = {name: record.values for name, record in _all(session).items()}
    assert stored == {"park-alpha": {"area_ha": "10 ha", "free_ha": "2 ha"}, "park-beta": {"free_ha": "1 ha"}}
