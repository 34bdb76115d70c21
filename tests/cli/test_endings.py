"""Whatever happens, the program ends with a reason in words, the right exit code, and without a traceback."""

from __future__ import annotations

import os
import pty
import shlex
import signal
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from catalogue.cli.groups import Program
from program import PROGRAM


def shell(line: str, database: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell command in which ``C`` is the program on a catalogue."""
    program = f'C() {{ {shlex.join(PROGRAM)} --db "{database}" "$@"; }}; '
    return subprocess.run(["bash", "-c", program + line], capture_output=True, env=os.environ | environ)


def test_a_closed_pipe_is_not_an_error(built: Path) -> None:
    for options in ("--csv", "--json", "--ids", "-q -t --limit 0", "-q --md"):
        ended = shell(f"C search {options} | head -1; exit ${{PIPESTATUS[0]}}", built)
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert ended.stdout.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to offer")
@pytest.mark.parametrize("options", ["--csv", "-t", "--json"])
def test_a_full_disk_is_reported(built: Path, options: str) -> None:
    ended = shell(f"C search {options} > /dev/full", built)
    assert ended.returncode == 1
    assert b"No space left" in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize("line", ["C search x >&-", "C search x --csv >&-", "C --help >&-", "C --version >&-"])
def test_a_closed_output_ends_without_a_traceback(built: Path, line: str) -> None:
    ended = shell(line, built)
    assert ended.returncode in (0, 1)
    assert b"Traceback" not in ended.stderr
    assert b"failed unexpectedly" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to offer")
@pytest.mark.parametrize(("line", "code"), [("C sxarch 2>/dev/full", 2), ("C search x >/dev/full 2>&1", 1)])
def test_the_exit_code_is_right_even_if_no_message_can_be_printed(built: Path, line: str, code: int) -> None:
    assert shell(line, built).returncode == code


def test_closed_standard_input_and_error_do_no_harm(built: Path) -> None:
    assert shell("C search --count <&-", built).stdout.strip().isdigit()
    assert shell("C search nosuch:x --count 2>&-", built).returncode == 0


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "ascii", "utf-8"])
@pytest.mark.parametrize("options", ["show park-chirchiq", "search чирчик", "show nowhere-чирчик", "--help --lang ru"])
def test_a_console_with_a_limited_encoding_gets_escapes(built: Path, encoding: str, options: str) -> None:
    ended = shell(f"C {options}", built, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert ended.returncode in (0, 1)
    assert b"Traceback" not in ended.stderr
    assert (ended.stdout + ended.stderr).decode(encoding)


def test_data_formats_are_utf8_whatever_the_encoding_of_the_console(built: Path) -> None:
    assert "Чирчик" in shell("C search чирчик --csv --lang ru", built, PYTHONIOENCODING="ascii").stdout.decode("utf-8")


@pytest.mark.parametrize("place", [(), ("XDG_STATE_HOME",)])
def test_an_unexpected_failure_is_logged_in_a_private_file_and_reported_in_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, place: tuple[str, ...]
) -> None:
    for name in place:
        monkeypatch.setenv(name, "/dev/null/nowhere")
    ended = CliRunner().invoke(broken(RuntimeError("secret \x1b[31m")), ["go"])
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert "RuntimeError" in ended.stderr
    assert "Traceback" not in ended.stderr
    if not place:
        (note,) = home.rglob("last-failure.txt")
        assert str(note) in ended.stderr
        assert note.stat().st_mode & 0o077 == 0
        result = note.read_text(encoding="utf-8")
        assert "secret" not in result, "an exception may contain text of a record"
        assert "in fail" in result


def broken(error: BaseException) -> Program:
    """A program whose only command fails."""

    class Broken(Program):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
            def fail() -> None:
                raise error

            return click.Command("go", callback=fail)

    return Broken("broken")


def test_debug_shows_the_traceback() -> None:
    ended = CliRunner().invoke(broken(RuntimeError("a\x1b")), ["--debug", "go"])
    assert "Traceback" in ended.stderr
    assert "\x1b" not in ended.stderr


def test_an_interruption_is_reported_in_one_word() -> None:
    ended = CliRunner().invoke(broken(KeyboardInterrupt()), ["go"])
    assert (ended.exit_code, ended.stderr.strip()) == (130, "Interrupted.")


def test_a_system_error_names_the_file() -> None:
    ended = CliRunner().invoke(broken(PermissionError(13, "Permission denied", "a.csv")), ["go"])
    assert (ended.exit_code, ended.stderr.strip()) == (1, "a.csv: Permission denied.")


@pytest.mark.parametrize(
    ("number", "code", "result"),
    [(signal.SIGINT, 130, b"Interrupted."), (signal.SIGTERM, 143, b""), (signal.SIGHUP, 129, b"")],
)
def test_an_import_ended_by_a_signal_writes_nothing(shipped: Path, number: int, code: int, result: bytes) -> None:
    """The import waits for standard input when the signal arrives."""
    command = [*PROGRAM, "--db", str(shipped), "import", "--kind", "agreement", "-"]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdin is not None
    running.stdin.write(b"id,name_en\nagr-x,X\n")
    running.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(2)
    running.send_signal(number)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err.strip()) == (code, b"", result)
    assert shell("C show agr-x", shipped).returncode == 1
    assert shell("C check", shipped).returncode == 0


def test_ctrl_c_during_an_import_in_a_terminal_writes_nothing(shipped: Path, tmp_path: Path) -> None:
    """The key is pressed while the progress bar shows rows; only one word is printed, in the chosen language."""
    table = tmp_path / "agreements.csv"
    table.write_text("id,name_en\n" + "".join(f"agr-x-{i},Pact {i} of many\n" for i in range(20_000)), encoding="utf-8")
    folder = sorted(shipped.parent.iterdir())
    process, terminal = pty.fork()
    if not process:
        os.execvp(PROGRAM[0], [*PROGRAM, "--lang", "ru", "--db", str(shipped), "import", str(table)])
    said, pressed = b"", False
    while part := _read(terminal):
        said += part
        if not pressed and "строк".encode() in said:
            os.write(terminal, b"\x03")
            pressed = True
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(terminal)
    assert (pressed, code) == (True, 130)
    assert said.endswith("Прервано.\r\n".encode())
    assert b"Traceback" not in said
    assert sorted(shipped.parent.iterdir()) == folder
    assert shell("C show agr-x-1", shipped).returncode == 1
    assert shell("C check", shipped).returncode == 0


def _read(terminal: int) -> bytes:
    """The next output of a terminal, or nothing once its program has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["serch"], "Did you mean search?"),
        (["search", "--cvs"], "Did you mean --csv?"),
        (["search", "--limit", "many"], "many"),
        (["show"], "ID"),
        (["db"], "catalogue db"),
        (["\x1b[31mx"], "␛[31mx"),
        (["--lang", "xx", "search"], "xx"),
    ],
)
def test_usage_errors_come_with_advice(invoke, arguments: list[str], part: str) -> None:
    ended = invoke(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert part in ended.err
    assert "\x1b" not in ended.err


@pytest.mark.parametrize("number", [str(10**23), "999999999"])
@pytest.mark.parametrize(
    "line",
    ["undo", "log --limit", "search water --offset", "search --limit", "search --json --limit 1 --offset",
     "agenda --days", "dossier park-chirchiq --days", "facets kind --limit", "note park-chirchiq --remove",
     "neighbours x --limit"],
)  # fmt: skip
def test_a_number_beyond_any_count_is_accepted_or_refused_cleanly(run, line: str, number: str) -> None:
    ended = run(*line.split(), number)
    assert ended.code in (0, 1), ended.err
    assert "unexpectedly" not in ended.err


def test_without_a_terminal_and_arguments_the_program_prints_short_help(invoke) -> None:
    ended = invoke()
    assert (ended.code, ended.out) == (2, "")
    assert "--help" in ended.err
    assert invoke("browse").code == 2


def test_a_broken_settings_file_is_named(invoke, home: Path, built: Path) -> None:
    (home / "catalogue").mkdir()
    (home / "catalogue" / "config.toml").write_text("lang = [", encoding="utf-8")
    ended = invoke("--db", str(built), "search", "x")
    assert ended.code == 2
    assert "config.toml" in ended.err
    assert invoke("--help").code == 0
    assert invoke("--db", str(built), "--lang", "en", "db", "path").code == 0, "no settings needed"


def test_the_language_comes_from_option_environment_or_settings(invoke, home: Path, built: Path, monkeypatch) -> None:
    def heading(*options: str) -> str:
        return invoke("--db", str(built), *options, "facets", "status", "kind:agreement").lines[0]

    assert "status" in heading()
    (home / "catalogue").mkdir()
    (home / "catalogue" / "config.toml").write_text('lang = "ru"', encoding="utf-8")
    assert "статус" in heading()
    monkeypatch.setenv("CATALOGUE_LANG", "uz")
    assert "holati" in heading()
    assert "статус" in heading("--lang", "ru")


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
@pytest.mark.parametrize("line", [("search", "--saved"), ("log",), ("neighbours",), ("show",), ("search",)])
def test_undecodable_arguments_are_reported(built: Path, line: tuple[str, ...]) -> None:
    result = subprocess.run([*PROGRAM, "--db", str(built), *line, b"a\xe9"], capture_output=True)
    assert result.returncode in (0, 1, 2)
    assert b"unexpectedly" not in result.stderr
