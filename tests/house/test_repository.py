"""The repository's files are only about the project, and its tools agree with one another."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Written so that the patterns do not match themselves.
FORBIDDEN = {
    "a path of one machine": rb"/(?:work|opt|tmp)/(?:main|shared|dev|brief|wheels)\b",
    "notes outside the repository": rb"shared[/](?:design|facts|seeds?|hooks|search)\b|seed[_]facts",
    "a package index": rb"pypi[.]org|python[h]osted|--(?:extra-)?index[-]url",
}


def files() -> list[Path]:
    """The files that git tracks or would track; without git, everything except what tools leave behind."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    except (OSError, subprocess.CalledProcessError):
        hidden = re.compile(r"/\.(?!ci)|/__pycache__/|/wheels/")
        return [file for file in ROOT.rglob("*") if file.is_file() and not hidden.search(file.as_posix())]
    return [file for file in (ROOT / os.fsdecode(name) for name in listed if name) if file.is_file()]


def test_no_file_mentions_anything_outside_the_project() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {what}: {match[0]!r}"
        for file in files()
        for what, pattern in FORBIDDEN.items()
        if (match := re.search(pattern, file.read_bytes()))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("/work{}shared/x".format("/"), "a path of one machine"),
        ("seed{}facts.md".format("_"), "notes outside the repository"),
        ("https://pypi{}org/simple".format("."), "a package index"),
    ],
)
def test_the_patterns_match_what_they_are_for(text: str, what: str) -> None:
    assert re.search(FORBIDDEN[what], text.encode())


def test_every_language_has_a_message_catalogue() -> None:
    from catalogue import i18n

    held = {file.parts[-3] for file in files() if file.suffix == ".po"}
    assert held == set(i18n.LANGUAGES) - {"en"}


def test_every_dependency_is_pinned_and_the_pins_hold_names_and_versions_only() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pins = re.compile(r"[a-z0-9][a-z0-9-]*==[\w.]+(?: ; [^@:]+)?")
    assert [line for line in text.splitlines() if not pins.fullmatch(line)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    names = {re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-") for requirement in wanted}
    assert names - {line.partition("==")[0] for line in text.splitlines()} == set()


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python up to 3.11.4 matches ``(a|b)*+`` wrongly where an alternative fails half-way (CPython issue 106052)."""
    pattern = re.compile(r"\)[*+?]\+|\(\?>")
    found = [file for file in (ROOT / "src").rglob("*.py") if pattern.search(file.read_text("utf-8"))]
    assert not found
