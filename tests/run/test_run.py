"""``run.py`` on a small project of its own: what it starts, what it passes on, and when it sets up again.

The project has no dependencies and builds itself, so nothing is fetched. Its programs ``catalogue`` and ``pytest``
print
their arguments.
"""

from __future__ import annotations

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="asks for POSIX signals and terminals")

RUN = Path(__file__).resolve().parents[2] / "run.py"
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "tiny"
version = "1"
optional-dependencies = { test = [], dev = [] }
"""
BACKEND = """
import os, pathlib, time, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    if os.path.exists("slow"):
        pathlib.Path("started").touch()
        time.sleep(float(pathlib.Path("slow").read_text()))
    with open("builds", "a") as log:
        log.write("built\\n")
    meta = "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\nProvides-Extra: test\\nProvides-Extra: dev\\n"
    wheel = "Wheel-Version: 1.0\\nGenerator: tiny\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    files = {"tiny.pth": os.path.abspath("src")}
    files |= {"tiny-1.dist-info/METADATA": meta, "tiny-1.dist-info/WHEEL": wheel}
    files["tiny-1.dist-info/RECORD"] = "".join(name + ",,\\n" for name in [*files, "tiny-1.dist-info/RECORD"])
    with zipfile.ZipFile(os.path.join(folder, "tiny-1-py3-none-any.whl"), "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return "tiny-1-py3-none-any.whl"
"""
PROGRAM = """
import os, sys, time
print(__spec__.parent, *sys.argv[1:], flush=True)
if "where" in sys.argv:
    print(os.getcwd())
if "exit" in sys.argv:
    sys.exit(int(sys.argv[-1]))
if "wait" in sys.argv:
    time.sleep(60)
"""


def project(folder: Path) -> Path:
    """A small project around a copy of run.py."""
    for name in ("catalogue", "pytest"):
        (folder / "src" / name).mkdir(parents=True)
        (folder / "src" / name / "__main__.py").write_text(PROGRAM)
    shutil.copy(RUN, folder)
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "constraints.txt").touch()
    (folder / "backend.py").write_text(BACKEND)
    return folder


def environment(folder: Path) -> dict[str, str]:
    """A minimal environment: a path, and a home that does not exist."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(folder / "no-home"), "PIP_NO_INDEX": "1"}


def run(folder: Path, *args: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run run.py of a project with empty standard input."""
    result: dict[str, object] = {
        "env": environment(folder),
        "stdin": subprocess.DEVNULL,
        "timeout": 120,
    } | options
    return subprocess.run([sys.executable, str(folder / "run.py"), *args], capture_output=True, text=True, **result)


def start(folder: Path, *args: str, **options: object) -> subprocess.Popen[str]:
    """Start run.py of a project, and leave it running."""
    result: dict[str, object] = {
        "env": environment(folder),
        "stdin": subprocess.DEVNULL,
        "text": True,
    } | options
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, str(folder / "run.py"), *args], **(pipes | result))


def wait_for(file: Path) -> None:
    """Wait until a file exists."""
    until = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < until, f"{file} did not appear"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has been set up for the program and the tests, the tests first."""
    folder = project(tmp_path_factory.mktemp("a project with spaces"))
    first = run(folder, "test", "-q")
    assert (first.returncode, first.stdout) == (0, "pytest -q\n"), first.stderr
    assert first.stderr.splitlines() == ["Setting up .venv for test, once; this takes about a minute ..."]
    return folder


def test_without_a_terminal_it_prints_a_summary_and_mentions_the_help(ready: Path) -> None:
    bare = run(ready)
    assert bare.stdout.splitlines()[0] == "catalogue db info"
    assert "--help" in bare.stdout.splitlines()[-1]
    assert (bare.returncode, bare.stderr, len(bare.stdout.splitlines())) == (0, "", 2)


def test_in_a_terminal_it_opens_the_program(ready: Path) -> None:
    parent, child = os.openpty()
    try:
        process = start(ready, stdin=child, stdout=child, stderr=child)
        assert process.wait(60) == 0
        assert os.read(parent, 1000).decode().splitlines() == ["catalogue"]
    finally:
        os.close(parent)
        os.close(child)


def test_fuzz_announces_its_rounds_and_minutes_must_be_a_number(ready: Path) -> None:
    plain = run(ready, "fuzz", "tests/query")
    assert plain.stdout == "pytest --hypothesis-profile=fuzz tests/query\n"
    assert "5,000 examples (--minutes N" in plain.stderr
    for wrong in (["--minutes"], ["--minutes", "x"]):
        assert run(ready, "fuzz", *wrong).returncode == 1
    none = run(ready, "fuzz", "--minutes", "0")
    assert (none.returncode, none.stdout, "Rounds of 300 examples: 0" in none.stderr) == (0, "", True)


def test_arguments_and_exit_codes_pass_through_and_a_second_start_is_silent(ready: Path) -> None:
    result = run(ready, "search", "a b", "--csv", "exit", "5")
    assert (result.returncode, result.stdout, result.stderr) == (5, "catalogue search a b --csv exit 5\n", "")


def test_the_program_runs_in_the_current_folder_without_importing_from_it(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "catalogue.py").write_text("raise SystemExit('imported from the current folder')")
    result = run(ready, "where", cwd=tmp_path)
    assert result.stdout.splitlines() == ["catalogue where", str(tmp_path)]


def test_the_tests_run_in_the_checkout(ready: Path, tmp_path: Path) -> None:
    assert run(ready, "test", "where", cwd=tmp_path).stdout.splitlines()[1] == str(ready)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_the_program(ready: Path, number: signal.Signals) -> None:
    process = start(ready, "wait")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode == -number


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 6, 15)])
def test_an_old_python_is_refused_in_one_line(ready: Path, version: tuple[int, ...]) -> None:
    code = f"import sys, runpy; sys.version_info = {version}; runpy.run_path('run.py', run_name='__main__')"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=ready, capture_output=True, text=True)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert "3.11" in result.stderr


