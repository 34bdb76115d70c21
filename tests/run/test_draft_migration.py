"""The drafted migration leads from an older schema to that of the registry, and keeps all records."""

from __future__ import annotations

import importlib.util
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from catalogue.store import schema, trust

SCRIPT = Path(__file__).resolve().parents[2] / "draft_migration.py"
RECORD = (
    "INSERT INTO record (id, kind, form, label, fingerprint, created_at, updated_at) "
    "VALUES ('park-a', 'technopark', 'it_park', 'A', '', '', '')"
)


@pytest.fixture(scope="module")
def draft() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draft_migration", SCRIPT)
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def made(change: Callable[[str], str] = str) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(":memory:")
    for statement in (*schema.tables(), *schema.views()):
        if result := change(statement):
            database.execute(result)
    return closing(database)


def without_a_field(statement: str) -> str:
    return re.sub(r'\n  "rail" TEXT CHECK \([^)]*\)\),|"rail", ', "", statement)


def without_a_kind(statement: str) -> str:
    if statement.startswith("CREATE VIEW measures"):
        return ""
    return statement.replace("'measure', ", "").replace("WHEN 'measure' THEN", "WHEN '-' THEN")


def without_a_table(statement: str) -> str:
    return "" if " star " in statement else statement


@pytest.mark.parametrize("before", [without_a_field, without_a_kind, without_a_table])
def test_the_draft_produces_the_schema_and_keeps_records(draft: ModuleType, before: Callable[[str], str]) -> None:
    with made(before) as old, made() as new:
        old.execute(RECORD)
        statements = [*draft.statements(old, new)]
        assert statements
        for statement in statements:
            old.execute(statement)
        for kind in ("table", "index", "view"):
            assert draft.parts(old, kind) == draft.parts(new, kind)
        assert old.execute("SELECT num, id, label FROM record").fetchall() == [(1, "park-a", "A")]
        assert trust.untrusted(old) == ()


def test_nothing_is_drafted_without_a_change(draft: ModuleType) -> None:
    with made() as old, made() as new:
        assert [*draft.statements(old, new)] == []
