"""Which parts of a file are ours: tables, indexes and views with exactly our definitions, and no triggers."""

from __future__ import annotations

import sqlite3
from functools import cache

from catalogue.store import schema

_OWN = ("sqlite_", "_sqlite_migrations", "idx__sqlite_migrations", "search_")
"""Prefixes of what SQLite, its full-text tables and the log of migrations create."""


@cache
def _expected() -> dict[str, str]:
    """The statement behind each table, index and view of the current schema, by name."""
    statements = (*schema.tables(), *schema.views())
    return {_name(statement): statement for statement in statements}


def _name(statement: str) -> str:
    words = statement.split(None, 4)
    return words[3 if words[1] in ("VIRTUAL", "UNIQUE") else 2]


def _unquoted(statement: str, name: str) -> str:
    """The statement as it was written: a table that a migration renamed is quoted by SQLite."""
    quoted = f'CREATE TABLE "{name}"'
    return f"CREATE TABLE {name}{statement.removeprefix(quoted)}" if statement.startswith(quoted) else statement


def untrusted(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The parts that could run foreign code or replace ours, sorted.

    Triggers; views that are not ours; indexes on our tables, and anything with one of our names, that differ in any
    character from what this program makes. Other tables are harmless: see ``foreign_tables``.
    """
    ours, found = _expected(), []
    for kind, name, table, made in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        if name in ours:
            wrong = _unquoted(made, name) != ours[name]
        elif name.startswith(_OWN):
            # An index that SQLite created automatically has no statement; one on an expression is code.
            wrong = kind not in ("table", "index") or (kind == "index" and table in ours and made is not None)
        else:
            wrong = kind != "table" and (kind != "index" or table in ours)
        if wrong:
            found.append(name)
    return tuple(sorted(found))


def foreign_tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Tables that this program did not make and does not use, sorted."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return tuple(name for (name,) in found if name not in _expected() and not name.startswith(_OWN))


def missing(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Our tables that are missing, in the order of the schema."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return tuple(name for name in schema.TABLES if name not in there)
