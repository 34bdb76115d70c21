"""The settings in effect, each with whether config.toml gives it."""

from __future__ import annotations

from pathlib import Path

from catalogue.config import Config
from catalogue.present import settings


def test_every_setting_is_listed_with_whether_the_file_gives_it() -> None:
    held = Config(lang="ru", database=Path("/a.db"), keys={"search": "slash"}, limits={"cell": 5})
    table = settings.table(held, "en", database=Path("/b.db"), terms=Path("/t.csv"))
    assert [(own.name, own.value, own.given) for own in table.rows] == [
        ("lang", "en", False),
        ("theme", "", False),
        ("database", "/b.db", False),
        ("terms", "/t.csv", False),
        ("keys.search", "slash", True),
        ("limits.cell", "5", True),
    ]
