"""Suggestions while typing: fields, values and operators of the query language, words and records of the catalogue.

Used by the search box and by shell completion. Each suggestion costs a few index lookups, however large the file; no
search is run.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.api.session import Session
from catalogue.model.fields import TERM_FIELDS
from catalogue.model.kinds import KINDS
from catalogue.model.labels import Label
from catalogue.model.roles import ROLES
from catalogue.query import fields, nodes, printer
from catalogue.query.suggest import LIMIT, Spot, Suggestion, SuggestionType, spot
from catalogue.query.suggest import suggest as of_language
from catalogue.store import completions, select
from catalogue.text.keys import MIN_PREFIX

__all__ = ["LIMIT", "Suggestion", "saved", "suggest", "tags"]

_OF_EACH = 5  # of fields, words and records each, where all three are possible
_FEW = 2  # letters of the name of a record that a role is to have
_OPEN = frozenset(field.name for field in TERM_FIELDS) | {"tag"}


def suggest(session: Session, text: str, cursor: int, *, limit: int = LIMIT) -> tuple[Suggestion, ...]:
    """Completions of the word or value before the cursor, likeliest first.

    Values of the query language come first, then data of the catalogue: for a word, words with this prefix and records
    by name; for a role, ``link``, ``place`` or ``id``, records; for topics, tags and similar fields, values in use. A
    suggestion's ``text`` replaces the text from ``start`` to ``end``; the ``label`` of a record is its name.
    """
    known = of_language(text, cursor)
    at = spot(text, cursor)
    if at is None:
        return known[:limit]
    if at.target is None:
        known = known[:_OF_EACH] if len(at.typed) >= MIN_PREFIX else known
    return tuple({each.text: each for each in (*known, *_from_catalogue(session, at))}.values())[:limit]


def tags(session: Session, typed: str) -> tuple[str, ...]:
    """Tags in use that begin with ``typed``."""
    return tuple(completions.values(session.reading, "tag", typed, LIMIT))


def saved(session: Session, typed: str) -> tuple[str, ...]:
    """Names of saved searches that begin with ``typed``."""
    return tuple(completions.values(session.reading, "saved", typed, LIMIT))


def _from_catalogue(session: Session, at: Spot) -> Iterator[Suggestion]:
    """Data of the catalogue that completes a word or a value of the target."""
    connection = session.reading
    if at.target is None or at.target in (fields.NAME, fields.TEXT):
        if len(at.typed) >= MIN_PREFIX:
            yield from (_made(word, word, "word", at) for word in completions.words(connection, at.typed, _OF_EACH))
            if at.target is None:
                yield from _named(session, completions.records(connection, at.typed, (), _OF_EACH), at, before="id:")
    elif at.target.name in _OPEN:
        for value in completions.values(connection, at.target.name, at.typed, LIMIT):
            yield _made(printer.value(nodes.Text(value, whole=True)), value, "value", at)
    elif at.target == fields.ID:
        yield from _named(session, completions.ids(connection, at.typed, (), LIMIT), at)
    elif (kinds := _kinds(at.target)) is not None:
        yield from _linkable(session, at, at.target, kinds)


def _linkable(session: Session, at: Spot, target: nodes.Target, kinds: tuple[str, ...]) -> Iterator[Suggestion]:
    """Records that a value may stand for, by id and by name; for a role only records that have that role."""
    connection = session.reading
    found = completions.ids(connection, at.typed, kinds, LIMIT) if at.typed else []
    if len(at.typed) >= _FEW:
        found += completions.records(connection, at.typed, kinds, LIMIT)
    if target.type == "role":
        found = completions.linked(connection, found, target.name)
    yield from _named(session, found, at)


def _kinds(target: nodes.Target) -> tuple[str, ...] | None:
    """The kinds of records allowed as values of a target; () for all, None when its values are not records."""
    if target.type == "role":
        found = ROLES[target.name].objects
        return () if len(found) >= len(KINDS) else tuple(sorted(found))
    return ("place",) if target == fields.PLACE else () if target == fields.LINK else None


def _named(session: Session, found: completions.Found, at: Spot, *, before: str = "") -> Iterator[Suggestion]:
    """Suggest records by id, labelled in the reader's language."""
    labels = select.labels(session.reading, [num for num, *_ in found], session.lang)
    for num, own, label in found:
        yield _made(before + own, labels.get(num, label), "record", at)


def _made(text: str, label: str, kind: SuggestionType, at: Spot) -> Suggestion:
    return Suggestion(text, Label(label, ""), kind, at.start, at.end)