def test_old_pythons_can_parse_it_and_so_refuse_properly() -> None:
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_failed_setup_is_reported_and_repaired_by_the_next_start(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "backend.py").write_text("raise RuntimeError('no luck')")
    failed = run(folder, "show")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.splitlines()[-1].startswith("Installing the packages failed")
    (folder / "backend.py").write_text(BACKEND)
    assert run(folder, "show").stdout == "catalogue show\n"


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_an_interrupted_setup_is_repaired_by_the_next_start(tmp_path: Path, number: signal.Signals, code: int) -> None:
    folder = project(tmp_path)
    (folder / "slow").write_text("3")
    process = start(folder, "show", start_new_session=True)
    wait_for(folder / "started")
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == code
    (folder / "slow").unlink()
    result = run(folder, "show")
    assert (result.returncode, result.stdout) == (0, "catalogue show\n"), result.stderr


@pytest.mark.slow
def test_two_simultaneous_starts_set_up_once_and_both_run(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "slow").write_text("2")
    both = [start(folder, "show", name) for name in ("a", "b")]
    result = [process.communicate(timeout=120) for process in both]
    assert [out for out, _ in result] == ["catalogue show a\n", "catalogue show b\n"]
    assert (folder / "builds").read_text() == "built\n"
    assert any("waiting" in err for _, err in result)


@pytest.mark.slow
def test_it_sets_up_again_when_its_dependencies_have_changed(tmp_path: Path) -> None:
    def builds() -> int:
        assert run(folder, "show").returncode == 0
        return len((folder / "builds").read_text().splitlines())

    folder = project(tmp_path / "here")
    assert (builds(), builds()) == (1, 1)
    (folder / "constraints.txt").write_text("# another\n")
    assert (builds(), builds()) == (2, 2)
    (folder / "pyproject.toml").write_text(PROJECT + "# another\n")
    assert (builds(), builds()) == (3, 3)
    folder = folder.rename(tmp_path / "there")
    assert (builds(), builds()) == (4, 4)
    (folder / ".venv" / "bin" / "python").unlink()
    assert (builds(), builds()) == (5, 5)


@pytest.mark.slow
def test_an_extra_is_installed_into_the_existing_environment(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert run(folder, "show").returncode == 0
    (folder / ".venv" / "kept").touch()
    assert run(folder, "test").stdout == "pytest\n"
    assert run(folder, "show").stderr == run(folder, "test").stderr == ""
    assert (folder / ".venv" / "kept").exists()
