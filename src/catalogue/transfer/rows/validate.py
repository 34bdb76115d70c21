"""From rows to checked records: reports every bad cell of a row at once, each with the nearest valid value."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct, field
from msgspec.structs import replace

from catalogue.model import values
from catalogue.model.fields import COUNTRY, TERM_FIELDS, Field
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import KINDS, Kind, find_kind
from catalogue.model.records import Claim, Link, Name, Record, Term
from catalogue.model.values import DateOrder, Decimals, Reading, ValueProblem
from catalogue.text import contacts
from catalogue.text.closest import closest
from catalogue.transfer.files.table import PARTS, Cell, Row, Table
from catalogue.transfer.rows import columns, entries, ids, lists, tidying
from catalogue.transfer.rows.columns import NAME_LANGUAGES, Column
from catalogue.transfer.rows.entries import Context
from catalogue.transfer.rows.incoming import Incoming
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.sentinels import DEFAULT_SENTINELS, Sentinels
from catalogue.transfer.rows.tidying import PLAIN, Notation, advised, tidy

_TERMS = {term.name: term for term in TERM_FIELDS}
_REPEATING = frozenset({"choice", "date", "country", "region", "flag", "sector", "quantity"})
_CODED = frozenset({"choice", "country", "region", "sector", "url"})
_REMEMBERED = 5_000  # cells per column whose meaning is cached
_SHORT = 60
_COUNTRY = COUNTRY.name
_ZERO_BEHIND = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{2}0(?![0-9.,])")
"""1.200, which the catalogue itself never writes: a thousand and more, or a fraction."""


class Rules(Struct, frozen=True):
    """How to read cells.

    The order of day and month, the decimal sign, the declared date notation, the words for unknown, whether personal
    contact data is accepted, and the longest text in characters.
    """

    order: DateOrder | None = None
    allow_contacts: bool = False
    decimal: Decimals | None = None
    notation: Notation = PLAIN
    unknown: Sentinels = DEFAULT_SENTINELS
    longest: int = values.MAX_TEXT


class _Meanings(Struct, frozen=True):
    """The columns of a row to read, the one with the kind ("": none), and those not recognised."""

    columns: tuple[tuple[str, Column], ...]
    kind: str
    issues: tuple[Issue, ...]


class Validator:
    """Reads the rows of one table.

    ``kind`` is that of all its rows, None when each names its own; ``fallback`` that of rows which do not.
    """

    def __init__(
        self, table: Table, kind: Kind | None, headers: Headers, rules: Rules, *, fallback: Kind | None = None
    ) -> None:
        self._fallback = fallback
        self._file = table.file
        self._kind = kind
        self._headers = headers
        self._rules = rules
        self._asks = rules.decimal is None and bool(table.found.delimiter)
        self._reading = Reading(rules.order, rules.decimal, rules.longest)
        self.unknown: Counter[str] = Counter()
        """Words for "not known", with the number of cells that hold them."""
        self.around: set[tuple[str, str]] = set()
        """Fields and cells with dates like ``early 1998``: the year is stored, and the words as a claim."""
        self._values: dict[tuple[str, str], dict[str, str]] = {}
        self._lists: dict[tuple[str, str], dict[Cell, tuple[Term, ...] | tuple[Link, ...]]] = {}
        self._has_header = bool(table.header)
        self._fixed: _Meanings | None = None

    def read(self, row: Row) -> Incoming | tuple[Issue, ...]:
        """The content of the row, or everything that is wrong with it."""
        if row.issues:
            return row.issues
        file = row.file or self._file
        meanings = self._fixed or self._meanings(row, file)
        issues = list(meanings.issues)
        kind = self._kind_of(row, file, meanings.kind, issues)
        if kind is None:
            return tuple(issues)
        draft = _Draft(row, file, kind, self._reading, self._rules.allow_contacts, issues=issues)
        for header, column in meanings.columns:
            cell = row.cells[header]
            if cell:
                try:
                    if column.key == _COUNTRY and not self._headers.chosen(header):
                        columns.check(header, column, cell)
                    self._cell(column, cell, draft)
                except ValueProblem as problem:
                    draft.refuse(Where(file, row.line, header, lists.as_text(cell), draft.id), problem)
        return self._finished(draft)

    def _meanings(self, row: Row, file: str) -> _Meanings:
        """The meaning of the columns of a row; the same for each row of a table with a header."""
        found, issues, kind = [], [], ""
        for header in row.cells:
            try:
                column = self._headers.meaning(header)
            except KeyError:
                issues.append(self._headers.unknown(header, Where(file, row.line, header)))
                continue
            if column is not None and column.part == "kind":
                kind = header
            elif column is not None:
                found.append((header, column))
        meanings = _Meanings(tuple(found), kind, tuple(issues))
        if self._has_header and not issues:
            self._fixed = meanings
        return meanings

    def _kind_of(self, row: Row, file: str, header: str, issues: list[Issue]) -> Kind | None:
        """The row's kind: its ``kind`` cell, which must not contradict the table's kind."""
        if row.kind:
            return KINDS[row.kind]
        word = row.cells[header] if header else ""
        if not isinstance(word, str) or not word.strip():
            kind = self._kind or self._fallback
            if kind is None:
                issues.append(Issue("kind.missing", Where(file, row.line), {"allowed": tuple(KINDS)}))
            return kind
        where = Where(file, row.line, header, word)
        kind = find_kind(word)
        if kind is None:
            issues.append(Issue("kind.unknown", where, {"nearest": closest(word, KINDS), "allowed": tuple(KINDS)}))
            return None
        if self._kind is not None and kind is not self._kind:
            issues.append(Issue("kind.conflict", where, {"kind": self._kind.name}))
        return self._kind or kind

    def _cell(self, column: Column, cell: Cell, draft: _Draft) -> None:
        """Read one cell into the draft. Raises ``ValueProblem``."""
        part = column.part
        if part == "field":
            self._value(column, cell, draft)
        elif part == "term" or part == "link":
            self._many(column, cell, draft)
        elif not isinstance(cell, str):
            raise ValueProblem("cell.list")
        elif part == "unnamed":
            raise ValueProblem("column.unnamed")
        elif part == "name":
            draft.check(values.plain(cell, self._rules.longest), prose=False)
            draft.names.append(Name(cell, column.key))
        else:
            draft.id = entries.record_id(cell)

    def _value(self, column: Column, cell: Cell, draft: _Draft) -> None:
        """Read a single value; codes and dates are repeated often, so their meaning is cached."""
        if not isinstance(cell, str):
            raise ValueProblem("cell.list")
        known = self._values.setdefault((draft.kind.name, column.key), {})
        value = known.get(cell)
        if value is None:
            found = draft.kind.field(column.key)
            if found is None:
                raise ValueProblem("column.not_of_kind", kind=draft.kind.name)
            value = "" if self._is_unknown(found, cell) else self._read(found, cell)
            draft.check(value, prose=found.type == "prose")
            if found.type in _REPEATING and len(cell) <= _SHORT and len(known) < _REMEMBERED:
                known[cell] = value
        if value:
            draft.values[column.key] = value
            if self.around and (column.key, cell) in self.around:
                draft.claims.append(Claim(column.key, value, original=cell.strip()))
        elif cell.strip():
            self.unknown[cell.strip()] += 1

    def _is_unknown(self, found: Field, cell: str) -> bool:
        if found.type in ("text", "prose"):
            return False
        if found.type == "date":
            return self._rules.unknown.no_date(cell) or self._rules.unknown.is_open(cell)
        if found.type not in _CODED:
            return self._rules.unknown.no_figure(cell)
        words = values.words(found.vocabulary) if found.vocabulary else ()
        return self._rules.unknown.is_unknown(cell) and values.folded(cell.strip()) not in words

    def _read(self, found: Field, cell: str) -> str:
        if found.type == "quantity" and self._asks and (match := _ZERO_BEHIND.search(cell)):
            raise tidying.two_readings(match[0])
        try:
            return values.read(found, tidy(found, cell, self._rules.notation), self._reading)
        except ValueProblem as problem:
            if period := tidying.period(found, cell, self._rules.notation, self._rules.order):
                self.around.add((found.name, cell))
                return period
            raise advised(problem, cell) from None

    def _many(self, column: Column, cell: Cell, draft: _Draft) -> None:
        known = self._lists.setdefault((draft.kind.name, column.name), {})
        found = known.get(cell)
        if found is None:
            counted = self.unknown.total()
            cells = lists.split(cell) if isinstance(cell, str) else cell
            found = self._terms(column, cells, draft) if column.part == "term" else _links(column, cells, draft.kind)
            if counted == self.unknown.total() and len(cell) <= _SHORT and len(known) < _REMEMBERED:
                known[cell] = found
        for entry in found:
            if isinstance(entry, Term):
                draft.terms.append(entry)
            else:
                draft.links.append(entry)

    def _terms(self, column: Column, cells: tuple[str, ...], draft: _Draft) -> tuple[Term, ...]:
        term = _TERMS[column.key]
        unknown = [cell.strip() for cell in cells if self._is_unknown(term, cell)]
        self.unknown.update(unknown)
        read = [self._read(term, cell) for cell in cells if cell.strip() not in unknown]
        for value in read:
            draft.check(value, prose=False)
        return tuple(Term(term.name, value) for value in read if value)

    def _finished(self, draft: _Draft) -> Incoming | tuple[Issue, ...]:
        given = draft.row.parts
        names, links, terms = tuple(draft.names), tuple(draft.links), tuple(draft.terms)
        claims = tuple(draft.claims)
        if given:
            names += entries.names(given.get("names", ()), draft)
            links += entries.links(given.get("links", ()), draft)
            terms += entries.terms(given.get("terms", ()), draft)
            claims += entries.claims(given.get("claims", ()), draft)
        record = Record(draft.id, draft.kind.name, draft.values, names, links, terms, claims).tidy()
        where = Where(draft.file, draft.row.line, record=draft.id)
        base = "" if draft.id else _base(record, draft.kind)
        if not draft.id and not base and not draft.issues:
            draft.issues.append(Issue("id.missing", where))
        refused = any(issue.code.startswith("degrees.") for issue in draft.issues)
        if bool(draft.values.get("lat")) is not bool(draft.values.get("lon")) and not refused:
            given_ = "lat" if draft.values.get("lat") else "lon"
            draft.issues.append(Issue("place.half", replace(where, column=given_, value=draft.values[given_])))
        if draft.issues:
            return tuple(replace(issue, where=replace(issue.where, record=draft.id)) for issue in draft.issues)
        whole = frozenset(PARTS) if draft.row.complete else frozenset(given)
        return Incoming(where, record, whole, draft.row.complete, base)


class _Draft(Context):
    """A record being built."""

    id: str = ""
    values: dict[str, str] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def check(self, text: str, *, prose: bool) -> None:
        """Raise ``ValueProblem`` for a text with personal contact data that is not accepted."""
        person = self.kind.name == "person"
        if (person or prose) and not self.allow_contacts and (code := contacts.found(text, person=person)):
            raise ValueProblem(code)


def _links(column: Column, cells: tuple[str, ...], kind: Kind) -> tuple[Link, ...]:
    entries.check_role(column.key, kind)
    return tuple(Link(column.key, found) for cell in cells if (found := entries.record_id(cell)))


def _base(record: Record, kind: Kind) -> str:
    """The id made from the record's name (else its summary); "" when it has neither."""
    order = list(NAME_LANGUAGES.values())
    preferred = [name for name in record.names if name.type == "preferred"] or list(record.names)
    preferred.sort(key=lambda name: order.index(name.lang) if name.lang in order else len(order))
    name = preferred[0].text if preferred else record.values.get("summary", "")[:_SHORT]
    return ids.made(kind.prefix, name) if name else ""
