"""The tables and views that follow from the registry.

The numbered migrations bring a catalogue to this schema (a test compares the two); the other modules of the store take
column names from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS, Kind, every_field
from catalogue.model.values import derived_columns
from catalogue.model.vocabularies import BASIS, NAME_TYPE, RANK
from catalogue.text import zones

TABLES = (
    "record", "name", "link", "term", "claim", "batch", "change", "within", "meta", "search", "entry", "word",
    "arrival", "tag", "note", "star", "saved", "partner", "bundle", "received", "rival", "travelled",
)  # fmt: skip
_SQL_TYPES = {"degrees": "REAL", "integer": "INTEGER"}


def sql_type(field: Field) -> str:
    """The STRICT column type of a field."""
    return _SQL_TYPES.get(field.type, "TEXT")


@cache
def value_columns() -> tuple[str, ...]:
    """The columns of ``record`` that hold stored values: form, status, then every field once."""
    return ("form", "status", *(field.name for field in every_field()))


@cache
def computed_columns() -> tuple[tuple[str, str], ...]:
    """The columns computed from values on every write, as ``(name, SQL type)``."""
    return tuple(column for field in every_field() for column in derived_columns(field))


@cache
def figures() -> tuple[str, ...]:
    """The fields with figures: the text and the number of each have a partial index over the records that have the
    figure."""
    return tuple(field.name for field in every_field() if field.type == "quantity")


RANGED = " OR ".join(f"instr(\"{name}\", '..') > 0" for name in figures())
"""Whether a record has a figure that is a range; there are few of them, and they have a separate index."""


def _one_of(column: str, codes: tuple[str, ...]) -> str:
    """The condition that a column holds one of these codes.

    Not with IN: in a CHECK, SQLite builds the table of an IN list anew for every row (3.40).
    """
    return " OR ".join(f"{column} = '{code}'" for code in codes)


def _column(field: Field) -> str:
    column = f'"{field.name}"'
    typed = f"{column} {sql_type(field)}"
    if field.type == "choice" and field.vocabulary:
        return f"{typed} CHECK ({_one_of(column, field.vocabulary.codes)})"
    if field.type == "flag":
        return f"{typed} CHECK ({column} IN ('yes', 'no'))"
    return typed


def _ladder(column: str) -> str:
    cases = []
    for kind in KINDS.values():
        field = kind.field(column)
        if field is None or field.vocabulary is None:
            cases.append(f"WHEN '{kind.name}' THEN {column} IS NULL")
        else:
            cases.append(f"WHEN '{kind.name}' THEN {_one_of(column, field.vocabulary.codes)}")
    return f"CHECK (CASE kind {' '.join(cases)} END)"


def _record_table() -> str:
    columns = [
        "num INTEGER PRIMARY KEY",
        "id TEXT NOT NULL UNIQUE CHECK (id <> '')",
        f"kind TEXT NOT NULL CHECK ({_one_of('kind', tuple(KINDS))})",
        "form TEXT",
        "status TEXT",
        *(_column(field) for field in every_field()),
        "label TEXT NOT NULL",
        *(f'"{name}" {kind}' for name, kind in computed_columns()),
        "main_date TEXT",
        "main_from TEXT",
        "main_to TEXT",
        "inferred INTEGER NOT NULL DEFAULT 0 CHECK (inferred IN (0, 1))",
        "conflicting INTEGER NOT NULL DEFAULT 0 CHECK (conflicting IN (0, 1))",
        "fingerprint TEXT NOT NULL",
        "created_at TEXT NOT NULL",
        "updated_at TEXT NOT NULL",
        _ladder("form"),
        _ladder("status"),
    ]
    return _table("record", columns)


def _table(name: str, columns: list[str], options: str = "STRICT") -> str:
    body = ",\n  ".join(columns)
    return f"CREATE TABLE {name} (\n  {body}\n) {options}"


_RECORD = "INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
_SOURCE = "source INTEGER REFERENCES record (num) DEFERRABLE INITIALLY DEFERRED"
_TEXT = "TEXT NOT NULL DEFAULT ''"


_BASIS = f"basis {_TEXT} CHECK ({_one_of('basis', ('', *BASIS.codes))})"
_REASON = f"reason {_TEXT}"
_DATES = (f'"start" {_TEXT}', f'"end" {_TEXT}')
_NUM = "num INTEGER PRIMARY KEY"


def tables() -> Iterator[str]:
    """The statements that make the tables and their indexes."""
    yield _record_table()
    yield "CREATE INDEX record_by_kind ON record (kind, main_from DESC, id)"
    yield "CREATE INDEX record_by_date ON record (main_from DESC, id)"
    yield "CREATE INDEX record_by_name ON record (label)"
    for name in figures():
        number = f'"{name}_number"'
        yield f'CREATE INDEX record_by_{name} ON record ({number}, "{name}") WHERE {number} IS NOT NULL'
    yield f"CREATE INDEX record_ranged ON record (num) WHERE {RANGED}"
    yield from _names()
    yield from _links()
    yield from _terms()
    yield from _claims()
    for table in ("name", "link", "claim"):
        yield f"CREATE INDEX {table}_by_source ON {table} (source) WHERE source IS NOT NULL"
    yield from _history()
    yield from _derived()
    yield from _marks()
    yield from _exchange()


def _names() -> Iterator[str]:
    kind = f"type {_TEXT} CHECK ({_one_of('type', NAME_TYPE.codes)})"
    own = [f"record {_RECORD}", "text TEXT NOT NULL", f"lang {_TEXT}", kind]
    yield _table("name", [_NUM, *own, *_DATES, _SOURCE, _BASIS, _REASON])
    yield "CREATE INDEX name_by_record ON name (record)"


def _links() -> Iterator[str]:
    ends = [
        f"subject {_RECORD}",
        "role TEXT NOT NULL",
        "object INTEGER NOT NULL REFERENCES record (num) DEFERRABLE INITIALLY DEFERRED",
    ]
    yield _table("link", [_NUM, *ends, f"side {_TEXT}", *_DATES, f"note {_TEXT}", _SOURCE, _BASIS, _REASON])
    yield "CREATE INDEX link_by_subject ON link (subject, role)"
    yield "CREATE INDEX link_by_object ON link (object, role)"


def _terms() -> Iterator[str]:
    own = [f"record {_RECORD}", "field TEXT NOT NULL", "value TEXT NOT NULL", "PRIMARY KEY (record, field, value)"]
    yield _table("term", own, "STRICT, WITHOUT ROWID")
    yield "CREATE INDEX term_by_value ON term (field, value)"


def _claims() -> Iterator[str]:
    rank = f"rank TEXT NOT NULL DEFAULT 'normal' CHECK ({_one_of('rank', RANK.codes)})"
    own = [f"record {_RECORD}", "field TEXT NOT NULL", "value TEXT NOT NULL"]
    figures = ["op TEXT", "number REAL", "unit TEXT", "phase TEXT"]
    behind = [f"as_of {_TEXT}", _SOURCE, f"locator {_TEXT}", _BASIS, _REASON, rank, f"original {_TEXT}"]
    yield _table("claim", [_NUM, *own, *figures, *behind])
    yield "CREATE INDEX claim_by_record ON claim (record, field)"


def _history() -> Iterator[str]:
    yield _table(
        "batch",
        [
            "num INTEGER PRIMARY KEY",
            "at TEXT NOT NULL",
            "actor TEXT NOT NULL",
            "action TEXT NOT NULL",
            f"reason {_TEXT}",
            "undoes INTEGER REFERENCES batch (num)",
        ],
    )
    yield _table(
        "change",
        [
            "num INTEGER PRIMARY KEY",
            "batch INTEGER NOT NULL REFERENCES batch (num)",
            "record TEXT NOT NULL",
            "field TEXT NOT NULL",
            "old TEXT",
            "new TEXT",
        ],
    )
    yield "CREATE INDEX change_by_batch ON change (batch)"
    yield "CREATE INDEX change_by_record ON change (record)"


def _derived() -> Iterator[str]:
    yield _table(
        "within",
        [f"record {_RECORD}", "code TEXT NOT NULL", "PRIMARY KEY (record, code)"],
        "STRICT, WITHOUT ROWID",
    )
    yield "CREATE INDEX within_by_code ON within (code)"
    yield _table("meta", ["key TEXT PRIMARY KEY", "value TEXT NOT NULL"], "STRICT, WITHOUT ROWID")
    options = f"tokenize='{zones.TOKENIZE}', prefix='{zones.PREFIX}', content='', columnsize=0, detail=none"
    yield f"CREATE VIRTUAL TABLE search USING fts5(keys, {options})"
    # A row of the index belongs or belonged to a record: its keys cannot be removed, so it is never reused.
    owner = "record INTEGER UNIQUE REFERENCES record (num) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"
    state = ["length INTEGER NOT NULL", "hash INTEGER NOT NULL"]
    yield _table("entry", ["row INTEGER PRIMARY KEY", owner, *state])
    whole = "whole INTEGER NOT NULL CHECK (whole IN (0, 1))"
    yield _table("word", ["text TEXT PRIMARY KEY", whole], "STRICT, WITHOUT ROWID")
    # The hash of the input row a record was last imported from: importing the same row again would change nothing.
    owned = "record INTEGER PRIMARY KEY REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
    yield _table("arrival", [owned, "hash INTEGER NOT NULL"])


def _marks() -> Iterator[str]:
    """What readers add. Keyed by the id as text without a foreign key: marks survive a record's removal and return."""
    record, at = "record TEXT NOT NULL CHECK (record <> '')", "at TEXT NOT NULL"
    keyed = "STRICT, WITHOUT ROWID"
    yield _table("tag", [record, "tag TEXT NOT NULL CHECK (tag <> '')", at, "PRIMARY KEY (record, tag)"], keyed)
    yield "CREATE INDEX tag_by_tag ON tag (tag)"
    yield _table("note", [record, "text TEXT NOT NULL CHECK (text <> '')", at, "PRIMARY KEY (record, text)"], keyed)
    yield _table("star", [record, at, "PRIMARY KEY (record)"], keyed)
    saved = ["name TEXT PRIMARY KEY CHECK (name <> '')", "query TEXT NOT NULL", at, f"columns {_TEXT}"]
    yield _table("saved", saved, keyed)


