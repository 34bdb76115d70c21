"""Commands that should answer at once do not load what they do not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import catalogue

HEAVY = {"textual", "rich", "sqlite_utils", "babel", "pydantic", "jinja2"}
CODE = """
import json, sys
sys.argv = ["catalogue", *sys.argv[1:]]
try:
    from catalogue.cli.main import main
    code = main()
except SystemExit as end:
    code = end.code
print(json.dumps({"code": code, "modules": sorted(sys.modules)}), file=sys.stderr)
"""


def started(*args: str, **environ: str) -> tuple[str, set[str]]:
    """What the program wrote to stdout, and the top-level packages that it imported."""
    command = [sys.executable, "-c", CODE, *args]
    given = os.environ | environ
    ended = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=given)
    assert ended.returncode == 0, ended.stderr
    result = json.loads(ended.stderr.splitlines()[-1])
    assert not result["code"], ended
    return ended.stdout, {name.partition(".")[0] for name in result["modules"]}


@pytest.mark.parametrize("option", ["--help", "--version", "-h"])
def test_help_and_version_import_no_heavy_package(option: str) -> None:
    said, imported = started(option)
    assert said
    assert "click" in imported
    assert imported & HEAVY == set()


@pytest.mark.parametrize("form", ["--csv", "--tsv", "--nl", "--ids", "--count"])
def test_a_search_in_a_pipe_imports_no_heavy_package(built: Path, form: str) -> None:
    said, imported = started("--db", str(built), "search", "technopark", form)
    assert said
    assert imported & HEAVY == set()


def test_the_screens_start_without_loading_dialogs_imports_or_exports() -> None:
    code = "import catalogue.tui.app, json, sys; print(json.dumps(sorted(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(json.loads(ended.stdout))
    dialogs = (
        "importing",
        "exporting",
        "editing",
        "forms",
        "palette",
        "keys",
        "prompts",
        "comparing",
        "copying",
        "paths",
    )
    assert modules & {f"catalogue.tui.screens.{name}" for name in dialogs} == set()
    assert not any(name.startswith("catalogue.transfer") for name in modules)
    assert "catalogue.present.map" not in modules


def test_completion_imports_no_heavy_package(built: Path) -> None:
    asked = {"_CATALOGUE_COMPLETE": "bash_complete", "COMP_WORDS": "catalogue search stat", "COMP_CWORD": "2"}
    said, imported = started(CATALOGUE_DB=str(built), **asked)
    assert "status" in said
    assert imported & HEAVY == set()


def test_an_export_loads_no_reader_and_no_other_writer(built: Path, tmp_path: Path) -> None:
    code = CODE.replace(
        "sorted(sys.modules)", "[name for name in sys.modules if '.transfer.' in name or name == 'urllib.request']"
    )
    command = [sys.executable, "-c", code, "--db", str(built), "export", "-o", str(tmp_path / "out.csv")]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    modules = json.loads(ended.stderr.splitlines()[-1])["modules"]
    assert "catalogue.transfer.writers.delimited" in modules
    assert not [name for name in modules if ".readers." in name or ".intake." in name or name == "urllib.request"]
    assert not {"catalogue.transfer.writers.graphml", "catalogue.transfer.writers.xlsx"} & set(modules)


def test_the_version_is_that_of_the_package() -> None:
    said, _ = started("--version")
    assert catalogue.__version__ in said
