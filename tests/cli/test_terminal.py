"""What reaches a terminal: no control characters from data, colour only where wanted, aligned columns."""

from __future__ import annotations

import csv
import io
import os
import re
import select
import subprocess
from pathlib import Path

import pytest

from catalogue.text.width import cells
from program import PROGRAM

HOSTILE = "[/x] [b \x1b[31mred\x1b]0;title\x07 tab\there\nline \u202ertl 中文 \x9b31m"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(run, tmp_path: Path) -> Path:
    """The shipped catalogue with records full of control sequences."""
    rows = io.StringIO(newline="")
    writer = csv.writer(rows)
    writer.writerow(["id", "kind", "name_en", "summary", "form"])
    writer.writerow(["agr-hostile", "agreement", HOSTILE, HOSTILE * 3, "roadmap"])
    writer.writerow(["agr-long", "agreement", "x" * 10_000, "", "roadmap"])
    (tmp_path / "hostile.csv").write_text(rows.getvalue(), encoding="utf-8", newline="")
    result = run("import", str(tmp_path / "hostile.csv"))
    assert result.code == 0, result.err
    return tmp_path / "catalogue.db"


@pytest.mark.parametrize(
    "arguments",
    ["search kind:agreement form:roadmap", "search kind:agreement --md", "show agr-hostile", "show agr-hostile --md",
     "show agr-hostile --json", "search form:roadmap --json", "log agr-hostile", "search kind:agreement --nl"],
)  # fmt: skip
def test_control_characters_from_data_are_never_printed(invoke, hostile: Path, arguments: str) -> None:
    result = invoke("--db", str(hostile), *arguments.split(), "--color", "never")
    assert result.code == 0
    assert "[/x]" in result.out or r"\[/x\]" in result.out or "log" in arguments
    assert CONTROL.findall(result.out) == []


def test_separated_values_keep_the_data_unchanged(invoke, hostile: Path) -> None:
    result = invoke("--db", str(hostile), "search", "form:roadmap", "--columns", "id,label", "--csv")
    assert ["agr-hostile", HOSTILE] in list(csv.reader(io.StringIO(result.out, newline="")))


def test_columns_stay_aligned(invoke, hostile: Path) -> None:
    lines = invoke("--db", str(hostile), "search", "form:roadmap", "--columns", "label,id").lines
    starts = {cells(line[: line.rindex("agr-")]) for line in lines[2:]}
    assert len(lines) > 3
    assert len(starts) == 1


@pytest.mark.parametrize(
    ("options", "environ", "painted"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {}, False),
    ],
)
def test_colour_in_a_pipe_is_only_on_request(
    ask, options: tuple[str, ...], environ: dict[str, str], painted: bool
) -> None:
    assert ("\x1b[" in ask("search", "kind:cluster", *options, env=environ).out) is painted


def at_terminal(*arguments: str, columns: int = 80, **environ: str) -> str:
    """The output of the program to a terminal of this width."""
    import fcntl
    import pty
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    given = {name: result for name, result in os.environ.items() if name not in ("COLUMNS", "LINES")}
    given |= {"TERM": "xterm-256color"} | environ
    running = subprocess.Popen([*PROGRAM, *arguments], stdout=follower, stderr=follower, env=given)
    os.close(follower)
    result = b""
    while select.select([leader], [], [], 20)[0]:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        result += piece
    running.wait()
    os.close(leader)
    return result.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("form", ["csv", "jsonl", "geojson"])
def test_an_export_to_a_terminal_is_made_safe(hostile: Path, form: str) -> None:
    """A file gets the bytes as they are; a terminal is only for reading."""
    result = at_terminal("--db", str(hostile), "export", "form:roadmap", "--format", form, "-o", "-")
    assert "title" in result
    assert CONTROL.findall(result) == []


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_table_fits_the_terminal_without_cutting_ids(built: Path, columns: int) -> None:
    result = at_terminal("--db", str(built), "search", "kind:cluster", "--color", "never", columns=columns)
    assert max(cells(line) for line in result.splitlines()) <= columns
    if columns >= 80:
        assert "clu-tatarstan-machinery" in result


@pytest.mark.parametrize(
    "arguments",
    [
        "show park-chirchiq",
        "agenda --undated",
        "lint",
        "compare park-chirchiq park-jizzakh-chemical",
        "neighbours place-uz-to --depth 2",
    ],
)
def test_lines_are_wrapped_between_words_and_nothing_is_cut(built: Path, arguments: str) -> None:
    lines = at_terminal("--db", str(built), *arguments.split(), "--color", "never").splitlines()
    assert max(map(cells, lines)) <= 80
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("lang", ["en", "ru", "uz"])
@pytest.mark.parametrize(
    "arguments",
    ["serve --host 0.0.0.0", "edit agr-fergana-bashkortostan signed=24.06.2024 --source src-daryo-forum --dry-run"],
)
def test_remarks_are_wrapped_and_commands_in_them_kept_whole(built: Path, arguments: str, lang: str) -> None:
    result = at_terminal("--db", str(built), "--lang", lang, *arguments.split(), "--color", "never")
    lines = result.splitlines()
    assert len(lines) > 1
    assert max(map(cells, lines)) <= 80
    assert [line for line in lines if line.count("“") != line.count("”") or line.count("«") != line.count("»")] == []


def test_compared_figures_keep_their_qualifiers(built: Path) -> None:
    """``> 10 actual`` and ``> 30 planned`` are told apart at any width, however many records there are."""
    ids = ["park-chirchiq", "park-jizzakh-chemical", "park-eltech-industrial", "park-himgrad", "park-alabuga"]
    for several in (ids[:2], ids):
        result = at_terminal("--db", str(built), "compare", *several, "--color", "never")
        assert all(
            part in result for part in ("actual", "planned", "under construction" if several == ids else "under")
        )


def test_a_command_is_not_wrapped(built: Path) -> None:
    result = at_terminal("--db", str(built), "coverage", "--color", "never", columns=60)
    assert "catalogue search 'id:place-ru-lip,place-ru-mo,place-ru-niz,place-ru-ta,place-ru-uly'" in result


def test_a_terminal_gets_colour_unless_it_is_declined(built: Path) -> None:
    given = ("--db", str(built), "show", "park-chirchiq")
    assert "\x1b[" in at_terminal(*given)
    assert "\x1b" not in at_terminal(*given, NO_COLOR="1")
    assert "\x1b" not in at_terminal(*given, TERM="dumb")
    assert "\x1b" not in at_terminal(*given, "--color", "never")


def test_even_separated_values_are_harmless_on_a_terminal(hostile: Path) -> None:
    result = at_terminal("--db", str(hostile), "search", "form:roadmap", "--csv", "--columns", "id,label")
    assert "agr-hostile" in result
    assert CONTROL.findall(result) == []


def test_status_can_be_read_without_colour(ask) -> None:
    marks = {line[0] for line in ask("search", "kind:agreement").lines[2:]}
    assert len(marks) > 1
    assert marks <= set("○◐●✓✕·")


@pytest.mark.parametrize("command", [(), ("browse",), ("pick",)])
def test_a_dumb_terminal_gets_a_sentence_instead_of_screens(built: Path, command: tuple[str, ...]) -> None:
    """For example, a shell window of an editor."""
    output = at_terminal("--db", str(built), "--lang", "en", *command, TERM="dumb")
    assert "cannot draw screens" in output
    assert "\x1b" not in output