def _exchange() -> Iterator[str]:
    """What a copy stores about the others that it exchanges bundles with."""
    keyed = "STRICT, WITHOUT ROWID"
    # base: the last write here that the partner has received; there: the last write of the hub that a copy has.
    marks = [f"{name} INTEGER NOT NULL DEFAULT 0" for name in ("number", "base", "there")]
    yield _table("partner", ["name TEXT PRIMARY KEY", *marks, f"digest {_TEXT}"], keyed)
    yield _table("bundle", ["number INTEGER PRIMARY KEY", "batch INTEGER NOT NULL", "at TEXT NOT NULL"])
    received = ["partner TEXT NOT NULL", "record TEXT NOT NULL", "told TEXT", "batch INTEGER NOT NULL"]
    yield _table("received", [*received, "PRIMARY KEY (partner, record)"], keyed)
    sides = [f"{name} TEXT" for name in ("base", "ours", "theirs")]
    found = ["partner TEXT NOT NULL", "at TEXT NOT NULL", "by TEXT NOT NULL", f"settled {_TEXT}"]
    own = ["record TEXT NOT NULL", "field TEXT NOT NULL"]
    yield _table("rival", [_NUM, *own, *sides, *found])
    come = ["office TEXT NOT NULL", "batch INTEGER NOT NULL"]
    written = ["at TEXT NOT NULL", "actor TEXT NOT NULL", "action TEXT NOT NULL", f"reason {_TEXT}"]
    rest = ["changes TEXT NOT NULL", "received INTEGER NOT NULL", "PRIMARY KEY (office, batch)"]
    yield _table("travelled", [*come, *written, *rest], keyed)


def views() -> Iterator[str]:
    """One view per kind for people who open the file with other tools: ids and labels, readable columns."""
    for kind in KINDS.values():
        yield _view(kind)
    yield (
        "CREATE VIEW links AS SELECT s.id AS subject, s.label AS subject_label, l.role, o.id AS object, "
        'o.label AS object_label, l.side, l."start", l."end", l.note, q.id AS source, l.basis, l.reason '
        "FROM link l JOIN record s ON s.num = l.subject JOIN record o ON o.num = l.object "
        "LEFT JOIN record q ON q.num = l.source"
    )


def _view(kind: Kind) -> str:
    columns = ["id", "label"]
    for field in kind.fields:
        columns += [field.name, *(name for name, _ in derived_columns(field))]
    listed = ", ".join(f'"{column}"' for column in columns)
    return (
        f"CREATE VIEW {kind.plural} AS SELECT {listed}, created_at, updated_at FROM record WHERE kind = '{kind.name}'"
    )
