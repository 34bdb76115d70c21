"""What the documents say is what the program does."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue import errors
from catalogue.cli.main import Catalogue
from catalogue.query.parser import parse

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def commands(page: str) -> list[str]:
    """The lines to type in a page's console blocks."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]


def test_the_reference_is_what_the_program_says_of_itself() -> None:
    ended = subprocess.run([sys.executable, DOCS / "generate.py", "--check"])
    assert ended.returncode == 0, "python docs/generate.py brings it up to date"


def test_every_exit_code_of_the_errors_is_in_the_reference() -> None:
    text = (DOCS / "reference.md").read_text(encoding="utf-8")
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.CatalogueError)
    ]
    assert {kind.exit_code for kind in kinds} <= {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}


@pytest.mark.parametrize("page", ["README.md", "docs/query.md", "docs/work-list.md"])
def test_the_commands_of_a_page_work_in_their_order(
    page: str, invoke, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATALOGUE_DB", str(built))
    tried = [line for line in commands(page) if line not in ("python3 run.py", "python3 run.py test")]
    assert tried
    for line in tried:
        program, script, *arguments = shlex.split(line)
        assert (program, script) == ("python3", "run.py")
        ended = invoke(*arguments)
        assert ended.code == 0, f"{line}: {ended.err}"


def test_the_readme_is_one_screen_and_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert {"python3 run.py", "python3 run.py test"} <= set(commands("README.md"))
    assert "docs/screenshot.svg" in text


def test_every_query_of_the_page_is_understood() -> None:
    table = re.findall(r"^\| (`.*?`.*?) \|", (DOCS / "query.md").read_text(encoding="utf-8"), re.MULTILINE)
    queries = [query.replace("\\|", "|") for cell in table for query in re.findall(r"`(.+?)`", cell)]
    queries = [query for query in queries if not re.fullmatch(r"\w+:|OR|ИЛИ|YOKI|NOT|НЕ", query)]
    assert len(queries) > 25
    assert [(query, notes) for query in queries if (notes := parse(query).notes)] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *DOCS.glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            if target != "docs/screenshot.svg":
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_command_has_a_section() -> None:
    text = (DOCS / "reference.md").read_text(encoding="utf-8")
    names = [name for commands in Catalogue.sections.values() for name in commands]
    assert [name for name in names if f"## catalogue {name}" not in text] == []
