"""Exporting: an export can be imported unchanged, and the whole catalogue gives the same bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from catalogue.api.exchange import ExportOptions, ImportOptions, export, export_all, import_files
from catalogue.api.session import Session
from catalogue.errors import BadUsage, Refused
from catalogue.model.records import Link, Name, Record
from catalogue.present.bibliography import PROSE_WRITERS
from catalogue.store import records
from catalogue.text.contacts import LEFT_OUT
from made import catalogues, fergana_plan, fergana_region, stored

WITH = ExportOptions(contacts=True)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with stored(tmp_path / "c.db", [*fergana_region(), fergana_plan()]) as opened:
        yield opened


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _reexported(folder: Path, package: Path) -> dict[str, bytes]:
    """The package exported by a new catalogue that has imported this package."""
    with stored(folder / "again.db") as session:
        report = import_files(session, [str(package)], ImportOptions(allow_contacts=True))
        assert report.added == report.read
        export_all(session, folder / "again", WITH)
    return _bytes(folder / "again")


def test_a_package_survives_a_round_trip_byte_for_byte(session, tmp_path):
    assert export_all(session, tmp_path / "out") == 5
    assert _reexported(tmp_path, tmp_path / "out") == _bytes(tmp_path / "out")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(catalogues())
def test_a_package_of_any_catalogue_survives_a_round_trip_byte_for_byte(tmp_path_factory, given_records):
    folder = tmp_path_factory.mktemp("c")
    with stored(folder / "c.db", given_records) as session:
        assert export_all(session, folder / "out", WITH) == len(given_records)
        package = _bytes(folder / "out")
        assert _reexported(folder, folder / "out") == package
        report = import_files(session, [str(folder / "out")], ImportOptions(allow_contacts=True))
        assert (report.same, report.batch) == (len(given_records), None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(catalogues())
def test_json_lines_round_trip_any_catalogue(tmp_path_factory, given_records):
    folder = tmp_path_factory.mktemp("c")
    with stored(folder / "c.db", given_records) as session:
        export(session, "", str(folder / "all.jsonl"), WITH)
    with stored(folder / "again.db") as session:
        import_files(session, [str(folder / "all.jsonl")], ImportOptions(allow_contacts=True))
        assert list(records.every(session.reading)) == sorted(given_records, key=lambda record: record.id)


def test_exporting_again_into_a_folder_replaces_the_package(session, tmp_path):
    export_all(session, tmp_path / "out")
    before = _bytes(tmp_path / "out")
    (tmp_path / "out" / "links.csv").write_text("damaged")
    export_all(session, tmp_path / "out")
    assert _bytes(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("agreements.csv", "id,title\n1,Mine\n"),
        ("agreements.csv", ""),
        ("names.csv", "not even a table"),
        ("datapackage.json", '{"name": "budget", "resources": []}'),
        ("datapackage.json", "[" * 100_000),
    ],
)
def test_a_foreign_register_with_an_expected_name_is_not_replaced(session, tmp_path, name, content):
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text(content)
    with pytest.raises(Refused) as refused:
        export_all(session, out)
    assert refused.value.code == "output.not_empty"
    assert {file.name: file.read_text() for file in out.iterdir()} == {name: content}


def test_a_package_without_its_descriptor_is_recognised_by_its_headers(session, tmp_path):
    export_all(session, tmp_path / "out")
    before = _bytes(tmp_path / "out")
    (tmp_path / "out" / "datapackage.json").unlink()
    export_all(session, tmp_path / "out")
    assert _bytes(tmp_path / "out") == before
    (tmp_path / "out" / "datapackage.json").unlink()
    (tmp_path / "out" / "people.csv").write_text("name,phone\n")
    with pytest.raises(Refused) as refused:
        export_all(session, tmp_path / "out")
    assert refused.value.code == "output.foreign"
    assert (tmp_path / "out" / "people.csv").read_text() == "name,phone\n"


@pytest.mark.parametrize("name", ["all.csv", "all.tsv", "all.json", "all.jsonl", "all.xlsx", "all.geojson"])
def test_importing_an_export_in_any_format_changes_nothing(session, tmp_path, name):
    assert export(session, "", str(tmp_path / name), ExportOptions()) == 5
    assert import_files(session, [str(tmp_path / name)], ImportOptions()).same == 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(catalogues(), st.sampled_from(["csv", "guarded.csv", "tsv", "json", "jsonl", "xlsx", "geojson"]))
def test_importing_an_export_of_any_catalogue_changes_nothing(tmp_path_factory, given_records, name):
    if name == "xlsx":  # XML cannot hold these two, and the export says so
        assume(not {"\ufffe", "\uffff"} & set("".join(text for r in given_records for _, text in r.facts())))
    folder = tmp_path_factory.mktemp("c")
    path = str(folder / f"all.{name}")
    with stored(folder / "c.db", given_records) as session:
        assert export(session, "", path, ExportOptions(excel_safe="guarded" in name, contacts=True)) == len(
            given_records
        )
        report = import_files(session, [path], ImportOptions(allow_contacts=True))
        assert (report.same, report.read) == (len(given_records), len(given_records))


def test_importing_a_guarded_table_changes_nothing(session, tmp_path):
    path = tmp_path / "all.csv"
    export(session, "", str(path), ExportOptions(excel_safe=True, bom=True))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert import_files(session, [str(path)], ImportOptions()).same == 5


def test_a_query_and_a_kind_select_the_records(session, tmp_path):
    path = tmp_path / "out.jsonl"
    assert export(session, "", str(path), ExportOptions(kind="organisations")) == 2
    assert export(session, "kind:place region:UZ-FA", str(path), ExportOptions()) == 1
    assert json.loads(path.read_text())["id"] == "place-uz-fa"
    assert export(session, "", str(path), ExportOptions(kind="event")) == 0
    assert path.read_bytes() == b""


def test_a_table_of_one_kind_has_its_columns_and_a_mixed_one_names_the_kind(session, tmp_path):
    path = tmp_path / "out.csv"
    export(session, "", str(path), ExportOptions(kind="place"))
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert "kind" not in rows[0]
    assert [(row["id"], row["name_ru"], row["part_of"]) for row in rows] == [
        ("place-uz", "", ""),
        ("place-uz-fa", "Ферганская область", "place-uz"),
    ]
    export(session, "", str(path), ExportOptions(columns=("id", "kind")))
    assert path.read_text().splitlines()[:2] == ["id,kind", "agr-fergana-bashkortostan,agreement"]


def test_standard_output_receives_bytes(session, capfdbinary):
    export(session, "", "-", ExportOptions(kind="place", columns=("id", "name_uz")))
    assert capfdbinary.readouterr().out == "id,name_uz\nplace-uz,\nplace-uz-fa,Farg‘ona viloyati\n".encode()


def test_impossible_options_are_reported_before_a_file_is_touched(session, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    for options in (
        ExportOptions(columns=("sttus",)),
        ExportOptions(kind="unicorn"),
        ExportOptions(format="docx"),
    ):
        with pytest.raises(BadUsage):
            export(session, "", str(path), options)
    with pytest.raises(Refused):
        export_all(session, tmp_path)
    assert path.read_text() == "old"


def test_a_package_always_holds_the_whole_catalogue(session, tmp_path):
    assert export(session, "", str(tmp_path / "out"), ExportOptions(format="datapackage")) == 5
    with pytest.raises(BadUsage):
        export(session, "kind:place", str(tmp_path / "other"), ExportOptions(format="datapackage"))


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "md", "html", "geojson", "datapackage"])
def test_personal_contacts_are_exported_only_on_request(tmp_path: Path, form: str) -> None:
    park = Record("park-a", "technopark", {"form": "technopark", "summary": "тел. +998 90 123-45-67, A"}, (Name("A"),))
    person = Record("person-b", "person", {}, (Name("B b@mift.uz"),))
    with stored(tmp_path / "c.db", [park.tidy(), person.tidy()]) as session:
        for contacts in (False, True):
            out, left_out = tmp_path / f"{contacts}.out", []
            export(session, "", str(out), ExportOptions(form, contacts=contacts, left_out=left_out.append))
            result = b"".join(_bytes(out).values()) if out.is_dir() else out.read_bytes()
            if form in ("csv", "jsonl", "geojson", "datapackage"):
                assert (b"123-45-67" in result, LEFT_OUT.encode() in result) == (contacts, not contacts)
            assert contacts or b"123-45-67" not in result
            assert sorted(left_out) == ([] if contacts else ["park-a", "person-b"])


@pytest.mark.parametrize("form", ["md", "html", "graphml", "bibtex", "csl-json"])
def test_the_names_of_persons_that_records_link_to_are_checked_for_contacts(tmp_path: Path, form: str) -> None:
    park = Record("park-a", "technopark", {"form": "technopark"}, (Name("A"),), (Link("managed_by", "person-b"),))
    visit = Record("event-a", "event", {"form": "visit"}, (Name("V"),), (Link("participant", "person-b"),))
    person = Record("person-b", "person", {"form": "official"}, (Name("B +998 90 123-45-67"),))
    with stored(tmp_path / "c.db", [park.tidy(), visit.tidy(), person.tidy()]) as session:
        for query in ("", "kind:technopark,event"):
            for contacts in (False, True):
                out = tmp_path / f"{contacts}.out"
                export(session, query, str(out), ExportOptions(form, contacts=contacts, prose_writers=PROSE_WRITERS))
                assert contacts or b"123-45-67" not in out.read_bytes()
            assert form in ("bibtex", "csl-json") or b"123-45-67" in out.read_bytes()


def test_chosen_columns_are_checked_for_contacts(tmp_path: Path) -> None:
    person = Record("person-b", "person", {}, (Name("B b@mift.uz", "en"),)).tidy()
    with stored(tmp_path / "c.db", [person]) as session:
        for columns in (("id", "name_en"), ("name_en",)):
            export(session, "", str(tmp_path / "o.csv"), ExportOptions("csv", columns=columns))
            assert LEFT_OUT in (tmp_path / "o.csv").read_text()
        export(session, "", str(tmp_path / "o.csv"), ExportOptions("csv", columns=("id",)))
        assert (tmp_path / "o.csv").read_text() == "id\nperson-b\n"


def test_a_record_redacted_in_chosen_columns_is_named_by_its_id(tmp_path: Path) -> None:
    park = Record("park-a", "technopark", {"form": "technopark", "summary": "тел. +998 90 123-45-67, A"}, (Name("A"),))
    other = Record("park-b", "technopark", {"form": "technopark", "summary": "30 резидентов"}, (Name("B"),))
    with stored(tmp_path / "c.db", [park.tidy(), other.tidy()]) as session:
        left_out: list[str] = []
        options = ExportOptions("csv", kind="technopark", columns=("summary",), left_out=left_out.append)
        export(session, "", str(tmp_path / "o.csv"), options)
    assert left_out == ["park-a"]
    assert (tmp_path / "o.csv").read_text().splitlines() == ["summary", f'"{LEFT_OUT}, A"', "30 резидентов"]
