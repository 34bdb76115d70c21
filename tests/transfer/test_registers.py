"""Published registers: every row accounted for, nothing guessed, nothing twice, everything can be undone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from msgspec.structs import replace

from catalogue.api import history
from catalogue.api.exchange import ImportOptions, ImportReport, import_files
from catalogue.api.session import Session
from catalogue.store import backup, records
from catalogue.transfer.writers import nested
from catalogue.transfer.writers.options import WriteOptions

DATA = Path(__file__).parents[1] / "data"
REGISTERS = {
    "documents": ["documents.csv"],
    "parties": ["parties.csv"],
    "pages": ["pages-1.json", "pages-2.json"],
    "wide": ["wide.xlsx"],
    "parks": ["parks.csv"],
    "zones": ["zones.geojson"],
    "members": ["members.csv"],
    "cyrillic": ["cyrillic.csv"],
    "events": ["events.tsv"],
    "xml": ["xml.json"],
    "headings": ["headings.xlsx"],
    "roles": ["roles.csv"],
    "deals": ["deals.tsv"],
    "api": ["api-1.json", "api-2.json"],
    "sites": ["sites.geojson"],
    "alliances": ["alliances.csv"],
    "institutes": ["institutes.json"],
    "decrees": ["decrees.xls"],
}


@pytest.fixture
def session(tmp_path: Path):
    backup.new(tmp_path / "c.db")
    with Session.open(tmp_path / "c.db") as opened:
        yield opened


def _import(session: Session, name: str, **more: object) -> ImportReport:
    paths = [str(DATA / file) for file in REGISTERS[name]]
    options = ImportOptions(mapping=str(DATA / f"{name}.toml"), partial=True, **more)  # type: ignore[arg-type]
    return import_files(session, paths, options)


def _lines(session: Session) -> str:
    out = io.BytesIO()
    nested.write_lines(out, records.every(session.reading), WriteOptions())
    return out.getvalue().decode()


def _account(report: ImportReport) -> dict[str, object]:
    return {
        "read": report.read,
        "added": report.added,
        "changed": report.changed,
        "same": report.same,
        "refused": report.refused,
        "records": report.records_added,
        "issues": [[i.code, i.where.line, i.where.column, i.where.value] for i in report.issues],
    }


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_gives_the_expected_records_and_report(session, name):
    """``expected.jsonl`` holds the records, ``expected.json`` the account of every row."""
    report = _import(session, name)
    assert report.added + report.changed + report.same + report.refused == report.read
    assert _account(report) == json.loads((DATA / f"{name}.expected.json").read_text(encoding="utf-8"))
    assert _lines(session) == (DATA / f"{name}.expected.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", REGISTERS)
def test_a_second_import_changes_nothing_in_any_mode(session, name):
    first = _import(session, name)
    before = _lines(session)
    for mode in ("insert", "upsert", "ignore"):
        again = _import(session, name, mode=mode)
        assert (again.read, again.added, again.changed, again.batch) == (first.read, 0, 0, None), mode
        assert again.refused == first.refused
    assert _lines(session) == before


@pytest.mark.parametrize("name", REGISTERS)
def test_undo_restores_the_former_state(session, name):
    before = _lines(session)
    report = _import(session, name)
    assert report.batch is not None
    history.undo(session, report.batch)
    assert _lines(session) == before


@pytest.mark.parametrize("name", REGISTERS)
def test_a_dry_run_reports_what_the_import_then_does(session, name):
    dry = _import(session, name, dry_run=True)
    assert _account(dry) == _account(_import(session, name))


@pytest.mark.parametrize("name", REGISTERS)
def test_a_mapping_is_at_most_forty_lines(name):
    assert len((DATA / f"{name}.toml").read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("name", [name for name, files in REGISTERS.items() if len(files) == 1])
def test_refused_rows_are_refused_again_when_read_back(session, name, tmp_path):
    rejects = tmp_path / ("rejects.jsonl" if name in ("xml", "zones", "sites", "institutes") else "rejects.csv")
    report = _import(session, name, rejects=str(rejects))
    assert report.refused
    again = import_files(session, [str(rejects)], ImportOptions(mapping=str(DATA / f"{name}.toml"), partial=True))
    assert (again.read, again.refused) == (report.refused, report.refused)


REGISTER = """Nr;Titel;Datum;Staaten
1;Abkommen eins;12.03.2001;Uzbekistan
2;Abkommen zwei;31.02.2001;Kazakhstan
;Abkommen zwei;28.02.2001;Chile
3;Übereinkunft;2004;Uzbekstan
"""
MAPPING = """[table]
kind = "agreement"
encoding = "cp1252"
delimiter = ";"
skip_lines = 2
key = ["Nr"]
fill = ["Nr"]
[columns]
Nr = ""
Titel = "name_en"
Datum = "signed"
[[links]]
role = "party"
to = ["Staaten"]
by = "country"
"""


def _saved(rejects: Path, text: str) -> Path:
    """The corrected file; a table of tabs is saved as a workbook, as spreadsheets do."""
    rejects.write_text(text, encoding="utf-8")
    if rejects.suffix != ".tsv":
        return rejects
    book = xlsxwriter.Workbook(rejects.with_suffix(".xlsx"))
    sheet = book.add_worksheet("Tabelle1")
    for number, line in enumerate(csv.reader(text.splitlines(), delimiter="\t")):
        sheet.write_row(number, 0, line)
    book.close()
    return rejects.with_suffix(".xlsx")


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl"])
def test_corrected_rows_join_the_records_made_by_other_rows(session, tmp_path, suffix):
    """The same mapping works, although the file has another encoding and no lines above its table."""
    (tmp_path / "r.csv").write_bytes(b"Register\n\n" + REGISTER.encode("cp1252"))
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    rejects = tmp_path / f"rejects{suffix}"
    options = ImportOptions(mapping=str(tmp_path / "m.toml"), partial=True)
    first = import_files(session, [str(tmp_path / "r.csv")], replace(options, rejects=str(rejects)))
    assert (first.read, first.added, first.refused) == (4, 2, 2)
    text = rejects.read_text(encoding="utf-8").replace("31.02.2001", "28.02.2001").replace("Uzbekstan", "UZ")
    rejects = _saved(rejects, text)
    corrected = import_files(session, [str(rejects)], options)
    assert (corrected.read, corrected.added, corrected.changed, corrected.refused) == (2, 1, 1, 0)
    found = records.load(session.reading, ["agr-2", "agr-3"])
    assert sorted(found["agr-2"].linked("party")) == ["place-cl", "place-kz"]
    assert found["agr-3"].linked("party") == ("place-uz",)
    again = import_files(session, [str(rejects)], options)
    assert (again.same, again.batch) == (2, None)


def test_a_constant_id_makes_one_record_of_all_rows(session, tmp_path):
    """A list of the parties of one treaty, as depositaries publish it."""
    (tmp_path / "p.csv").write_text("Participant,Accession(a)\nPeru,13 May 2009 a\nChile,\nPeru,1 July 2010\n")
    (tmp_path / "m.toml").write_text(
        '[table]\nkind = "agreement"\nrest = "drop"\n[constants]\nid = "agr-sale"\nname_en = "Sale of Goods"\n'
        '[[links]]\nrole = "party"\nto = "Participant"\nby = "country"\nstart = "Accession(a)"\nfind = "^.* [0-9]{4}"\n'
    )
    options = ImportOptions(mapping=str(tmp_path / "m.toml"))
    first = import_files(session, [str(tmp_path / "p.csv")], options)
    assert (first.read, first.added, first.refused) == (3, 3, 0)
    links = records.load(session.reading, ["agr-sale"])["agr-sale"].links
    assert [(link.object, link.start) for link in links] == [
        ("place-cl", ""),
        ("place-pe", "2009-05-13"),
        ("place-pe", "2010-07-01"),
    ]
    assert import_files(session, [str(tmp_path / "p.csv")], options).same == 3


def test_the_example_of_the_manual_imports_its_register(session, tmp_path):
    manual = (DATA.parents[1] / "docs" / "importing.md").read_text(encoding="utf-8")
    example = next(block.split("```")[0] for block in manual.split("```toml\n")[1:] if "[columns]" in block)
    (tmp_path / "m.toml").write_text(example, encoding="utf-8")
    (tmp_path / "r.csv").write_text(
        "No.,Title,Signed on,In force,Type,Countries,Place\n"
        "7,Trade,02/07/2012,not yet,MoU,Peru; Iran and ASEAN,Lima\n8,Transit,3/8/2013,2014,Treaty,Chile,\n"
    )
    report = import_files(session, [str(tmp_path / "r.csv")], ImportOptions(mapping=str(tmp_path / "m.toml")))
    assert (report.read, report.added, report.refused) == (2, 2, 0)
    found = records.load(session.reading, ["agr-mfa-7"])["agr-mfa-7"]
    assert (found.values["signed"], found.values["form"]) == ("2012-07-02", "memorandum")
    assert found.linked("party") == ("place-asean", "place-ir", "place-pe")
    assert {claim.value for claim in found.claims} == {"In force: not yet", "Place: Lima"}


def test_a_unit_in_a_cell_overrides_that_of_the_column(session, tmp_path):
    (tmp_path / "r.csv").write_text("Park,Area (m2)\nA,450000\nB,2.5 km2\nC,12 ha\nD,30 apples\n", encoding="utf-8")
    mapping = '[table]\nkind = "technopark"\ndecimal = "."\n[columns]\nPark = "name_en"\n'
    (tmp_path / "m.toml").write_text(mapping + '"Area (m2)" = { field = "area_ha", unit = "m2" }\n', encoding="utf-8")
    options = ImportOptions(mapping=str(tmp_path / "m.toml"), partial=True)
    report = import_files(session, [str(tmp_path / "r.csv")], options)
    assert (report.added, report.refused) == (3, 1)
    found = records.load(session.reading, ["park-a", "park-b", "park-c"])
    assert [found[each].values["area_ha"] for each in sorted(found)] == ["45 ha", "250 ha", "12 ha"]
