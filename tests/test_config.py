"""Settings: which catalogue is opened, what config.toml may contain, and that reading creates nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue import config
from catalogue.errors import ConfigError

ROOT = Path(config.__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new home folder, and no environment variables that affect the settings."""
    for name in list(os.environ):
        if name.startswith(("XDG_", "CATALOGUE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def settings(home: Path, text: str) -> Path:
    """Write config.toml where the program looks for it."""
    file = config.config_path()
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_option_overrides_the_environment_then_the_settings_then_the_checkout(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert config.database_path() == ROOT / "data" / "catalogue.db"
    settings(home, 'database = "/c.db"')
    assert config.database_path() == Path("/c.db")
    monkeypatch.setenv("CATALOGUE_DB", "b.db")
    assert config.database_path() == Path("b.db")
    assert config.database_path("a.db") == Path("a.db")


def test_an_empty_environment_variable_counts_as_unset(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_DB", "")
    assert config.database_path() == ROOT / "data" / "catalogue.db"


def test_a_tilde_is_expanded(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_DB", "~/a.db")
    assert config.database_path() == home / "a.db"


def test_an_installed_program_falls_back_to_the_users_data_folder(home: Path) -> None:
    """Outside a checkout, the package does not know where sources are."""
    elsewhere = home / "site-packages"
    shutil.copytree(Path(config.__file__).parent, elsewhere / "catalogue", ignore=shutil.ignore_patterns("__pycache__"))
    code = "from catalogue import config;print(config.database_path(), config.checkout_path(), config.sample_path())"
    environment = {"PYTHONPATH": str(elsewhere), "HOME": str(home), "PATH": os.environ["PATH"]}
    result = subprocess.run(
        [sys.executable, "-B", "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    path, checkout, sample = result.stdout.split()
    assert Path(path).name == "catalogue.db"
    assert Path(path).is_relative_to(home)
    assert not Path(path).is_relative_to(elsewhere)
    assert (checkout, sample) == ("None", "None")


def test_a_relative_database_path_is_relative_to_the_settings_file(home: Path) -> None:
    file = settings(home, 'database = "mine/a.db"')
    assert config.database_path() == file.parent / "mine" / "a.db"


def test_all_settings_are_read(home: Path) -> None:
    settings(home, 'lang = "uz"\ntheme = "nord"\ndatabase = "~/x.db"\n[keys]\nsearch = "slash,ctrl+f"\n')
    loaded = config.load()
    assert (loaded.lang, loaded.theme, loaded.database) == ("uz", "nord", home / "x.db")
    assert dict(loaded.keys) == {"search": "slash,ctrl+f"}


def test_no_settings_file_gives_the_defaults(home: Path) -> None:
    assert config.load() == config.Config()


def test_a_byte_order_mark_is_accepted(home: Path) -> None:
    settings(home, '\ufefflang = "ru"')
    assert config.load().lang == "ru"


@pytest.mark.parametrize(
    ("text", "code", "setting"),
    [
        ("lang = ", "config-syntax", None),
        ("lang = 1", "config-type", "lang"),
        ('database = "a\\u0000b"', "config-type", "database"),
        ("[database]\nx = 1", "config-type", "database"),
        ('keys = "q"', "config-type", "keys"),
        ("[keys]\nquit = 3", "config-type", "keys.quit"),
        ('colour = "red"', "config-unknown", "colour"),
        ("[limits]\ncell = 0x" + "f" * 5000, "config-type", "limits.cell"),
    ],
)
def test_errors_in_settings_name_the_file_and_the_setting(
    home: Path, text: str, code: str, setting: str | None
) -> None:
    file = settings(home, text)
    with pytest.raises(ConfigError) as caught:
        config.load()
    assert caught.value.code == code
    assert caught.value.params["path"] == str(file)
    assert caught.value.params.get("setting") == setting
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b'lang = "ru"\ntheme = oops\n', "config-syntax", 2),
        (b'lang = "ru"\n[keys\n', "config-syntax", 2),
        (b'lang = "ru"\ntheme = """\ndark\n\n', "config-syntax", 3),
        (b"lang = " + b"[" * 3000, "config-syntax", 1),
        (b"\n[limits]\ncell = " + b"1" * 4301, "config-syntax", 3),
        (b'lang = "ru"\n\ntheme = "\xf0\xf3"\n', "config-encoding", 3),
    ],
)
def test_errors_in_unreadable_settings_name_the_line(home: Path, raw: bytes, code: str, line: int) -> None:
    settings(home, "").write_bytes(raw)
    with pytest.raises(ConfigError) as caught:
        config.load()
    assert (caught.value.code, caught.value.params["line"]) == (code, line)


def test_a_folder_in_place_of_the_settings_file_is_reported(home: Path) -> None:
    config.config_path().mkdir(parents=True)
    with pytest.raises(ConfigError, match="config-unreadable"):
        config.load()


def test_broken_settings_do_not_matter_when_a_catalogue_is_named(home: Path) -> None:
    settings(home, "lang = ")
    assert config.database_path("a.db") == Path("a.db")


def test_reading_settings_creates_nothing(home: Path) -> None:
    config.load()
    config.database_path()
    config.state_path()
    config.sample_path()
    assert list(home.iterdir()) == []


def test_a_user_without_a_home_gets_absolute_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system does not know the user id, as in containers: ``~`` is not expanded."""
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    for path in (config.config_path(), config.state_path(), config.data_path()):
        assert path.is_absolute()
    assert config.load() == config.Config()
