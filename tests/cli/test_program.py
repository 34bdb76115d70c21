"""The program as a whole: its commands and common options, and what they load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.cli.main import Catalogue
from catalogue.store.layout import VERSION

COMMANDS = [name for commands in Catalogue.sections.values() for name in commands]
HEAVY = ("textual", "rich", "sqlite_utils", "babel", "pydantic", "rapidfuzz", "chardet")


def loaded(*arguments: str) -> set[str]:
    """The modules that a run of the program has imported by its end."""
    code = (
        "import sys, json\n"
        "from catalogue.cli.main import program\n"
        "try: program.main(sys.argv[1:])\n"
        "finally: print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
    return set(json.loads(ended.stderr.splitlines()[-1]))


def heavy(modules: set[str]) -> set[str]:
    return {name for name in HEAVY if name in modules}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_the_common_options(invoke, name: str) -> None:
    result = invoke(name, "--help")
    assert result.code == 0
    for option in ("--db", "--lang", "--color", "--quiet", "--debug", "--help"):
        assert option in result.out
    assert invoke(name, "-h").out == result.out


def test_help_lists_every_command(invoke) -> None:
    result = invoke("--help").out
    assert [name for name in COMMANDS if f"\n  {name} " not in result] == []


def test_help_is_in_the_readers_language(invoke) -> None:
    assert invoke("--lang", "ru", "--help").code == 0


def test_listing_the_commands_loads_none_of_them() -> None:
    modules = loaded("--help")
    assert not any(name.startswith("catalogue.cli.commands.") for name in modules)
    assert heavy(modules) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["search", "farg'ona"],
        ["search", "x", "--csv"],
        ["show", "park-chirchiq"],
        ["facets", "status"],
        ["stats"],
    ],
)
def test_reading_loads_no_heavy_module(built: Path, arguments: list[str]) -> None:
    modules = loaded("--db", str(built), *arguments)
    assert heavy(modules) - ({"rapidfuzz"} if arguments[:1] == ["search"] else set()) == set()


def test_completion_loads_no_heavy_module() -> None:
    assert heavy(loaded("completion", "bash")) == set()


def test_the_version_names_program_schema_sqlite_and_python(invoke) -> None:
    import sqlite3

    import catalogue

    result = invoke("--version").out
    for part in (catalogue.__version__, f"schema {VERSION}", sqlite3.sqlite_version, sys.version.split()[0]):
        assert part in result


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_a_completion_script(invoke, shell: str) -> None:
    result = invoke("completion", shell)
    assert result.code == 0
    assert "_CATALOGUE_COMPLETE" in result.out


def completed(words: str, at: int, database: Path) -> list[str]:
    environ = {"_CATALOGUE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    import os

    command = [sys.executable, "-c", "from catalogue.cli.main import main; main()"]
    ended = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | environ | {"CATALOGUE_DB": str(database)}
    )
    return [line.partition(",")[2] for line in ended.stdout.splitlines()]


def test_commands_kinds_and_ids_are_completed(built: Path) -> None:
    assert completed("catalogue sea", 1, built) == ["search"]
    assert completed("catalogue search --kind agr", 3, built) == ["agreement"]
    assert "park-chirchiq" in completed("catalogue show park-chi", 2, built)
    assert completed("catalogue show park-chi", 2, built.parent / "missing.db") == [""]


def test_a_query_may_be_several_words_with_options_anywhere(ask) -> None:
    assert ask("search", "--ids", "industrial", "park").out == ask("search", "industrial park", "--ids").out


def test_broken_settings_stop_only_commands_that_need_them(invoke, built: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("CATALOGUE_DB", raising=False)
    file = tmp_path / "catalogue" / "config.toml"
    file.parent.mkdir()
    file.write_text('lang = "en"\ntheme = dark\n', encoding="utf-8")
    result = f"The settings file {file} is not valid TOML in line 2."
    for asked in (("--help",), ("--version",), ("completion", "bash")):
        ended = invoke(*asked)
        assert (ended.code, ended.err) == (0, "")
    for asked in (("check",), ("db", "info"), ("db", "backup", str(tmp_path / "copy.db"))):
        ended = invoke("--db", str(built), *asked)
        assert ended.code == 0
        assert ended.err.count(result) == 1
    for asked in (("--db", str(built), "search", "park"), ("check",)):
        ended = invoke(*asked)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.count(result) == 1


def test_an_option_is_never_taken_for_the_value_of_the_option_before_it(ask, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = ask("agenda", "--ics", "-o", "deadlines.ics")
    assert (done.code, list(tmp_path.iterdir())) == (2, [])
    assert "--ics was given without its value" in done.err
    assert ask("agenda", "--from", "-30d").code == 0, "a value that begins with a sign is none"


def test_the_settings_in_effect_and_their_file_are_shown(ask, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "catalogue" / "config.toml"
    assert ask("config", "path").out == f"{file}\n"
    file.parent.mkdir()
    file.write_text('theme = "nord"\n[keys]\nsearch = "f3"\n', encoding="utf-8")
    rows = {row["setting"]: (row["value"], row["given"]) for row in ask("config", "show", "--json").json()}
    assert rows["theme"] == ("nord", True)
    assert rows["keys.search"] == ("f3", True)
    assert rows["terms"] == (str(file.with_name("terms.csv")), False)
    file.write_text("theme = [", encoding="utf-8")
    assert ask("config", "show").code == 2
    assert ask("config", "path").code == 0
