"""Nodes of the query language as SQL over ``record r``.

Words become one full-text MATCH, always quoted; every value is a parameter; identifiers come only from the registry.
The rules are those of ``catalogue.query.match``; a property test demands that the two agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalogue.model.fields import TERM_FIELDS, Field
from catalogue.model.kinds import every_field
from catalogue.query import nodes as n
from catalogue.text import zones

Given = tuple[object, ...]
Condition = tuple[str, Given]
NEVER: Condition = ("0", ())
_ALWAYS: Condition = ("1", ())
_TERMS = {field.name for field in TERM_FIELDS}
_PLACE_FILTER = {"country": "length(code) = 2", "region": "code GLOB '[A-Z][A-Z]-*'", "place": "1"}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query as a condition over ``record r`` with its parameters; ``match`` is what relevance is measured by."""

    where: str
    given: Given
    match: str = ""
    tiers: tuple[str, ...] = ()

    def ranked(self) -> tuple[str, Given]:
        """The SELECT of row numbers and ids in order of relevance, without its limit."""
        weights = ", ".join(str(weight) for weight in zones.WEIGHTS)
        tiers = "".join(" search.rowid IN (SELECT rowid FROM search WHERE search MATCH ?) DESC," for _ in self.tiers)
        statement = (
            "SELECT r.num, r.id FROM search JOIN record r ON r.num = search.rowid "
            f"WHERE search MATCH ? AND ({self.where}) ORDER BY{tiers} bm25(search, {weights}), r.main_from DESC, r.id"
        )
        return statement, (self.match, *self.given, *self.tiers)


def compiled(query: n.Query) -> Compiled:
    """A whole query as SQL."""
    where, given = _node(query.root, negated=False)
    return Compiled(where, given, *_to_rank(query.root))


def _to_rank(node: n.Node) -> tuple[str, tuple[str, ...]]:
    """What relevance is measured by: the first words of a conjunction, and the expressions of what ranks before.

    An exact name comes first, then words in names, then in places, parties and sectors, then in texts.
    """
    items = node.items if isinstance(node, n.All) else (node,)
    for item in items:
        if isinstance(item, n.Words):
            return _words_expression(item, negated=False), zones.tiers(_words_typed(item))
        if isinstance(item, n.Phrase):
            return zones.phrase(item.text), ()
        if isinstance(item, n.Any):
            found = [_to_rank(one) for one in item.items]
            return " OR ".join(f"({match})" for match, _ in found if match), ()
    return "", ()


def _node(node: n.Node, *, negated: bool) -> Condition:
    if isinstance(node, n.Nothing):
        return _ALWAYS
    if isinstance(node, n.All | n.Any):
        parts = [_node(item, negated=negated) for item in node.items]
        glue = " AND " if isinstance(node, n.All) else " OR "
        return "(" + glue.join(sql for sql, _ in parts) + ")", tuple(value for _, given in parts for value in given)
    if isinstance(node, n.Not):
        sql, given = _node(node.item, negated=True)
        return f"NOT ({sql})", given
    if isinstance(node, n.Words):
        return _match(_words_expression(node, negated=negated))
    if isinstance(node, n.Phrase):
        return _match(zones.phrase(node.text))
    if isinstance(node, n.Is):
        return _FLAGS[node.flag], ()
    return _test(node)


def _words_expression(node: n.Words, *, negated: bool) -> str:
    return zones.match(_words_typed(node), complete=negated)


def _words_typed(node: n.Words) -> list[tuple[str, bool]]:
    return [(word.text, word.prefix) for word in node.words]


def _match(expression: str) -> Condition:
    if not expression:
        return NEVER
    return "r.num IN (SELECT rowid FROM search WHERE search MATCH ?)", (expression,)


_FLAGS: Mapping[str, str] = {
    "inferred": "r.inferred = 1",
    "conflicting": "r.conflicting = 1",
    "undated": "(r.main_from IS NULL AND r.main_to IS NULL)",
    "unsourced": "NOT EXISTS (SELECT 1 FROM link l WHERE l.subject = r.num AND l.role = 'source')",
    "starred": "r.id IN (SELECT record FROM star)",
    "tagged": "r.id IN (SELECT record FROM tag)",
    "noted": "r.id IN (SELECT record FROM note)",
}


def _test(node: n.FieldTest) -> Condition:
    parts = [_value(node.target, value) for value in node.values]
    return "(" + " OR ".join(sql for sql, _ in parts) + ")", tuple(value for _, given in parts for value in given)


def _value(target: n.Target, value: n.Value) -> Condition:
    if isinstance(value, n.Unknown):
        return NEVER
    if isinstance(value, n.Absent):
        sql, given = _value(target, n.Star())
        return f"NOT ({sql})", given
    if target.type == "claim":
        return _claim(target.name)
    if target.type == "role":
        return _role(target.name, value)
    if target.type == "special":
        return _SPECIALS[target.name](target.name, value)
    return _term(target.name, value) if target.name in _TERMS else _field(target.name, value)


