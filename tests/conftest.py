"""Fixtures for all tests: the shipped catalogue, an empty one, and the program run in this process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from case_ids import case_id
from program import INSTALLED

# Durations mean nothing on a busy machine.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", settings.get_profile("untimed"), max_examples=5_000)
settings.register_profile("round", settings.get_profile("untimed"), max_examples=300)
settings.load_profile("untimed")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Cases are named by their values."""
    return case_id(val)


ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "data" / "seed"


@dataclass(frozen=True)
class Ended:
    """The result of a run: exit code, bytes on standard output, text on standard error."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode()

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    def json(self) -> Any:
        return json.loads(self.raw)


Run = Callable[..., Ended]


def started(*args: str, text: str | bytes | None = None, env: dict[str, str | None] | None = None) -> Ended:
    """Run the program in this process, or the installed one in a subprocess."""
    if INSTALLED:
        return run_installed(args, text, env or {})
    from click.testing import CliRunner

    from catalogue import i18n
    from catalogue.cli.main import program

    i18n.use("en")
    ended = CliRunner().invoke(program, list(args), input=text, env=env)
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return Ended(ended.exit_code, ended.stdout_bytes, ended.stderr)


def run_installed(args: tuple[str, ...], text: str | bytes | None, env: dict[str, str | None]) -> Ended:
    """Run the installed program; a variable that is None in ``env`` is unset."""
    result = {name: value for name, value in {**os.environ, **env}.items() if value is not None}
    given = text.encode() if isinstance(text, str) else text or b""
    ended = subprocess.run([*INSTALLED, *args], input=given, env=result, capture_output=True)
    return Ended(ended.returncode, ended.stdout, ended.stderr.decode())


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder, settings and language for this test only."""
    folder = tmp_path_factory.mktemp("home")
    for name in (
        "CATALOGUE_DB",
        "CATALOGUE_LANG",
        "CATALOGUE_TODAY",
        "LC_ALL",
        "LC_MESSAGES",
        "NO_COLOR",
        "SOURCE_DATE_EPOCH",
    ):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("LANG", "C.UTF-8")
    yield folder
    from catalogue import i18n

    i18n.use("en")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue built from the checkout's data, once for the session; read-only."""
    path = tmp_path_factory.mktemp("built") / "catalogue.db"
    before = os.environ.get("SOURCE_DATE_EPOCH")
    ended = started("db", "build", str(SEED), "-o", str(path))
    if before is None:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
    assert ended.code == 0, ended.err
    return path


@pytest.fixture
def shipped(built: Path, tmp_path: Path) -> Path:
    """A fresh copy of the shipped catalogue."""
    return Path(shutil.copy(built, tmp_path / "catalogue.db"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A new catalogue without records."""
    path = tmp_path / "empty.db"
    assert started("--db", str(path), "db", "init", "--empty").code == 0
    return path


@pytest.fixture(scope="session")
def invoke() -> Run:
    """Run the program without naming a catalogue."""
    return started


@pytest.fixture(scope="session")
def seed() -> Path:
    """The data package from which the shipped catalogue is built."""
    return SEED


@pytest.fixture
def run(shipped: Path) -> Run:
    """Run the program on a copy of the shipped catalogue."""

    def on_shipped(*args: str, **more: Any) -> Ended:
        return started("--db", str(shipped), *args, **more)

    return on_shipped


@pytest.fixture(scope="session")
def ask(built: Path) -> Run:
    """Run the program on the shipped catalogue itself; for commands that write nothing."""

    def on_built(*args: str, **more: Any) -> Ended:
        return started("--db", str(built), *args, **more)

    return on_built
