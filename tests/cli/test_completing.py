"""What shells offer after a tab; bash in particular must insert it correctly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from catalogue.cli import completing
from catalogue.cli.context import Settings
from catalogue.cli.shells import line
from catalogue.errors import UnusableCatalogue

BREAKS = " \t\n\"'><=;|&(:"
PROGRAM = "from catalogue.cli.main import main; main()"


def answered(typed: str, database: Path, shell: str = "bash") -> list[str]:
    """The program's answer to a shell for a line up to the cursor."""
    environ = {"_CATALOGUE_COMPLETE": f"{shell}_complete", "CATALOGUE_DB": str(database), "_CATALOGUE_BREAKS": BREAKS}
    words = typed.split(" ")
    at = {"zsh": str(len(words) - 1), "fish": words[-1]}
    environ |= {"COMP_LINE": typed} if shell == "bash" else {"COMP_WORDS": typed, "COMP_CWORD": at[shell]}
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=os.environ | environ)
    assert ended.stderr == ""
    return ended.stdout.splitlines()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("catalogue search kind:tech", ["plain,technopark"]),
        ("catalogue export -o x status:si", ["plain,signed"]),
        ("catalogue search 'kind:cluster status:si", ["plain,kind:cluster status:signed"]),
        ("catalogue search topic:light", [r"plain,=\"light\ industry\""]),
        ("catalogue facets st", ["plain,status"]),
        ("catalogue search --sort valid", ["plain,valid_until"]),
        ("catalogue search --columns id,lab", ["plain,id,label"]),
    ],
)
def test_bash_gets_only_the_part_to_insert(built: Path, typed: str, expected: list[str]) -> None:
    assert answered(typed, built) == expected


def test_other_shells_get_the_whole_word_and_a_description(built: Path) -> None:
    assert answered("catalogue search status:si", built, "zsh") == ["plain", "status\\:signed", "signed"]
    assert "topic:=chemicals" in "\n".join(answered("catalogue search topic:chem", built, "fish"))


def test_completion_without_a_catalogue_offers_nothing(tmp_path: Path) -> None:
    assert answered("catalogue search kind:tech", tmp_path / "none.db") == [""]


def test_powershell_gets_quotes_where_needed(built: Path) -> None:
    environ = {"_CATALOGUE_COMPLETE": "powershell_complete", "CATALOGUE_DB": str(built)}

    def offered(last: str) -> list[list[str]]:
        words = {"COMP_WORDS": "catalogue\nsearch", "COMP_CWORD": last}
        result = subprocess.run(
            [sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8", env=os.environ | environ | words
        )
        assert result.stderr == ""
        return [line.split("\t") for line in result.stdout.splitlines()]

    assert offered("status:si") == [["plain", "status:signed", "status:signed", "signed"]]
    assert offered("topic:light")[0][:3] == ["plain", "'topic:=\"light industry\"'", 'topic:="light industry"']


@pytest.mark.parametrize(
    ("typed", "last", "kept", "quote"),
    [
        ("c search kind:te", "kind:te", 5, ""),
        ("c search 'kind:te", "kind:te", 0, "'"),
        ('c search kind:"te', "kind:te", 5, '"'),
        ("c search ", "", 0, ""),
        ("c search a\\ b:c", "a b:c", 4, ""),
        ("c search 'it'\\''s:", "it's:", 3, "'"),
    ],
)
def test_a_line_is_split_like_bash_splits_it(typed: str, last: str, kept: int, quote: str) -> None:
    found = line(typed, BREAKS)
    assert (found.last, found.kept, found.quote) == (last, kept, quote)


def printed(shell: list[str], script: str, built: Path, tmp_path: Path) -> list[str]:
    """The lines printed by a shell that has the program on its path."""
    program = tmp_path / "catalogue"
    program.write_text(f"#!{sys.executable}\n{PROGRAM}\n")
    program.chmod(0o755)
    environ = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "CATALOGUE_DB": str(built)}
    return subprocess.run([*shell, script], capture_output=True, text=True, env=environ).stdout.splitlines()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_bash_script_completes_a_field_without_a_space(built: Path, tmp_path: Path) -> None:
    script = (
        'source <(catalogue completion bash); compopt() { echo "$@"; }; COMP_LINE="catalogue search kin"; '
        f'COMP_WORDBREAKS="{BREAKS[:3]}:"; COMP_POINT=${{#COMP_LINE}}; _catalogue_completion catalogue; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert printed(["bash", "-c"], script, built, tmp_path)[:2] == ["-o nospace", "kind:"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("catalogue sea", "search\tList records that match a query."),
        ("catalogue search kind:tech", "kind:technopark\ttechnopark"),
        ("catalogue search --columns id,lab", "id,label"),
    ],
)
def test_fish_offers_whole_words(built: Path, tmp_path: Path, typed: str, offered: str) -> None:
    script = f'catalogue completion fish | source; complete -C "{typed}"'
    assert printed(["fish", "--no-config", "-c"], script, built, tmp_path) == [offered]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_the_zsh_script_completes_a_field_without_a_space(built: Path, tmp_path: Path) -> None:
    script = (
        "autoload -U compinit; compinit -u -D; source <(catalogue completion zsh); compadd() { print -r -- $@ }; "
        "_describe() { print -rl -- ${(P)3} }; words=(catalogue search kin); CURRENT=3; _catalogue_completion; "
        "words=(catalogue search kind:tech); _catalogue_completion"
    )
    result = printed(["zsh", "-f", "-c"], script, built, tmp_path)
    assert result == ["-U -S -- kind:", "kind\\:technopark:technopark"]


@pytest.mark.skipif(shutil.which("pwsh") is None, reason="no PowerShell here")
def test_powershell_offers_a_value(built: Path, tmp_path: Path) -> None:
    typed = "catalogue search kind:tech"
    script = (
        "catalogue completion powershell | Out-String | Invoke-Expression; "
        f"(TabExpansion2 '{typed}' {len(typed)}).CompletionMatches | ForEach-Object CompletionText"
    )
    assert printed(["pwsh", "-NoProfile", "-Command"], script, built, tmp_path) == ["kind:technopark"]


def test_a_catalogue_that_cannot_be_read_half_way_offers_nothing(built: Path, monkeypatch) -> None:
    """Nothing is raised into the line being typed."""

    def unreadable(*_given: object) -> None:
        raise UnusableCatalogue("db.corrupt")

    context = click.Context(click.Command("search"), obj=Settings(db=str(built)))
    parameter = click.Argument(["query"])
    for name, completer in (("suggest", completing.query), ("tags", completing.tags), ("saved", completing.saved)):
        monkeypatch.setattr(f"catalogue.api.suggest.{name}", unreadable)
        assert completer(context, parameter, "kind:te") == []
