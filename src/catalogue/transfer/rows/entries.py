"""Names, links, terms and claims given as entries with columns of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec import Struct, field

from catalogue.model import values, vocabularies
from catalogue.model.fields import COUNTRY, TERM_FIELDS, Field
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.labels import Label
from catalogue.model.records import Claim, Link, Name, Term, entry_columns
from catalogue.model.roles import ROLES, roles_from
from catalogue.model.values import Reading, ValueProblem
from catalogue.text import contacts
from catalogue.text.closest import closest
from catalogue.transfer.files.table import Entries, Entry, Row
from catalogue.transfer.rows import columns
from catalogue.transfer.rows.ids import is_id, slug

Made = TypeVar("Made", Name, Link, Term, Claim)
_TYPES: dict[type[Name] | type[Link] | type[Term] | type[Claim], str] = {
    Name: "names", Link: "links", Term: "terms", Claim: "claims",
}  # fmt: skip
_TERMS = {term.name: term for term in TERM_FIELDS}
_FREE_CLAIMS = ("note", "post", "name")
_DECLARED = "declared:"
_COUNTED = frozenset({*KINDS, *ROLES, *vocabularies.PLACE_FORM.codes})  # what a declared total may count
_NO_LABEL = Label("", "")
_TEXT = Field("text", "text", _NO_LABEL)
_FIGURE = Field("declared", "quantity", _NO_LABEL)
_FIELDS = {
    "type": Field("type", "choice", _NO_LABEL, vocabulary=vocabularies.NAME_TYPE),
    "basis": Field("basis", "choice", _NO_LABEL, vocabulary=vocabularies.BASIS),
    "rank": Field("rank", "choice", _NO_LABEL, vocabulary=vocabularies.RANK),
    **{name: Field(name, "date", _NO_LABEL) for name in ("start", "end", "as_of")},
}
_NEEDED = {Name: ("text",), Link: ("role", "object"), Term: ("field", "value"), Claim: ("field", "value")}
_PROSE = frozenset({"note"})
_WORD = re.compile(r"[\w-]{1,60}")


class Context(Struct):
    """What is needed to read the entries of one row; problems are added to ``issues``."""

    row: Row
    file: str
    kind: Kind
    reading: Reading
    allow_contacts: bool = False
    issues: list[Issue] = field(default_factory=list)

    def refuse(self, where: Where, problem: ValueProblem) -> None:
        """Add a problem of one cell."""
        self.issues.append(Issue(problem.code, where, problem.params))


def names(given: Entries, context: Context) -> tuple[Name, ...]:
    """The entries as names; bad ones are left out and noted."""
    return _all(Name, given, context)


def links(given: Entries, context: Context) -> tuple[Link, ...]:
    """The entries as links; bad ones are left out and noted."""
    return _all(Link, given, context)


def terms(given: Entries, context: Context) -> tuple[Term, ...]:
    """The entries as terms; bad ones are left out and noted."""
    return _all(Term, given, context)


def claims(given: Entries, context: Context) -> tuple[Claim, ...]:
    """The entries as claims; bad ones are left out and noted."""
    return _all(Claim, given, context)


def _all(type_: type[Made], given: Entries, context: Context) -> tuple[Made, ...]:
    made = []
    for entry in given:
        before = len(context.issues)
        cells = _cells(type_, entry, context)
        if len(context.issues) == before:
            made.append(type_(**cells))
    return tuple(made)


def _cells(type_: type[Made], entry: Entry, context: Context) -> dict[str, str]:
    known = entry_columns(type_)
    read: dict[str, str] = {}
    for column, text in entry.cells.items():
        try:
            if column not in known:
                raise ValueProblem("column.unknown", column=column, known=known)
            value = _read(type_, column, text, entry, context)
            if value:
                _no_contacts(type_, column, value, entry, context)
                read[column] = value
        except ValueProblem as problem:
            context.refuse(_where(_TYPES[type_], column, text, entry, context), problem)
    for column in _NEEDED[type_]:
        if not entry.cells.get(column, "").strip():
            context.refuse(_where(_TYPES[type_], column, "", entry, context), ValueProblem("cell.required"))
    return read


def _where(part: str, column: str, text: str, entry: Entry, context: Context) -> Where:
    nested = entry.file == context.file
    record = context.row.cells.get("id", "")
    name = f"{part}.{column}" if nested else column
    return Where(entry.file, entry.line, name, text, record if isinstance(record, str) else "")


def _read(type_: type[Made], column: str, text: str, entry: Entry, context: Context) -> str:
    if column == "value":
        return _value(entry.cells.get("field", ""), text, context)
    if column == "field":
        return _claim_field(text, context.kind) if _TYPES[type_] == "claims" else _term_field(text)
    special = _SPECIAL.get(column)
    if special is not None:
        return special(text.strip(), context)
    return values.read(_FIELDS.get(column, _TEXT), text, context.reading)


def _lang(text: str, context: Context) -> str:
    if not text:
        return ""
    tag = columns.language(text)
    if tag is None:
        raise ValueProblem("lang.unknown")
    return tag


def record_id(text: str) -> str:
    """The record id in a cell, without surrounding space. Raises ``ValueProblem('id.unreadable')``."""
    text = text.strip()
    if text and not is_id(text):
        raise ValueProblem("id.unreadable", nearest=slug(text) or None)
    return text


def _id(text: str, context: Context) -> str:
    return record_id(text)


def _role(text: str, context: Context) -> str:
    if not text:
        return ""
    check_role(text, context.kind)
    return text


def check_role(name: str, kind: Kind) -> None:
    """Raise ``ValueProblem`` when there is no such role or a record of the kind cannot hold it."""
    role = ROLES.get(name)
    if role is None:
        raise ValueProblem("role.unknown", nearest=closest(name, ROLES), allowed=tuple(ROLES))
    if kind.name not in role.subjects:
        raise ValueProblem("role.subject", kind=kind.name, allowed=tuple(r.name for r in roles_from(kind.name)))


def _side(text: str, context: Context) -> str:
    return text if text in ("A", "B") else values.read(COUNTRY, text, context.reading)


_SPECIAL: Mapping[str, Callable[[str, Context], str]] = {
    "lang": _lang,
    "source": _id,
    "object": _id,
    "role": _role,
    "side": _side,
}


def _term_field(name: str) -> str:
    if name and name not in _TERMS:
        raise ValueProblem("field.unknown", nearest=closest(name, _TERMS), allowed=tuple(_TERMS))
    return name


def _claim_field(name: str, kind: Kind) -> str:
    if name and not _claimable(name, kind):
        roles = (role.name for role in roles_from(kind.name))
        known = (*(field.name for field in kind.all_fields), *roles, *_FREE_CLAIMS)
        raise ValueProblem("field.unknown", nearest=closest(name, known))
    return name


def _claimable(name: str, kind: Kind) -> bool:
    if name.startswith(_DECLARED):
        declared, _, word = name[len(_DECLARED) :].partition("/")
        return declared in _COUNTED and (not word or _WORD.fullmatch(word) is not None)
    role = ROLES.get(name)
    if role is not None and kind.name in role.subjects:
        return True
    return name in _FREE_CLAIMS or kind.field(name) is not None


def _value(name: str, text: str, context: Context) -> str:
    """The value of a term or claim, read by the type of its field."""
    known = context.kind.field(name) or _TERMS.get(name)
    if known is not None:
        return values.read(known, text, context.reading)
    if name in ROLES:
        return record_id(text)
    return values.read(_FIGURE if name.startswith(_DECLARED) else _TEXT, text, context.reading)


def _no_contacts(type_: type[Made], column: str, text: str, entry: Entry, context: Context) -> None:
    if context.allow_contacts:
        return
    person = context.kind.name == "person"
    prose = column in _PROSE or (column == "value" and entry.cells.get("field") in ("note", "post"))
    if (person or prose) and (code := contacts.found(text, person=person)):
        raise ValueProblem(code)
