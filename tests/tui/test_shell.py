"""The displayed command does what the screens would do, with every option."""

from __future__ import annotations

import shlex
from pathlib import Path

from catalogue.api.exchange import ExportOptions, ImportOptions
from catalogue.tui import shell


def test_the_catalogue_is_named_only_if_the_program_would_find_another(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("CATALOGUE_DB", str(tmp_path / "c.db"))
    assert shell.importing(tmp_path / "c.db", "a.csv", ImportOptions()) == "catalogue import a.csv"
    other = tmp_path / "d.db"
    assert shell.importing(other, "a.csv", ImportOptions()) == f"catalogue --db {other} import a.csv"


def test_an_import_command_with_every_option_works(invoke, empty: Path, tmp_path: Path):
    odd = tmp_path / "-a 'b'.txt"
    odd.write_bytes("заметка\n'id';'Название; как есть';'Прочее'\n'p-1';'Парк';'x'\n".encode("cp1251"))
    options = ImportOptions(
        format="csv",
        kind="technopark",
        encoding="cp1251",
        delimiter=";",
        quotechar="'",
        skip_lines=1,
        map={"Название; как есть": "name_ru", "Прочее": ""},
        date_order="dmy",
        mode="upsert",
        partial=True,
        source_from_file=True,
        rejects=str(tmp_path / "-r.csv"),
    )
    result = shlex.split(shell.importing(empty, str(odd), options))
    ended = invoke(*result[1:])
    assert ended.code == 0, ended.err
    assert "Парк" in invoke("--db", str(empty), "show", "p-1").out


def test_a_file_name_that_begins_with_a_dash_is_not_an_option(tmp_path: Path):
    assert shell.importing(tmp_path / "c.db", "-x.csv", ImportOptions(headers=False)).endswith("--no-headers -- -x.csv")


def test_an_export_command_with_every_option_works(invoke, built: Path, tmp_path: Path):
    out = tmp_path / "o.txt"
    options = ExportOptions("csv", "agreement", ("id", "status"), "-date", bom=True, excel_safe=True)
    result = shlex.split(shell.exporting(built, "-status:signed", str(out), options))
    assert invoke(*result[1:]).code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    whole = shell.exporting(built, "", str(tmp_path / "all"), ExportOptions("datapackage"))
    assert invoke(*shlex.split(whole)[1:]).code == 0
    assert (tmp_path / "all" / "datapackage.json").exists()
