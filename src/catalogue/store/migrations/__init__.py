"""The numbered migrations of the schema: one function per step, each atomic and recorded, none using today's model.

The SQL of each step is a file next to this module. Foreign keys are off while steps run and are checked after them.
"""

from __future__ import annotations

import sqlite3
from importlib.resources import files

from sqlite_utils import Database, Migrations

from catalogue.errors import UnusableCatalogue
from catalogue.store.layout import APPLICATION_ID, VERSION

STEPS = Migrations("catalogue")
_APPLIED_AT = "2026-01-01 00:00:00+00:00"  # constant, so that two builds are the same bytes


def _run(db: Database, name: str) -> None:
    script = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for statement in script.split(";\n\n"):
        if statement.strip():
            db.conn.execute(statement)


@STEPS(name="0001_catalogue")
def catalogue(db: Database) -> None:
    """The tables of the catalogue, its derived tables, and a view for each kind."""
    _run(db, "0001_catalogue.sql")


@STEPS(name="0002_saved_columns")
def saved_columns(db: Database) -> None:
    """A saved search has the columns of its list."""
    _run(db, "0002_saved_columns.sql")


@STEPS(name="0003_plain_checks")
def plain_checks(db: Database) -> None:
    """Checks of codes compare with each code, which SQLite does faster than building the table of an IN list."""
    _run(db, "0003_plain_checks.sql")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to the schema of today. Raises ``UnusableCatalogue('db.migration_broke')`` on broken links."""
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        STEPS.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
    except sqlite3.OperationalError as failure:
        raise UnusableCatalogue("db.migration_broke", table=str(failure)) from None
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise UnusableCatalogue("db.migration_broke", table=broken[0][0])
    connection.execute("UPDATE _sqlite_migrations SET applied_at = ?", (_APPLIED_AT,))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={VERSION}")
    connection.execute("PRAGMA foreign_keys=ON")
