"""Whatever a catalogue holds, no command prints its control characters: cards, tables, advice, completions."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from catalogue.cli import importing
from catalogue.cli.context import Settings
from catalogue.model.bundles import Origin, StoredConflict
from catalogue.model.comparison import Compared, Comparison
from catalogue.model.records import Claim, Link, Name, Record, Term
from catalogue.model.threeway import CellConflict
from catalogue.present import comparison, exchange
from catalogue.present.shapes import text_of
from catalogue.store import backup
from offices import put

TEXTS = (
    "\x1b]52;c;QkFE\x07clipboard",
    "\x1b]0;title\x07 \x1b[2J\x1b[1;1Hfalse prompt$",
    "\x9b31mred \x9d0;t\x9c",
    "\u202edesrever\u202c \u2066isolated",
    "tab\there\rcarriage\x08\x7fdelete\x00",
    "line\nbreak\u2028separator\u200bzero",
    "[/] [@click=app.quit]x[/] $(reboot) `reboot`",
    "=cmd|' /C calc'!A0",
)
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
UNREAD = {
    "whole": False, "report": None, "format": "", "delimiter": "", "quotechar": '"', "encoding": "", "skip_lines": 0,
    "sniff": True, "sheet": "", "date_order": None, "decimal": None, "no_headers": False, "limits": {},
}  # fmt: skip
COMMANDS = (
    "search", "search -t", "search --md", "search clipboard", "show {ids}", "show {ids} --md", "facets topic",
    "stats", "agenda", "coverage", "lint", "dossier {id}", "cite {ids}", "compare {ids}", "neighbours {id}", "log",
    "log {id}", "check", "db info", "saved", "tag", "note", "star", "diff {db}", "export --format md -o -",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "c.db"
    backup.new(path)
    source = Record("src-x", "source", {}, (Name(TEXTS[0]),)).tidy()
    records = [
        Record(
            f"park-{number}",
            "technopark",
            {"form": "technopark", "summary": text},
            (Name(text), Name(text, "ru", "former")),
            (Link("operator", "src-x", note=text),) if number == 0 else (),
            (Term("topic", text),),
            (Claim("note", text, "", "src-x", text, "", text),),
        ).tidy()
        for number, text in enumerate(TEXTS)
    ]
    put(path, source, *records)
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_prints_control_characters_from_data(invoke, hostile: Path, command: str) -> None:
    ids = " ".join(f"park-{number}" for number in range(len(TEXTS)))
    result = invoke("--db", str(hostile), *command.format(ids=ids, id="park-1", db=hostile).split())
    assert result.code in (0, 1), result.err
    assert not RAW.search(result.out), RAW.search(result.out)
    assert not RAW.search(result.err)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_contain_no_control_characters(invoke, hostile: Path, shell: str) -> None:
    typed = {"COMP_WORDS": "catalogue show park", "COMP_CWORD": "park" if shell == "fish" else "2"}
    env = {"_CATALOGUE_COMPLETE": f"{shell}_complete", "COMP_LINE": "catalogue show park", **typed}
    result = invoke(env={**env, "CATALOGUE_DB": str(hostile)})
    assert "park-1" in result.out
    assert not RAW.search(result.out)


def test_a_first_mapping_shows_no_control_characters_on_a_terminal(tmp_path: Path, monkeypatch, capsys) -> None:
    file = tmp_path / "x.csv"
    file.write_text("name_en,size \x9b31m,\u202eedoc\nPark,1,2\n", encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    importing.run(Settings(), [str(file)], suggest_mapping=True, out="-", kind="technopark", **UNREAD)
    printed = capsys.readouterr().out
    assert '"size' in printed
    assert not RAW.search(printed.replace("\n", ""))


def test_a_conflict_and_ids_side_by_side_show_no_control_characters() -> None:
    """Ids, offices and how a conflict was settled are checked when written here, but not in a file from elsewhere."""
    origin = Origin(TEXTS[0], TEXTS[1], "2026-01-01T00:00:00Z")
    conflict = CellConflict(TEXTS[2], "website", None, TEXTS[0], TEXTS[1])
    stored = StoredConflict(1, conflict, "", "2026-01-01", "", TEXTS[3], "technopark", (origin, origin))
    ids = TEXTS[:4]
    compared = Comparison("technopark", ids, (Compared("value", "website", ((),) * 4),), {})
    for line in (*exchange.conflict_lines(stored, "en"), *comparison.lines(compared, "en", 30)):
        assert not RAW.search(text_of(line))
