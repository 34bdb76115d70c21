"""A draft mapping can be changed column by column, and always remains a valid mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.api import exchange
from catalogue.api.exchange import Draft, ImportOptions
from catalogue.api.session import Session
from catalogue.errors import BadUsage
from catalogue.transfer.registers import mapfile

DATA = Path(__file__).parents[1] / "data"
PARKS = str(DATA / "parks.csv")


def drafted(path: str | Path, **options: object) -> Draft:
    return exchange.draft(str(path), ImportOptions(**options))


def meanings(draft: Draft) -> dict[str, str | None]:
    return {own.heading: own.target for own in draft.columns}


def test_a_draft_shows_the_first_rows_with_their_lines_and_how_they_were_read():
    draft = drafted(PARKS)
    assert draft.header[1] == "Наименование парка"
    assert [line for line, _cells in draft.rows] == [2, 3, 4, 5, 6]
    assert draft.rows[0][1][1] == "Технополис «Северный»"
    assert (draft.reading.delimiter, draft.reading.encoding) == (";", "utf-8-sig")
    assert draft.kind is not None
    assert draft.kind.name == "technopark"
    assert not draft.own


def test_twenty_rows_of_a_long_file_are_shown(tmp_path: Path):
    file = tmp_path / "technoparks.csv"
    file.write_text("id,name\n" + "".join(f"p{n},Park {n}\n" for n in range(50)), encoding="utf-8")
    draft = drafted(file)
    assert (len(draft.rows), draft.sampled) == (20, 50)


def test_a_workbook_lists_its_sheets_and_the_one_in_use():
    draft = drafted(DATA / "wide.xlsx")
    assert draft.reading.sheet == "Status"
    assert "Status" in draft.sheets
    assert draft.reading.skip_lines == 2


def test_an_exported_table_needs_no_mapping(run, empty: Path, tmp_path: Path):
    file = tmp_path / "list.csv"
    run("export", "--kind", "agreement", "-o", str(file))
    draft = drafted(file)
    assert draft.own
    assert draft.kind is not None
    assert draft.kind.name == "agreement"
    assert meanings(draft)["party"] == "party"
    options = exchange.options_of(draft.assign("summary", ""), ImportOptions(dry_run=True))
    assert (options.kind, options.map, options.recipe) == ("agreement", {"summary": ""}, "")


@pytest.mark.parametrize("name", ["list.jsonl", "list.xlsx", "package"])
def test_rows_that_name_their_kind_need_no_mapping(run, empty: Path, tmp_path: Path, name: str):
    out = str(tmp_path / name)
    run("export", *(["--all"] if name == "package" else []), "-o", out)
    draft = drafted(out)
    assert draft.own
    assert draft.kind is None
    with Session.open(empty) as session:
        report = exchange.import_files(session, [out], exchange.options_of(draft, ImportOptions(dry_run=True)))
    assert report.added == 257


def test_a_changed_meaning_is_in_the_mapping_and_affects_the_rows(empty: Path):
    draft = drafted(PARKS)
    assert meanings(draft)["Управляющая компания"] == "managed_by"
    assert meanings(draft)["Сведения"] is None
    changed = draft.assign("Управляющая компания", "owned_by").assign("Сведения", "summary").assign("Резиденты", "")
    text = changed.text()
    mapfile.parse(text)
    assert 'role = "owned_by"' in text
    assert 'role = "managed_by"' not in text
    assert '"Сведения" = "summary"' in text
    assert '"Резиденты" = ""' in text
    with Session.open(empty) as session:
        exchange.import_files(session, [PARKS], exchange.options_of(changed, ImportOptions(partial=True)))
        result = exchange.import_files(session, [PARKS], exchange.options_of(draft, ImportOptions(dry_run=True)))
    assert result.refused > 0, "the second import contradicts the first about the same records"


def test_unknown_and_already_assigned_columns_are_reported():
    draft = drafted(PARKS)
    with pytest.raises(BadUsage) as problem:
        draft.assign("Сведения", "summery")
    assert (problem.value.code, problem.value.params["nearest"]) == ("map.unknown_target", "summary")
    with pytest.raises(BadUsage) as problem:
        draft.assign("Сведения", "founded")
    assert (problem.value.code, problem.value.params["first"]) == ("map.taken", "Год создания")
    assert draft.assign("Сведения", "note").assign("Резиденты", "note").chosen().keys() == {"Сведения", "Резиденты"}


def test_every_offered_meaning_can_be_assigned():
    draft = drafted(PARKS).assign("Регион", "")
    for target in exchange.targets("technopark"):
        if target not in meanings(draft).values():
            mapfile.parse(draft.assign("Сведения", target).text())


def test_a_saved_mapping_imports_the_file(run, tmp_path: Path):
    path = tmp_path / "parks.toml"
    exchange.save_mapping(drafted(PARKS), str(path))
    ended = run("import", "-n", "--partial", "--mapping", str(path), PARKS)
    assert "added: 4" in ended.err


def test_the_given_kind_changes_the_meaning_of_columns():
    assert meanings(drafted(PARKS, kind="cluster"))["Резиденты"] != "residents"


def test_a_file_name_cannot_break_out_of_its_comment(invoke, tmp_path: Path):
    file = tmp_path / "a\n[constants]\nstatus = 'signed'\n\x1b.csv"
    file.write_text("id,form,name_en\na,memorandum,A\n", encoding="utf-8")
    told = invoke("import", "--suggest-mapping", str(file), "-o", "-", "--kind", "agreement")
    assert (told.code, "\n[constants]" in told.out, "\x1b" in told.out) == (0, False, False), told.err
