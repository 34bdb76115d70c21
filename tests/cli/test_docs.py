"""The documentation is true."""

from __future__ import annotations

import os
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
PAGES = sorted(str(page.relative_to(ROOT)) for page in (*ROOT.glob("*.md"), *DOCS.rglob("*.md")))
TUTORIAL = DOCS / "tutorial.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(page: str) -> list[str]:
    """The commands in the console blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [line.removeprefix("$ ") for block in CONSOLE.findall(text) for line in block.splitlines()]


def arguments(line: str) -> list[str]:
    """The arguments of the program in a command."""
    program, *rest = shlex.split(line)
    if program == "python3":
        assert rest.pop(0) == "run.py"
    else:
        assert program == "catalogue"
    return rest


def test_the_reference_is_up_to_date() -> None:
    ended = subprocess.run([sys.executable, DOCS / "generate.py", "--check"])
    assert ended.returncode == 0, "run python docs/generate.py"


def test_every_exit_code_is_in_the_reference() -> None:
    text = (DOCS / "reference.md").read_text(encoding="utf-8")
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.CatalogueError)
    ]
    assert {kind.exit_code for kind in kinds} <= {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}


BEGINNINGS = ("python3 run.py", "python3 run.py test")
MEASURING = "python3 run.py bench "
TYPED = [page for page in PAGES if ROOT / page != TUTORIAL and commands(page) and page != "CONTRIBUTING.md"]


@pytest.mark.parametrize("page", TYPED)
def test_the_commands_of_a_page_work_in_order(
    page: str, invoke, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATALOGUE_DB", str(shipped))
    for line in (line for line in commands(page) if line not in BEGINNINGS and not line.startswith(MEASURING)):
        ended = invoke(*arguments(line))
        assert ended.code == 0, f"{line}: {ended.err}"


def test_the_tutorial_shows_the_real_output(
    invoke, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command prints what follows it; UPDATE_GOLDEN=1 rewrites the page. “…” stands for omitted lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATALOGUE_DB", shipped.name)
    monkeypatch.setenv("CATALOGUE_TODAY", "2026-03-02")

    def played(block: re.Match[str]) -> str:
        result = []
        for part in re.split(r"^(?=\$ )", block[1], flags=re.MULTILINE)[1:]:
            line, _end, before = part.partition("\n")
            ended = invoke(*arguments(line.removeprefix("$ ")))
            assert ended.code == 0, f"{line}: {ended.err}"
            printed = [each.rstrip() for each in (ended.out + ended.err).splitlines()]
            result += [line, *shortened(printed, before.rstrip("\n").split("\n"))]
        return "\n".join(["```console", *result, "```"])

    text = TUTORIAL.read_text(encoding="utf-8")
    now = CONSOLE.sub(played, text)
    if os.environ.get("UPDATE_GOLDEN"):
        TUTORIAL.write_text(now, encoding="utf-8")
    assert now == text


def shortened(printed: list[str], result: list[str]) -> list[str]:
    """The output, shortened at “…” like the text."""
    if "…" not in result:
        return printed
    first = result.index("…")
    last = len(result) - first - 1
    return [*printed[:first], "…", *printed[len(printed) - last :]]


def test_the_readme_fits_one_screen_and_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert {"python3 run.py", "python3 run.py test"} <= set(commands("README.md"))
    assert "docs/screenshot.svg" in text


def test_every_query_in_the_manual_is_valid() -> None:
    table = re.findall(r"^\| (`.*?`.*?) \|", (DOCS / "query.md").read_text(encoding="utf-8"), re.MULTILINE)
    queries = [query.replace("\\|", "|") for cell in table for query in re.findall(r"`(.+?)`", cell)]
    queries = [query for query in queries if not re.fullmatch(r"\w+:|OR|ИЛИ|YOKI|NOT|НЕ", query)]
    assert len(queries) > 25
    noted = {query: {note.code for note in parse(query).notes} for query in queries}
    assert {query: codes for query, codes in noted.items() if codes} == {"region:Ташкент": {"query.several_places"}}


def test_every_link_between_documents_has_a_target() -> None:
    for page in (ROOT / name for name in PAGES):
        for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)", page.read_text(encoding="utf-8")):
            place = page.parent / target if target else page
            assert place.exists(), f"{page.name}: {target}"
            assert not anchor or anchor[1:] in anchors(place), f"{page.name}: {target}{anchor}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_is_reachable_from_the_readme() -> None:
    known, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page not in known and page.suffix == ".md":
            known.add(page)
            found = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
            waiting += [page.parent / target for target in found]
    assert [name for name in PAGES if ROOT / name not in known] == []


def test_every_command_has_a_section() -> None:
    text = (DOCS / "reference.md").read_text(encoding="utf-8")
    names = [name for commands in Catalogue.sections.values() for name in commands]
    assert [name for name in names if f"## catalogue {name}" not in text] == []
