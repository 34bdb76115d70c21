"""Importing: every row is accounted for, all or nothing, and never a record too many."""

from __future__ import annotations

import csv
import gc
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue.api.exchange import ImportOptions, ImportReport, import_files
from catalogue.api.session import Session
from catalogue.errors import BadUsage, ImportRefused, NotFound
from catalogue.model.records import Link, Record
from catalogue.store import backup, records

AGREEMENTS = """id,name_en,form,status,signed,party
agr-one,One,memorandum,signed,24.06.2021,org-a | org-b
agr-two,Two,treaty,in force,2023-04,org-a
"""
ORGANISATIONS = """id,name_en,form,country
org-a,Alpha,company,UZ
org-b,Beta,agency,RU
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    backup.new(tmp_path / "c.db")
    with Session.open(tmp_path / "c.db") as opened:
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two files; the first refers to the second."""
    return [
        _file(tmp_path, "agreements.csv", AGREEMENTS),
        _file(tmp_path, "organisations.csv", ORGANISATIONS),
    ]


def _file(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def _import(session: Session, *paths: str, **options: object) -> ImportReport:
    return import_files(session, paths, ImportOptions(**options))  # type: ignore[arg-type]


def _refused(session: Session, *paths: str, **options: object) -> ImportRefused:
    with pytest.raises(ImportRefused) as refused:
        _import(session, *paths, **options)
    return refused.value


def _all(session: Session) -> dict[str, Record]:
    return {record.id: record for record in records.every(session.reading)}


def _counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.added, report.changed, report.same, report.refused


def test_files_that_refer_to_each_other_are_imported_together(session, files):
    report = _import(session, *files, actor="tester")
    assert _counts(report) == (4, 4, 0, 0, 0)
    assert report.batch == 1
    stored = _all(session)
    assert stored["agr-one"].values["signed"] == "2021-06-24"
    assert stored["agr-one"].linked("party") == ("org-a", "org-b")


def test_importing_the_same_files_again_changes_nothing_and_makes_no_batch(session, files):
    _import(session, *files)
    before = _all(session)
    for mode in ("insert", "upsert", "ignore", "replace"):
        report = _import(session, *files, mode=mode)
        assert _counts(report) == (4, 0, 0, 4, 0)
        assert report.batch is None
    assert _all(session) == before


def test_an_import_leaves_the_collection_of_garbage_as_it_was(session, files, tmp_path):
    usual = gc.get_threshold()
    _import(session, *files)
    _refused(session, _file(tmp_path, "agreements.csv", AGREEMENTS.replace("treaty", "treety")))
    assert gc.get_threshold() == usual


def test_one_invalid_row_refuses_everything_and_its_cell_is_named(session, files, tmp_path):
    bad = _file(tmp_path, "clusters.csv", "id,name_en,status\nclu-a,A,operating\nclu-b,B,oprating\n")
    refused = _refused(session, *files, bad)
    (issue,) = refused.issues
    assert (issue.code, issue.where.file, issue.where.line) == ("choice.unknown", bad, 3)
    assert (issue.where.column, issue.where.value, issue.params["nearest"]) == ("status", "oprating", "operating")
    assert (refused.params["read"], refused.params["refused"]) == (6, 1)
    assert _all(session) == {}


def test_a_partial_import_takes_the_valid_rows(session, tmp_path):
    bad = _file(tmp_path, "clusters.csv", "id,name_en,status\nclu-a,A,operating\nclu-b,B,oprating\n")
    assert _counts(_import(session, bad, partial=True)) == (2, 1, 0, 0, 1)
    assert list(_all(session)) == ["clu-a"]


def test_a_dangling_link_refuses_its_row(session, files):
    issues = _refused(session, files[0]).issues
    assert {(issue.code, issue.where.line, issue.where.value) for issue in issues} == {
        ("link.missing", 2, "org-a"),
        ("link.missing", 2, "org-b"),
        ("link.missing", 3, "org-a"),
    }
    assert _all(session) == {}


def test_a_link_to_a_record_of_the_wrong_kind_refuses_its_row(session, tmp_path):
    before = _file(tmp_path, "events.csv", "id,name_en\nevt-a,Forum\n")
    early = _file(tmp_path, "agreements.csv", "id,name_en,party\nagr-one,One,evt-a\n")
    for order in ((early, before), (before, early)):
        (issue,) = _refused(session, *order).issues
        assert (issue.code, issue.where.value, issue.params["kind"]) == ("link.kind", "evt-a", "event")
    _import(session, before)
    assert _refused(session, early).issues[0].code == "link.kind"


def test_rows_that_depend_on_a_refused_row_are_refused(session, tmp_path):
    """a → b → c → bad: each alone would be valid, together none is."""
    rows = [
        "id,name_en,status,part_of",
        "clu-a,A,,clu-b",
        "clu-b,B,,clu-c",
        "clu-c,C,,clu-d",
        "clu-d,D,bad,",
        "clu-e,E,,clu-e",
    ]
    for ordered in (rows, [rows[0], *reversed(rows[1:])]):
        path = _file(tmp_path, "clusters.csv", "\n".join(ordered) + "\n")
        report = _import(session, path, partial=True, dry_run=True)
        assert _counts(report) == (5, 1, 0, 0, 4)
    assert _counts(_import(session, path, partial=True)) == (5, 1, 0, 0, 4)
    assert list(_all(session)) == ["clu-e"]


def test_a_second_row_with_an_id_is_refused_and_the_first_is_named(session, tmp_path):
    path = _file(tmp_path, "clusters.csv", "id,name_en\nclu-a,A\nclu-b,B\nclu-a,A\nclu-a,Other\n")
    report = _import(session, path, partial=True)
    assert _counts(report) == (4, 2, 0, 1, 1)
    (issue,) = report.issues
    assert (issue.code, issue.where.line) == ("id.duplicate", 5)
    assert issue.params == {"first_line": 2, "first_file": path}


def test_a_second_row_with_an_id_does_not_replace_a_refused_one(session, tmp_path):
    """Nobody knows which of the two is right."""
    path = _file(tmp_path, "places.csv", "lat,id,name_en,form\nnorth,place-a,Alpha,city\n,place-a,Alfa,city\n")
    report = _import(session, path, partial=True)
    assert _counts(report)[1:] == (0, 0, 0, 2)
    assert [(issue.code, issue.params.get("first_line")) for issue in report.issues[1:]] == [("id.duplicate", 2)]


@pytest.mark.parametrize(("cells", "missing"), [("41.3,", "lat"), (",69.2", "lon")])
def test_a_latitude_without_a_longitude_is_refused(session, tmp_path, cells, missing):
    path = _file(tmp_path, "places.csv", f"name_en,form,lat,lon\nAlpha,city,{cells}\nBeta,city,,\n")
    report = _import(session, path, partial=True)
    assert _counts(report)[1:] == (1, 0, 0, 1)
    assert [(issue.code, issue.where.column) for issue in report.issues] == [("place.half", missing)]


@pytest.mark.parametrize(
    ("mode", "status", "summary"),
    [("upsert", "closed", "kept"), ("ignore", "forming", "kept"), ("replace", "closed", None)],
)
def test_the_mode_decides_what_happens_to_an_existing_id(session, tmp_path, mode, status, summary):
    _import(session, _file(tmp_path, "clusters.csv", "id,name_en,status,summary\nclu-a,A,forming,kept\n"))
    changed = _file(tmp_path, "clusters.csv", "id,name_en,status,summary\nclu-a,A,closed,\n")
    assert _refused(session, changed).issues[0].code == "record.exists"
    _import(session, changed, mode=mode)
    stored = _all(session)["clu-a"]
    assert (stored.get("status"), stored.get("summary")) == (status, summary)


def test_a_dry_run_reports_and_changes_no_byte(session, files, tmp_path):
    before = session.path.read_bytes()
    report = _import(session, *files, dry_run=True)
    assert _counts(report) == (4, 4, 0, 0, 0)
    assert [step.record.id for step in report.steps if step.record] == ["agr-one", "agr-two", "org-a", "org-b"]
    assert report.dry_run
    assert report.batch is None
    bad = _import(session, files[0], dry_run=True)
    assert bad.refused == 2
    assert session.path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["agreements.csv", "c.db", "organisations.csv"]


def test_a_dry_run_agrees_with_the_import(session, files, tmp_path):
    bad = _file(tmp_path, "clusters.csv", "name_en,coordinated_by\nA,org-a\nA,org-b\nA,org-z\nA,org-a\n")
    dry = _import(session, *files, bad, dry_run=True, partial=True)
    assert _counts(dry) == _counts(_import(session, *files, bad, partial=True))


def test_refused_rows_can_be_corrected_and_imported_again(session, files, tmp_path):
    rejects = tmp_path / "rejects.csv"
    text = "id,name_en,status,coordinated_by\nclu-a,A,oprating,\nclu-b,B,,org-z\nclu-c,C,,\n"
    path = _file(tmp_path, "clusters.csv", text)
    report = _import(session, path, partial=True, rejects=str(rejects))
    assert _counts(report) == (3, 1, 0, 0, 2)
    with rejects.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["_line"], row["_column"], row["_value"], row["id"]) for row in rows] == [
        ("2", "status", "oprating", "clu-a"),
        ("3", "coordinated_by", "org-z", "clu-b"),
    ]
    corrected = rejects.read_text().replace("clu-a,A,oprating", "clu-a,A,operating").replace("B,,org-z", "B,,")
    _file(tmp_path, "rejects.csv", corrected)
    assert _counts(_import(session, str(rejects), kind="cluster")) == (2, 2, 0, 0, 0)


