"""The import contracts in pyproject.toml are kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import catalogue

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(catalogue.__file__).parent
# A file that breaks a contract, its content, and the name of the contract.
PLANTED = [
    ("model/planted.py", "import catalogue.store", "Layers"),
    ("attic/__init__.py", "", "Layers"),
    ("text/planted_a.py", "import catalogue.text.planted_b", "No cycles"),
    ("text/planted_b.py", "def f():\n    import catalogue.text.planted_a", "No cycles"),
    ("api/planted_sql.py", "import sqlite3", "Only the store uses SQL"),
    ("present/planted.py", "import textual.app", "Only the TUI uses Textual"),
    ("tui/planted.py", "import click", "Only the CLI uses click"),
    ("tui/widgets/planted.py", "import catalogue.api", "Widgets fetch nothing"),
    ("cli/planted.py", "import catalogue.transfer", "Front ends use only the API"),
]


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in a folder."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    environment = os.environ | {"PYTHONPATH": str(source), "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_every_contract_is_kept() -> None:
    result = lint(PACKAGE.parent)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_a_violation_of_each_contract_is_found(tmp_path: Path) -> None:
    """Shows that the test above can fail; a package outside the layers is a violation, too."""
    shutil.copytree(PACKAGE, tmp_path / "catalogue", ignore=shutil.ignore_patterns("__pycache__"))
    for name, text, _ in PLANTED:
        file = tmp_path / "catalogue" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode != 0
    for contract in sorted({contract for _, _, contract in PLANTED}):
        assert f"{contract} BROKEN" in result.stdout, result.stdout + result.stderr
