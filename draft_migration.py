"""Drafts the next migration: the SQL from the schema of the migrations to the one that the registry asks for.

python draft_migration.py NAME      writes src/catalogue/store/migrations/000N_NAME.sql, its step, and VERSION

A table that changed is made anew and takes the columns that both have; its indexes and all views follow. Look the file
through: what a new column should hold for records that are there already, only you know.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from catalogue.store import layout, schema
from catalogue.store.migrations import migrate

STEPS = Path(schema.__file__).with_name("migrations")
STEP = '''@STEPS(name="{stem}")
def {name}(db: Database) -> None:
    """{words}."""
    _run(db, "{stem}.sql")


'''
PARTS = (
    "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL "
    "AND name NOT LIKE 'search_%' AND name NOT LIKE '%sqlite_%'"
)


def parts(database: sqlite3.Connection, kind: str) -> dict[str, str]:
    """The tables, indexes or views of a database by name; a table that was renamed is quoted by SQLite."""
    return {name: re.sub(r'^(CREATE TABLE) "(\w+)"', r"\1 \2", sql) for name, sql in database.execute(PARTS, (kind,))}


def statements(old: sqlite3.Connection, new: sqlite3.Connection) -> Iterator[str]:
    """What leads from the one schema to the other."""
    before, after = parts(old, "table"), parts(new, "table")
    changed = [name for name in after if name in before and before[name] != after[name]]
    views = parts(new, "view")
    if not changed and before.keys() == after.keys() and parts(old, "view") == views:
        return
    yield from (f"DROP VIEW {name}" for name in parts(old, "view"))
    yield from (f"DROP TABLE {name}" for name in before if name not in after)
    for name in changed:
        known = {row[1] for row in old.execute(f"PRAGMA table_xinfo({name})")}
        columns = ", ".join(f'"{row[1]}"' for row in new.execute(f"PRAGMA table_xinfo({name})") if row[1] in known)
        yield after[name].replace(f"CREATE TABLE {name}", f"CREATE TABLE {name}_new", 1)
        yield f"INSERT INTO {name}_new ({columns}) SELECT {columns} FROM {name}"
        yield f"DROP TABLE {name}"
        yield f"ALTER TABLE {name}_new RENAME TO {name}"
    yield from (sql for name, sql in after.items() if name not in before)
    kept = {name for name in before if name in after and name not in changed}
    for name, sql in parts(new, "index").items():
        if sql.partition(" ON ")[2].split()[0] not in kept or name not in parts(old, "index"):
            yield sql
    yield from views.values()


def main(name: str) -> str:
    """Write the migration; returns what to look at."""
    with closing(sqlite3.connect(":memory:")) as old, closing(sqlite3.connect(":memory:")) as new:
        migrate(old)
        old.commit()
        for statement in (*schema.tables(), *schema.views()):
            new.execute(statement)
        drafted = [*statements(old, new)]
    if not drafted:
        return "The migrations make what the registry asks for; nothing to do."
    number = 1 + max(int(file.name[:4]) for file in STEPS.glob("[0-9]*.sql"))
    file = STEPS / f"{number:04d}_{name}.sql"
    file.write_text(";\n\n".join(drafted) + ";\n", encoding="utf-8")
    step = STEP.format(stem=file.stem, name=name, words=name.replace("_", " ").capitalize())
    put(STEPS / "__init__.py", r"^(?=def migrate\()", step)
    put(Path(layout.__file__), r"^VERSION = \d+", f"VERSION = {number}")
    return f"{file} is written, with its step in {STEPS.name}/__init__.py, and VERSION is {number}. Look it through."


def put(file: Path, place: str, text: str) -> None:
    """Put a text in the one place of a file that the expression finds."""
    told, found = re.subn(place, lambda _found: text, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert found == 1, (file, place)
    file.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not re.fullmatch("[a-z][a-z_]*", sys.argv[1]):
        sys.exit(__doc__)
    print(main(sys.argv[1]))
