"""The settings in effect as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from catalogue.config import Config
from catalogue.i18n import gettext as _
from catalogue.present.shapes import Column, Table


class Setting(Struct, frozen=True):
    """A setting by its name in ``config.toml``; ``value`` "" if it has none, ``given`` if it is from that file."""

    name: str
    value: str
    given: bool


def table(held: Config, lang: str, *, database: Path, terms: Path) -> Table[Setting]:
    """The settings in effect: ``lang``, ``database`` and ``terms`` as they are used, the rest as ``held``."""
    columns: tuple[Column[Setting], ...] = (
        Column("setting", _("setting"), lambda own: own.name, lambda own: own.name, whole=True),
        Column("value", _("value"), lambda own: own.value or None, lambda own: own.value, whole=True),
        Column("given", "config.toml", lambda own: own.given, lambda own: "✓" if own.given else ""),
    )
    return Table(columns, tuple(_settings(held, lang, database, terms)))


def _settings(held: Config, lang: str, database: Path, terms: Path) -> Iterator[Setting]:
    yield Setting("lang", lang, held.lang == lang)
    yield Setting("theme", held.theme or "", held.theme is not None)
    yield Setting("database", str(database), held.database == database)
    yield Setting("terms", str(terms), held.terms == terms)
    yield from (Setting(f"keys.{name}", keys, given=True) for name, keys in sorted(held.keys.items()))
    yield from (Setting(f"limits.{name}", str(most), given=True) for name, most in sorted(held.limits.items()))
