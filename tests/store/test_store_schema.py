"""The migrations produce the schema that the registry declares, and the tables enforce it."""

import re
import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database

from catalogue.errors import UnusableCatalogue
from catalogue.model.kinds import KINDS
from catalogue.model.marks import Saved
from catalogue.store import backup, connection, layout, marks, schema
from catalogue.store.migrations import STEPS


@pytest.fixture
def path(tmp_path):
    backup.new(tmp_path / "c.db")
    return tmp_path / "c.db"


def _shape(database: sqlite3.Connection) -> list[str]:
    found = database.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_%' "
        "AND name NOT LIKE '%sqlite_%' ORDER BY name"
    )
    return [re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", sql) for (sql,) in found]  # quoted after renaming


def test_migrations_produce_the_schema_of_the_registry(path):
    with closing(sqlite3.connect(":memory:")) as expected, closing(sqlite3.connect(path)) as made:
        for statement in (*schema.tables(), *schema.views()):
            expected.execute(statement)
        assert _shape(made) == _shape(expected)


def test_a_catalogue_of_the_first_schema_is_upgraded_with_its_saved_searches(tmp_path):
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as old:
        STEPS.apply(Database(old, recursive_triggers=False), stop_before="0002_saved_columns")
        old.execute("INSERT INTO saved (name, query, at) VALUES ('mine', 'kind:event', '2026-01-01T00:00:00Z')")
        old.execute(f"PRAGMA application_id={layout.APPLICATION_ID}")
        old.execute("PRAGMA user_version=1")
        old.commit()
    with pytest.raises(UnusableCatalogue, match=r"db\.older"):
        connection.read(path)
    assert backup.upgrade(path) == 1
    with closing(connection.read(path)) as opened:
        assert marks.everything(opened).saved == (Saved("mine", "kind:event", "2026-01-01T00:00:00Z"),)


def test_an_upgrade_that_makes_tables_anew_keeps_what_is_in_them(tmp_path):
    path, rows = tmp_path / "old.db", {}
    tables = ("record", "name", "link", "claim")
    with closing(sqlite3.connect(path)) as old:
        STEPS.apply(Database(old, recursive_triggers=False), stop_before="0003_plain_checks")
        for statement in _A_RECORD_AND_ITS_PARTS:
            old.execute(statement)
        rows = {table: old.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
        old.execute(f"PRAGMA application_id={layout.APPLICATION_ID}")
        old.execute("PRAGMA user_version=2")
        old.commit()
    backup.upgrade(path)
    with closing(connection.read(path)) as opened:
        assert {table: opened.execute(f"SELECT * FROM {table}").fetchall() for table in tables} == rows


_A_RECORD_AND_ITS_PARTS = (
    """INSERT INTO record (num, id, kind, form, label, area_ha, area_ha_number, fingerprint, created_at, updated_at)
    VALUES (7, 'park-a', 'technopark', 'it_park', 'A', '~5', 5.0, 'f', 'c', 'u')""",
    "INSERT INTO name (num, record, text, lang, type) VALUES (3, 7, 'A', 'en', 'preferred')",
    "INSERT INTO link (num, subject, role, object, basis) VALUES (4, 7, 'possibly_same_as', 7, 'inferred')",
    "INSERT INTO claim (num, record, field, value, op, number) VALUES (5, 7, 'area_ha', '~5', '~', 5.0)",
)


@pytest.mark.parametrize("table", ["record", "name", "link", "claim"])
def test_checks_of_codes_build_no_table_for_every_row(path, table):
    with closing(sqlite3.connect(path)) as made:
        columns = [row[1] for row in made.execute(f"PRAGMA table_info({table})")]
        listed = ", ".join(f'"{name}"' for name in columns)
        steps = made.execute(
            f"EXPLAIN INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(columns))})", columns
        )
        assert "OpenEphemeral" not in {step[1] for step in steps}


def test_tables_are_strict_and_the_file_identifies_itself(path):
    with closing(sqlite3.connect(path)) as made:
        strict = {
            name: is_strict for _, name, kind, _, _, is_strict in made.execute("PRAGMA table_list") if kind == "table"
        }
        assert all(strict[name] for name in schema.TABLES if name != "search")
        assert made.execute("PRAGMA application_id").fetchone()[0] == layout.APPLICATION_ID
        assert made.execute("PRAGMA user_version").fetchone()[0] == layout.VERSION


def test_each_kind_has_a_view_with_readable_columns(path):
    with closing(sqlite3.connect(path)) as made:
        for kind in KINDS.values():
            columns = [column[0] for column in made.execute(f"SELECT * FROM {kind.plural}").description]
            assert columns[:2] == ["id", "label"]
            assert {field.name for field in kind.fields} <= set(columns)


def test_the_database_itself_refuses_a_form_of_another_kind(path):
    with connection.write(path) as made, pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        made.execute(
            "INSERT INTO record (id, kind, form, label, fingerprint, created_at, updated_at) "
            "VALUES ('x', 'agreement', 'technopark', 'x', '', '', '')"
        )


def test_the_file_is_private(path):
    assert path.stat().st_mode & 0o777 == 0o600