def _claim(name: str) -> Condition:
    held = "EXISTS (SELECT 1 FROM claim c WHERE c.record = r.num AND (c.field = ? OR c.field LIKE ? || ':%'))"
    return (f"({held} OR {_FLAGS['noted']})" if name == "note" else held), (name, name)


def _term(name: str, value: n.Value) -> Condition:
    held = "EXISTS (SELECT 1 FROM term t WHERE t.record = r.num AND t.field = ?"
    if isinstance(value, n.Star):
        return held + ")", (name,)
    if isinstance(value, n.Code):
        if name == "sector" and len(value.code) == 1:
            return held + " AND t.value GLOB ?)", (name, f"{value.code}*")
        return held + " AND t.value = ?)", (name, value.code)
    assert isinstance(value, n.Text)
    if value.whole:
        return held + " AND t.value = ?)", (name, value.text)
    return held + " AND has_words(t.value, ?, ?))", (name, value.text, int(value.prefix))


def _registered(name: str) -> Field | None:
    return next((field for field in every_field() if field.name == name), None)


def _field(name: str, value: n.Value) -> Condition:
    column = f'r."{name}"'
    if isinstance(value, n.Star):
        return f"{column} IS NOT NULL", ()
    if isinstance(value, n.Code):
        return f"{column} IS NOT NULL AND {column} = ?", (value.code,)
    if isinstance(value, n.Range | n.Recurring):
        return _date(column, f'r."{name}_from"', f'r."{name}_to"', value)
    if isinstance(value, n.Text) and value.whole:
        return f"{column} IS NOT NULL AND {column} = ?", (value.text,)
    if isinstance(value, n.Text):
        return f"{column} IS NOT NULL AND has_words({column}, ?, ?)", (value.text, int(value.prefix))
    field = _registered(name)
    quantity = field is not None and field.type == "quantity"
    if isinstance(value, n.Figure):
        sql, given = _compares(name, value.op, value.number, quantity=quantity)
        return (f"{sql} AND {_marked(column)}", (*given, value.mark)) if value.mark else (sql, given)
    if isinstance(value, n.FigureRange):
        bounds: list[tuple[n.FigureOp, float | None]] = [(">=", value.low), ("<=", value.high)]
        tests = [_compares(name, op, bound, quantity=quantity) for op, bound in bounds if bound is not None]
        return " AND ".join(sql for sql, _ in tests), tuple(one for _, given in tests for one in given)
    assert isinstance(value, n.Mark)
    return f"{column} IS NOT NULL AND {_marked(column)}", (value.word,)


# Where the numbers are equal the figure's own operator decides: `>10` is above 10, `<10` below it.
_ABOVE, _BELOW = "{0} GLOB '>[^=]*'", "{0} GLOB '<[^=]*'"
_TIES: Mapping[n.FigureOp, tuple[str, str]] = {
    "=": ("0", f"NOT {_ABOVE} AND NOT {_BELOW}"),
    ">": ("{1} > ?2", _ABOVE),
    ">=": ("{1} > ?2", f"NOT {_BELOW}"),
    "<": ("{1} < ?2", _BELOW),
    "<=": ("{1} < ?2", f"NOT {_ABOVE}"),
}


def _compares(name: str, op: n.FigureOp, number: float, *, quantity: bool) -> Condition:
    """A comparison as ``model.quantities.compare`` makes it; only ranges (``10..15``) are left to Python."""
    column = f'r."{name}"'
    if not quantity:
        return f"{column} IS NOT NULL AND {column} {op} ?", (number,)
    strict, tie = (part.format(column, f'r."{name}_number"') for part in _TIES[op])
    strict, given = (strict.replace("?2", "?"), (number,)) if "?2" in strict else (strict, ())
    plain = f'({strict} OR (r."{name}_number" = ? AND {tie}))'
    ranged = f"CASE WHEN instr({column}, '..') > 0 THEN figure_meets({column}, ?, ?) ELSE {plain} END"
    return f"{column} IS NOT NULL AND {ranged}", (op, number, *given, number)


def _marked(column: str) -> str:
    return f"instr(' ' || {column} || ' ', ' ' || ? || ' ') > 0"


def _date(column: str, low: str, high: str, value: n.Range | n.Recurring) -> Condition:
    if isinstance(value, n.Recurring):
        return f"{column} IS NOT NULL AND recurs({column}, ?, ?)", (value.month, value.day)
    tests, given = [f"({low} IS NOT NULL OR {high} IS NOT NULL)"], []
    if value.low is not None:
        tests.append(f"({high} IS NULL OR {high} >= ?)")
        given.append(value.low)
    if value.high is not None:
        tests.append(f"({low} IS NULL OR {low} <= ?)")
        given.append(value.high)
    return "(" + " AND ".join(tests) + ")", tuple(given)


