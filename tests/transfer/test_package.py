"""The data package: whole records in sorted files, the same bytes for the same data, valid for other tools."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from catalogue.errors import BadUsage, ImportRefused, NotFound, Refused
from catalogue.model.kinds import KINDS
from catalogue.transfer import formats
from catalogue.transfer.files.layout import CHILDREN, DESCRIPTOR, file_of
from catalogue.transfer.files.table import ReadOptions
from catalogue.transfer.rows.incoming import Incoming
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.validate import Rules, Validator
from catalogue.transfer.writers import package
from made import catalogues, fergana_plan, fergana_region


def _records(folder: Path, **rules: bool):
    table = formats.open_table(str(folder), "", ReadOptions())
    validator = Validator(table, None, Headers(None, {}), Rules(**rules))
    read = [validator.read(row) for row in table.rows]
    table.close()
    assert all(isinstance(each, Incoming) and each.complete for each in read), read
    return [each.record for each in read if isinstance(each, Incoming)]


def _issues(folder: Path):
    table = formats.open_table(str(folder), "", ReadOptions())
    validator = Validator(table, None, Headers(None, {}), Rules())
    read = [validator.read(row) for row in table.rows]
    table.close()
    return [issue for each in read if not isinstance(each, Incoming) for issue in each]


def _write(folder: Path, records) -> Path:
    folder.mkdir(exist_ok=True)
    package.write(folder, sorted(records, key=lambda record: record.id))
    return folder


def _region():
    return sorted([*fergana_region(), fergana_plan()], key=lambda record: record.id)


def test_every_file_exists_with_its_header_even_without_records(tmp_path):
    names = {path.name for path in _write(tmp_path / "p", []).iterdir()}
    assert names == {DESCRIPTOR, *(file_of(kind) for kind in KINDS.values()), *(child.file for child in CHILDREN)}
    assert (tmp_path / "p" / "links.csv").read_text() == "subject,role,object,side,start,end,note,source,basis,reason\n"
    assert _records(tmp_path / "p") == []


def test_records_survive_a_round_trip(tmp_path):
    assert _records(_write(tmp_path / "p", _region())) == _region()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(catalogues())
def test_any_records_survive_a_round_trip_byte_for_byte(tmp_path, records):
    first, second = _write(tmp_path / "first", records), tmp_path / "second"
    back = _records(first, allow_contacts=True)
    assert back == sorted(records, key=lambda record: record.id)
    _write(second, back)
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()


def test_the_descriptor_can_be_named_instead_of_the_folder(tmp_path):
    folder = _write(tmp_path / "p", _region())
    table = formats.open_table(str(folder / DESCRIPTOR), "", ReadOptions())
    assert sum(1 for _ in table.rows) == len(_region())
    table.close()


def test_a_link_out_of_the_package_is_refused(tmp_path):
    _write(tmp_path / "a", _region())
    secret = (tmp_path / "a" / "places.csv").rename(tmp_path / "secret.csv")
    (tmp_path / "a" / "places.csv").symlink_to(secret)
    with pytest.raises(Refused, match=r"package\.elsewhere"):
        formats.open_table(str(tmp_path / "a"), "", ReadOptions())
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "places.csv").unlink()
    secret.rename(tmp_path / "a" / "other.csv")
    (tmp_path / "a" / "places.csv").symlink_to("other.csv")
    assert _records(tmp_path / "b") == sorted(_region(), key=lambda record: record.id)


def test_the_order_of_rows_in_the_files_does_not_matter(tmp_path):
    folder = _write(tmp_path / "p", _region())
    for path in folder.glob("*.csv"):
        header, *rows = path.read_text().splitlines()
        random.Random(7).shuffle(rows)
        path.write_text("\n".join([header, *rows, ""]))
    assert sorted(_records(folder), key=lambda record: record.id) == _region()


def test_a_package_may_lack_files_and_foreign_files_are_reported(tmp_path):
    folder = _write(tmp_path / "p", _region())
    for name in ("claims.csv", "clusters.csv", DESCRIPTOR):
        (folder / name).unlink()
    (folder / "notes.csv").write_text("x\n")
    table = formats.open_table(str(folder), "", ReadOptions())
    assert [(note.code, note.params["file"]) for note in table.notes] == [("package.ignored", "notes.csv")]
    assert sum(1 for _ in table.rows) == len(_region())
    table.close()


def _append(path: Path, line: str) -> int:
    with path.open("a") as file:
        file.write(line + "\n")
    return len(path.read_text().splitlines())


def test_an_entry_without_a_record_is_a_refused_row_with_its_file_and_line(tmp_path):
    folder = _write(tmp_path / "p", _region())
    line = _append(folder / "terms.csv", "zzz-nobody,topic,trade")
    (issue,) = _issues(folder)
    assert (issue.code, issue.where.line, issue.where.record) == ("package.orphan", line, "zzz-nobody")
    assert issue.where.file.endswith("terms.csv")


def test_an_invalid_entry_refuses_its_record_with_file_line_and_column(tmp_path):
    folder = _write(tmp_path / "p", _region())
    line = _append(folder / "names.csv", "place-uz,Oʻzbekiston,uzbekish,preferred,,,,,")
    (issue,) = _issues(folder)
    assert (issue.code, issue.where.line, issue.where.column) == ("lang.unknown", line, "lang")
    assert issue.where.file.endswith("names.csv")


def test_a_ragged_entry_refuses_its_record(tmp_path):
    folder = _write(tmp_path / "p", _region())
    _append(folder / "terms.csv", "place-uz-fa,topic")
    assert [issue.code for issue in _issues(folder)] == ["row.ragged"]


@pytest.mark.parametrize(
    ("file", "header"), [("names.csv", "record,text,colour"), ("names.csv", "text,lang"), ("places.csv", "form")]
)
def test_a_file_with_wrong_columns_is_refused(tmp_path, file, header):
    folder = _write(tmp_path / "p", _region())
    (folder / file).write_text(header + "\n")
    with pytest.raises(ImportRefused):
        formats.open_table(str(folder), "", ReadOptions())


def test_a_folder_that_is_not_a_package_is_a_usage_error(tmp_path):
    with pytest.raises(BadUsage):
        formats.open_table(str(tmp_path), "", ReadOptions())
    with pytest.raises(NotFound):
        formats.open_table(str(tmp_path / "no" / DESCRIPTOR), "", ReadOptions())


def test_rows_are_sorted_and_independent_of_the_time(tmp_path):
    first, second = _write(tmp_path / "a", _region()), _write(tmp_path / "b", _region())
    for path in first.glob("*"):
        assert path.read_bytes() == (second / path.name).read_bytes()
    with (first / "links.csv").open(newline="") as file:
        subjects = [row[0] for row in csv.reader(file)][1:]
    assert subjects == sorted(subjects)


def test_the_package_is_valid_for_frictionless(tmp_path):
    frictionless = pytest.importorskip("frictionless")
    folder = _write(tmp_path / "p", _region())
    report = frictionless.validate(str(folder / DESCRIPTOR))
    assert report.valid, report.flatten(["fileName", "rowNumber", "message"])


def test_frictionless_reports_an_invalid_value_and_a_missing_source(tmp_path):
    """The descriptor is meaningful: an invalid package fails validation."""
    frictionless = pytest.importorskip("frictionless")
    folder = _write(tmp_path / "p", _region())
    _append(folder / "names.csv", "place-uz,X,en,nickname,,,,,")
    _append(folder / "claims.csv", "place-uz,note,x,,src-nowhere,,,,normal,")
    report = frictionless.validate(str(folder / DESCRIPTOR))
    assert {error[0] for error in report.flatten(["type"])} == {"constraint-error", "foreign-key"}