def test_refused_rows_are_written_even_if_the_import_is_refused_and_never_over_its_input(session, files, tmp_path):
    rejects = tmp_path / "rejects.csv"
    _refused(session, files[0], rejects=str(rejects))
    assert len(rejects.read_text().splitlines()) == 3
    with pytest.raises(BadUsage):
        _import(session, files[0], rejects=files[0])
    assert Path(files[0]).read_text() == AGREEMENTS


def test_missing_ids_are_made_from_names_and_the_same_file_finds_its_records_again(session, tmp_path):
    text = "name_ru,opened\nТехнопарк «Чирчик»,2022\nТехнопарк «Чирчик»,2023\nТехнопарк «Чирчик»,2022\n"
    path = _file(tmp_path, "technoparks.csv", text)
    assert _counts(_import(session, path)) == (3, 2, 0, 1, 0)
    assert list(_all(session)) == ["park-tekhnopark-chirchik", "park-tekhnopark-chirchik-2"]
    assert _counts(_import(session, path)) == (3, 0, 0, 3, 0)


def test_a_record_with_an_existing_name_is_added_and_reported(session, tmp_path):
    _import(session, _file(tmp_path, "technoparks.csv", "name_en,opened\nMaster,2005\n"))
    report = _import(session, _file(tmp_path, "technoparks.csv", "name_en,opened\nMaster,2022\n"))
    assert _counts(report) == (1, 1, 0, 0, 0)
    (issue,) = report.issues
    assert (issue.code, issue.fatal, issue.params["nearest"]) == ("id.namesake", False, "park-master")
    assert list(_all(session)) == ["park-master", "park-master-2"]


