"""Settings and the places of files. Nothing here creates a file or a folder.

``config.toml`` may hold::

    lang = "ru"                      # language of the interface: en, ru or uz
    theme = "textual-light"          # a Textual theme
    database = "~/agreements.db"     # a relative path starts at the folder of config.toml
    terms = "terms.csv"              # your own search terms; likewise

    [keys]                           # id of an action = keys, several with commas
    search = "slash,ctrl+f"

    [limits]                         # how much of a file is taken in an import; docs/importing.md has their names
    cell = 5000000
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from catalogue.errors import ConfigError

_APP = "catalogue"
FILE_NAME = "catalogue.db"
_PACKAGE = Path(__file__).resolve().parent


class Config(Struct, frozen=True):
    """What ``config.toml`` says; a setting that it does not mention is None."""

    lang: str | None = None
    theme: str | None = None
    database: Path | None = None
    terms: Path | None = None
    keys: Mapping[str, str] = MappingProxyType({})
    limits: Mapping[str, int] = MappingProxyType({})


def load(path: Path | None = None) -> Config:
    """The settings of a file, by default ``config_path()``; a missing file gives the defaults.

    Raises ``ConfigError``: ``config-unreadable`` (path, reason), ``config-encoding`` (path, line), ``config-syntax``
    (path, line), ``config-unknown`` (path, setting), ``config-type`` (path, setting, expected).
    """
    file = path or config_path()
    settings = _parsed(file)
    for name in settings:
        if name not in ("lang", "theme", "database", "terms", "keys", "limits"):
            raise ConfigError("config-unknown", path=str(file), setting=name)
    database, terms = (_text(settings, name, file) for name in ("database", "terms"))
    return Config(
        lang=_text(settings, "lang", file),
        theme=_text(settings, "theme", file),
        database=file.parent / os.path.expanduser(database) if database else None,  # noqa: PTH111 - no home is fine
        terms=file.parent / os.path.expanduser(terms) if terms else None,  # noqa: PTH111 - the same
        keys=MappingProxyType(_keys(settings, file)),
        limits=MappingProxyType(_limits(settings, file)),
    )


def database_path(option: str | None = None) -> Path:
    """The catalogue to open, which may not exist yet.

    ``--db``, else ``CATALOGUE_DB``, else ``database`` in ``config.toml``, else ``data/catalogue.db`` of the
    checkout that the program runs from, else ``catalogue.db`` in the user's data folder.
    Raises ``ConfigError`` where ``config.toml`` has to be read and is broken.
    """
    given = option or os.environ.get("CATALOGUE_DB")
    if given:
        return Path(os.path.expanduser(given))  # noqa: PTH111 - Path.expanduser fails without a home
    configured = load().database
    if configured:
        return configured
    checkout = checkout_path()
    return checkout / "data" / FILE_NAME if checkout else data_path() / FILE_NAME


def terms_path() -> Path:
    """The file of the reader's own terms, which need not exist: ``terms`` in ``config.toml``, else ``terms.csv``
    beside it. Raises ``ConfigError`` where ``config.toml`` is broken."""
    return load().terms or config_path().with_name("terms.csv")


def checkout_path() -> Path | None:
    """The root of the checkout that the program runs from; None when it is installed."""
    root = _PACKAGE.parent.parent
    return root if (root / "pyproject.toml").is_file() and _PACKAGE.parent.name == "src" else None


def sample_path() -> Path | None:
    """The catalogue that came with the program (in the checkout or in the wheel), if there is one."""
    checkout = checkout_path()
    sample = (checkout or _PACKAGE) / "data" / FILE_NAME
    return sample if sample.is_file() else None


def config_path() -> Path:
    """Where ``config.toml`` is looked for."""
    return _folder("config") / "config.toml"


def state_path(name: str = "state.json") -> Path:
    """A file in which the program may remember where the reader was; neither it nor its folder need exist."""
    return _folder("state") / name


def data_path() -> Path:
    """The user's data folder, which need not exist."""
    return _folder("data")


def today(environ: Mapping[str, str] = os.environ) -> date:
    """The day that deadlines and relative dates count from: ``CATALOGUE_TODAY`` (YYYY-MM-DD), else the reader's own.

    Raises ``ConfigError('clock.unreadable')``.
    """
    fixed = environ.get("CATALOGUE_TODAY", "")
    if not fixed:
        return date.today()  # noqa: DTZ011 - the reader's calendar day is meant
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise ConfigError("clock.unreadable", value=fixed) from None


def _folder(kind: Literal["config", "state", "data"]) -> Path:
    """The user's folder of a kind; below ``/`` for a user without a home."""
    import platformdirs

    try:
        return Path(getattr(platformdirs, f"user_{kind}_path")(_APP, appauthor=False))
    except RuntimeError:
        return Path("/", f".{kind}", _APP)


def _parsed(file: Path) -> dict[str, object]:
    """The file as TOML; nothing for a file that is not there."""
    try:
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
        if isinstance(error, PermissionError) and visible(file):
            raise ConfigError("config-unreadable", path=str(file), reason=error.strerror) from error
        return {}
    except OSError as error:
        raise ConfigError("config-unreadable", path=str(file), reason=error.strerror) from error
    import tomllib

    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError("config-encoding", path=str(file), line=line) from error
    except (ValueError, RecursionError) as error:  # a number of 4,301 digits is a ValueError of its own
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line = int(found[1]) if found else raw.rstrip().count(b"\n") + 1  # else at the end
        raise ConfigError("config-syntax", path=str(file), line=line) from error


def visible(file: Path) -> bool:
    """Whether the file can be seen at all; a closed home folder holds no settings for this user."""
    try:
        return file.exists()
    except OSError:
        return False


def _text(settings: Mapping[str, object], name: str, file: Path) -> str | None:
    """A setting that must be text; the empty text counts as not set."""
    value = settings.get(name)
    if value is None or (isinstance(value, str) and "\0" not in value):  # no path can contain that character
        return value or None
    raise ConfigError("config-type", path=str(file), setting=name, expected="text")


def _keys(settings: Mapping[str, object], file: Path) -> dict[str, str]:
    """The keys, each an action's id and text."""
    table = settings.get("keys", {})
    if not isinstance(table, dict):
        raise ConfigError("config-type", path=str(file), setting="keys", expected="table")
    for action, keys in table.items():
        if not isinstance(keys, str):
            raise ConfigError("config-type", path=str(file), setting=f"keys.{action}", expected="text")
    return dict(table)


def _limits(settings: Mapping[str, object], file: Path) -> dict[str, int]:
    """The limits by their names."""
    table = settings.get("limits", {})
    if not isinstance(table, dict):
        raise ConfigError("config-type", path=str(file), setting="limits", expected="table")
    for name, number in table.items():
        if type(number) is not int or number.bit_length() > 64:
            raise ConfigError("config-type", path=str(file), setting=f"limits.{name}", expected="number")
    return dict(table)


def account() -> str:
    """Who is named in the history: the name of the account; "" where there is none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name, no account, no accounts at all (Windows)
        return ""