def _main_date(name: str, value: n.Value) -> Condition:
    if isinstance(value, n.Star):
        return "r.main_date IS NOT NULL", ()
    assert isinstance(value, n.Range | n.Recurring)
    return _date("r.main_date", "r.main_from", "r.main_to", value)


def _kind(name: str, value: n.Value) -> Condition:
    return ("r.kind = ?", (value.code,)) if isinstance(value, n.Code) else _ALWAYS


def _id(name: str, value: n.Value) -> Condition:
    if not isinstance(value, n.Text):
        return _ALWAYS
    if value.prefix:
        return "substr(r.id, 1, length(?)) = ?", (value.text, value.text)
    return "r.id = ?", (value.text,)


def _lang(name: str, value: n.Value) -> Condition:
    held = "EXISTS (SELECT 1 FROM name a WHERE a.record = r.num AND a.lang <> ''"
    if isinstance(value, n.Code):
        return held + " AND (a.lang = ? OR substr(a.lang, 1, length(?) + 1) = ? || '-'))", (value.code,) * 3
    return held + ")", ()


def _zone(name: str, value: n.Value) -> Condition:
    if not isinstance(value, n.Text):
        sql = "EXISTS (SELECT 1 FROM name a WHERE a.record = r.num)" if name == "name" else "r.summary IS NOT NULL"
        return sql, ()
    if value.whole and name == "name":
        return "EXISTS (SELECT 1 FROM name a WHERE a.record = r.num AND a.text = ?)", (value.text,)
    if value.whole:
        return "(r.summary IS NOT NULL AND r.summary = ?)", (value.text,)
    return _match(zones.match(_typed(value), complete=not value.prefix, zone=name))


def _typed(value: n.Text) -> list[tuple[str, bool]]:
    words = value.text.split()
    return [(word, value.prefix and position == len(words) - 1) for position, word in enumerate(words)]


def _named(value: n.Text) -> Condition:
    """Row numbers of the records that a text names: by id, or by words of their names."""
    expression = "" if value.whole else zones.match(_typed(value), complete=not value.prefix, zone="name")
    if not expression:
        return "SELECT num FROM record WHERE id = ?", (value.text,)
    return (
        "SELECT num FROM record WHERE id = ? UNION SELECT rowid FROM search WHERE search MATCH ?",
        (value.text, expression),
    )


def _place(name: str, value: n.Value) -> Condition:
    held = "r.num IN (SELECT record FROM within WHERE "
    if isinstance(value, n.Place):
        return held + "code = ?)", (value.code,)
    if isinstance(value, n.Text):
        sql, given = _named(value)
        places = (
            "SELECT coalesce((SELECT substr(t.value, 5) FROM term t WHERE t.record = p.num AND t.field = 'identifier' "
            "AND t.value >= 'iso:' AND t.value < 'iso;'), p.id) "
            f"FROM record p WHERE p.kind = 'place' AND p.num IN ({sql})"
        )
        return f"{held}code IN ({places}))", given
    return f"{held}{_PLACE_FILTER[name]})", ()


def _ends(target: str, value: n.Value) -> Condition:
    """Which row numbers a link's other end must have, as a condition on ``{}``."""
    if isinstance(value, n.Place):
        return "IN (SELECT record FROM within WHERE code = ?)", (value.code,)
    assert isinstance(value, n.Text)
    sql, given = _named(value)
    return f"IN ({sql})", given


def _role(name: str, value: n.Value) -> Condition:
    held = "r.num IN (SELECT subject FROM link WHERE role = ?"
    if isinstance(value, n.Star):
        return held + ")", (name,)
    sql, given = _ends(name, value)
    return f"{held} AND object {sql})", (name, *given)


def _link(name: str, value: n.Value) -> Condition:
    if isinstance(value, n.Star):
        return "(r.num IN (SELECT subject FROM link) OR r.num IN (SELECT object FROM link))", ()
    sql, given = _ends(name, value)
    outward = f"r.num IN (SELECT subject FROM link WHERE object {sql})"
    inward = f"r.num IN (SELECT object FROM link WHERE subject {sql})"
    return f"({outward} OR {inward})", (*given, *given)


def _tag(name: str, value: n.Value) -> Condition:
    if not isinstance(value, n.Text):
        return _FLAGS["tagged"], ()
    if value.whole:
        return "r.id IN (SELECT record FROM tag WHERE tag = ?)", (value.text,)
    return "r.id IN (SELECT record FROM tag WHERE has_words(tag, ?, ?))", (value.text, int(value.prefix))


_SPECIALS: Mapping[str, Callable[[str, n.Value], Condition]] = {
    "kind": _kind,
    "id": _id,
    "name": _zone,
    "text": _zone,
    "lang": _lang,
    "date": _main_date,
    "country": _place,
    "region": _place,
    "place": _place,
    "link": _link,
    "tag": _tag,
}