def test_with_upsert_a_row_without_an_id_means_the_record_with_its_name(session, tmp_path):
    _import(session, _file(tmp_path, "technoparks.csv", "name_en,opened\nMaster,2005\n"))
    report = _import(session, _file(tmp_path, "technoparks.csv", "name_en,opened\nMaster,2006\n"), mode="upsert")
    assert _counts(report) == (1, 0, 1, 0, 0)
    assert _all(session)["park-master"].values["opened"] == "2006"


def test_unknown_columns_refuse_the_file_unless_mapped_or_left_out(session, tmp_path):
    path = _file(tmp_path, "clusters.csv", "id,Cluster,Remarks\nclu-a,Alpha,x\n")
    refused = _refused(session, path, partial=True)
    assert refused.code == "import.columns"
    assert [issue.where.column for issue in refused.issues] == ["Cluster", "Remarks"]
    _import(session, path, map={"Cluster": "name_en", "Remarks": ""})
    assert _all(session)["clu-a"].names[0].text == "Alpha"


def test_a_source_is_added_to_every_written_record(session, files, tmp_path):
    with pytest.raises(NotFound):
        _import(session, *files, source="src-register")
    sources = _file(tmp_path, "sources.csv", "id,name_en,form\nsrc-register,Register,dataset\n")
    _import(session, *files, sources, source="src-register")
    stored = _all(session)
    assert Link("source", "src-register") in stored["agr-one"].links
    assert stored["src-register"].links == ()
    with pytest.raises(BadUsage):
        _import(session, *files, source="org-a")


def test_the_detected_encoding_and_delimiter_are_reported(session, tmp_path):
    text = "id;название\nclu-a;Кластер волоконной оптики\nclu-b;Машиностроительный кластер\n"
    report = _import(session, _file(tmp_path, "clusters.csv", text.encode("cp1251")))
    assert [note.code for note in report.notes] == ["read.encoding", "read.delimiter"]
    assert _all(session)["clu-a"].names[0].text == "Кластер волоконной оптики"


def test_the_kind_comes_from_an_option_a_column_or_the_file_name(session, tmp_path):
    _import(session, _file(tmp_path, "a.csv", "id,name_en\nclu-a,A\n"), kind="кластер")
    _import(session, _file(tmp_path, "b.csv", "id,kind,name_en\nclu-b,clusters,B\n"))
    _import(session, _file(tmp_path, "clusters.tsv", "id\tname_en\nclu-c\tC\n"))
    _import(session, _file(tmp_path, "cluster.jsonl", '{"id": "clu-d", "name_en": "D"}\n'))
    assert {record.kind for record in _all(session).values()} == {"cluster"}
    with pytest.raises(BadUsage) as unknown:
        _import(session, _file(tmp_path, "d.csv", "id,name_en\nclu-e,E\n"))
    assert unknown.value.code == "kind.missing"


def test_standard_input_is_read_even_if_the_import_has_to_restart(session, monkeypatch):
    class Console:
        closed = False
        buffer = io.BytesIO(b"id,name_en,part_of\nclu-a,A,clu-b\nclu-b,B,clu-z\nclu-c,C,\n")

    monkeypatch.setattr(sys, "stdin", Console())
    assert _counts(_import(session, "-", kind="cluster", partial=True)) == (3, 1, 0, 0, 2)
    assert list(_all(session)) == ["clu-c"]


def test_a_truncated_file_refuses_even_a_partial_import(session, tmp_path):
    path = _file(tmp_path, "clusters.csv", 'id,name_en\nclu-a,A\nclu-b,"B\n')
    assert _refused(session, path, partial=True).code == "import.unreadable"
    assert _all(session) == {}


def test_impossible_options_are_reported_before_anything_is_read(session, files):
    for paths, options in ((), {}), (("-", "-"), {}), (files, {"kind": "unicorn"}), (files, {"map": {"x": "sttus"}}):
        with pytest.raises(BadUsage):
            _import(session, *paths, **options)
    with pytest.raises(NotFound):
        _import(session, "no-such.csv")


def test_progress_runs_from_nothing_to_everything(session, tmp_path):
    rows = "".join(f"clu-{number},Cluster {number}\n" for number in range(2_500))
    result: list[tuple[int, float]] = []
    _import(
        session,
        _file(tmp_path, "clusters.csv", "id,name_en\n" + rows),
        progress=lambda count, share: result.append((count, share)),
    )
    assert [count for count, _ in result] == [1_000, 2_000, 2_500]
    assert [share for _, share in result] == sorted(share for _, share in result)
    assert result[-1][1] == 1.0


IDS = st.sampled_from(["clu-a", "clu-b", "clu-c", "Clu D", ""])
ROWS = st.fixed_dictionaries(
    {
        "id": IDS,
        "name_en": st.sampled_from(["A", "B", ""]),
        "status": st.sampled_from(["operating", "closed", "oprating", ""]),
        "part_of": st.sampled_from(["", "clu-a", "clu-b", "clu-z", "clu-a | clu-c"]),
        "founded": st.sampled_from(["2020", "31.02.2020", ""]),
    }
)


NAMELESS = {"id": "", "name_en": "B", "status": "operating", "part_of": "", "founded": "2020"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.lists(ROWS, max_size=8),
    st.lists(ROWS, max_size=3),
    st.sampled_from(["insert", "upsert", "ignore", "replace"]),
)
@example([NAMELESS | {"part_of": "clu-a"}, NAMELESS], [], "ignore")
def test_every_row_is_accounted_for_and_no_link_dangles(tmp_path_factory, first, second, mode):
    folder = tmp_path_factory.mktemp("c")
    backup.new(folder / "c.db")
    with Session.open(folder / "c.db") as session:
        for rows in (first, second):
            if not rows:
                continue
            path = _file(folder, "cluster.json", json.dumps(rows))
            dry = _import(session, path, mode=mode, partial=True, dry_run=True)
            report = _import(session, path, mode=mode, partial=True)
            assert report.accepted + report.same + report.refused == report.read == len(rows)
            assert _counts(dry) == _counts(report)
            again = _import(session, path, mode=mode, partial=True)
            assert again.accepted == 0
        stored = _all(session)
        assert all(link.object in stored for record in stored.values() for link in record.links)


def test_a_small_archive_of_a_large_table_is_not_held_in_memory(session, tmp_path):
    """A long write goes through a log beside the catalogue; what counts is how much the archive holds."""
    rows = "".join(f"park-{number},technopark,{'x' * 900_000}\n" for number in range(10))
    text = f"id,form,left\n{rows}"
    path = tmp_path / "technoparks.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sites.csv", text)
    logs = []
    report = _import(
        session,
        str(path),
        map={"left": ""},
        kind="technopark",
        progress=lambda _rows, _share: logs.append(Path(f"{session.path}-wal").exists()),
    )
    assert (path.stat().st_size < 100_000, report.added, set(logs)) == (True, 10, {True})
