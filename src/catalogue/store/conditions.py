"""Conditions of the query language as SQL over ``record r``: words, phrases, and tests of fields.

Every value is a parameter; identifiers come only from the registry. The rules are those of ``catalogue.query.match``; a
property test checks that the two agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from catalogue.model.fields import TERM_FIELDS
from catalogue.query import nodes as n
from catalogue.store.schema import figures
from catalogue.store.searched import PROSE, SAID
from catalogue.text import phrases, zones

Given = tuple[object, ...]
Condition = tuple[str, Given]
NEVER: Condition = ("0", ())
ALWAYS: Condition = ("1", ())
_TERMS = {field.name for field in TERM_FIELDS}
_PLACE_FILTER = {"country": "length(code) = 2", "region": "code GLOB '[A-Z][A-Z]-*'", "place": "1"}
_MET = (
    "SELECT e.record FROM search CROSS JOIN entry e ON e.row = search.rowid "
    "WHERE search MATCH ? AND e.record IS NOT NULL"
)
_SAID = "FROM claim c WHERE c.record = r.num AND c.field IN ({})".format(", ".join(f"'{name}'" for name in SAID))
_NOTED = "FROM link l WHERE l.subject = r.num AND l.note <> ''"
_NAMES = "coalesce((SELECT group_concat(a.text, char(31)) FROM name a WHERE a.record = r.num), '')"
_TEXTS = " || char(31) || ".join(
    [
        *(f"coalesce(r.\"{name}\", '')" for name in PROSE),
        f"coalesce((SELECT group_concat(c.value, char(31)) {_SAID}), '')",
        f"coalesce((SELECT group_concat(l.note, char(31)) {_NOTED}), '')",
    ]
)


def in_index(expression: str) -> Condition:
    """The condition for the records that a full-text expression finds."""
    return (f"r.num IN ({_MET})", (expression,)) if expression else NEVER


def has_phrase(text: str) -> Condition:
    """The words of a phrase follow one another in a name or a text of the record."""
    return f"holds_phrase({_NAMES} || char(31) || {_TEXTS}, ?)", (text,)


def has_text(value: n.Text) -> Condition:
    """The texts of the record, names aside, have these words."""
    return f"has_text({_TEXTS}, ?, ?)", (value.text, int(value.prefix))


def phrase(text: str) -> Condition:
    """A phrase: the index finds its stems, the texts confirm their order; there is none to confirm of a single word."""
    if phrases.is_one_word(text):
        return in_index(phrases.expression(text))
    return _both(in_index(phrases.expression(text)), has_phrase(text))


def _both(first: Condition, second: Condition) -> Condition:
    return NEVER if first == NEVER else (f"({first[0]} AND {second[0]})", (*first[1], *second[1]))


FLAGS: Mapping[str, str] = {
    "inferred": "r.inferred = 1",
    "conflicting": "r.conflicting = 1",
    "undated": "(r.main_from IS NULL AND r.main_to IS NULL)",
    "unsourced": "NOT EXISTS (SELECT 1 FROM link l WHERE l.subject = r.num AND l.role = 'source')",
    "starred": "r.id IN (SELECT record FROM star)",
    "tagged": "r.id IN (SELECT record FROM tag)",
    "noted": "r.id IN (SELECT record FROM note)",
}


def test(node: n.FieldTest) -> Condition:
    """At least one of the values matches the target."""
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
    return (f"({held} OR {FLAGS['noted']})" if name == "note" else held), (name, name)


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
    assert isinstance(value, n.Figure | n.FigureRange | n.Mark)
    mark = value.word if isinstance(value, n.Mark) else value.mark
    marked: Condition = (f"instr(' ' || {column} || ' ', ' ' || ? || ' ') > 0", (mark,)) if mark else ALWAYS
    if isinstance(value, n.Mark):
        return f"{column} IS NOT NULL AND {marked[0]}", marked[1]
    bounds = _bounds(value)
    if name not in figures():
        tests = " AND ".join(f"{column} {op} ?" for op, _ in bounds)
        return f"{column} IS NOT NULL AND {tests}", tuple(number for _, number in bounds)
    sql, given = _figures(name, bounds)
    return f"r.num IN ({sql}) AND {marked[0]}", (*given, *marked[1])


Bounds = list[tuple[n.FigureOp, float]]


def _bounds(value: n.Figure | n.FigureRange) -> Bounds:
    if isinstance(value, n.Figure):
        return [(value.op, value.number)]
    both: list[tuple[n.FigureOp, float | None]] = [(">=", value.low), ("<=", value.high)]
    return [(op, bound) for op, bound in both if bound is not None]


# If the numbers are equal the operator of the stored figure decides: `>10` is above 10, `<10` below it.
_ABOVE, _BELOW = "{0} GLOB '>[^=]*'", "{0} GLOB '<[^=]*'"
_COMPARED: Mapping[n.FigureOp, str] = {
    "=": f"{{1}} = ?1 AND NOT {_ABOVE} AND NOT {_BELOW}",
    ">": f"{{1}} >= ?1 AND ({{1}} > ?1 OR {_ABOVE})",
    ">=": f"{{1}} >= ?1 AND ({{1}} > ?1 OR NOT {_BELOW})",
    "<": f"{{1}} <= ?1 AND ({{1}} < ?1 OR {_BELOW})",
    "<=": f"{{1}} <= ?1 AND ({{1}} < ?1 OR NOT {_ABOVE})",
}


def _figures(name: str, bounds: Bounds) -> Condition:
    """The row numbers of the records whose figure lies within ``bounds`` by the rules of ``model.quantities.compare``,
    read from the indexes on figures; only ranges (``10..15``) are compared in Python."""
    exact, numbers = _compared(f'"{name}"', f'"{name}_number"', bounds)
    ranged = " AND ".join(f'figure_meets("{name}", ?, ?)' for _ in bounds)
    numbered = f"SELECT num FROM record WHERE {exact} AND instr(\"{name}\", '..') = 0"
    rest = f"SELECT num FROM record INDEXED BY record_ranged WHERE instr(\"{name}\", '..') > 0 AND {ranged}"
    return f"{numbered} UNION ALL {rest}", (*numbers, *(each for bound in bounds for each in bound))


def _compared(column: str, number: str, bounds: Bounds) -> Condition:
    """The comparison of a figure that is one number."""
    compared = " AND ".join(_COMPARED[op].format(column, number) for op, _ in bounds).replace("?1", "?")
    return compared, tuple(bound for op, bound in bounds for _ in range(_COMPARED[op].count("?1")))


def figure(node: n.FieldTest) -> tuple[Condition, Condition] | None:
    """A test of one figure; None for other tests.

    As a SELECT of the row numbers of exactly the records that pass, and as a condition on ``record r``.
    """
    name, value = node.target.name, node.values[0]
    if len(node.values) > 1 or name not in figures() or not isinstance(value, n.Figure | n.FigureRange):
        return None
    if value.mark:
        return None
    bounds = _bounds(value)
    tests = " AND ".join(f'figure_meets(r."{name}", ?, ?)' for _ in bounds)
    exact, given = _compared(f'r."{name}"', f'r."{name}_number"', bounds)
    either = f"(CASE WHEN instr(r.\"{name}\", '..') = 0 THEN {exact} ELSE {tests} END)"
    return _figures(name, bounds), (either, (*given, *(each for bound in bounds for each in bound)))


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
    if isinstance(value, n.Text):
        return "(r.main_date IS NOT NULL AND r.main_date = ?)", (value.text,)
    assert isinstance(value, n.Range | n.Recurring)
    return _date("r.main_date", "r.main_from", "r.main_to", value)


def _kind(name: str, value: n.Value) -> Condition:
    return ("r.kind = ?", (value.code,)) if isinstance(value, n.Code) else ALWAYS


def _id(name: str, value: n.Value) -> Condition:
    if not isinstance(value, n.Text):
        return ALWAYS
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
    found = in_index(zones.match(typed(value), complete=not value.prefix, named=name == "name"))
    return found if name == "name" else _both(found, has_text(value))


def typed(value: n.Text) -> list[tuple[str, bool]]:
    """The words of a text as typed, each with whether it is a prefix; only the last may be."""
    words = value.text.split()
    return [(word, value.prefix and position == len(words) - 1) for position, word in enumerate(words)]


def _named(value: n.Text) -> Condition:
    """Row numbers of the records that a text names: by id, or by words of their names."""
    expression = "" if value.whole else zones.match(typed(value), complete=not value.prefix, named=True)
    if not expression:
        return "SELECT num FROM record WHERE id = ?", (value.text,)
    return f"SELECT num FROM record WHERE id = ? UNION {_MET}", (value.text, expression)


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
    """The condition on the row number of a link's other end, written as ``{}``."""
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
        return FLAGS["tagged"], ()
    if value.whole:
        return "r.id IN (SELECT record FROM tag WHERE tag = ?)", (value.text,)
    return "r.id IN (SELECT record FROM tag WHERE has_words(tag, ?, ?))", (value.text, int(value.prefix))


def _is(name: str, value: n.Value) -> Condition:
    return (FLAGS[value.code], ()) if isinstance(value, n.Code) else NEVER


def _batch(name: str, value: n.Value) -> Condition:
    if not isinstance(value, n.Text):
        return "r.id IN (SELECT record FROM change)", ()
    return "r.id IN (SELECT record FROM change WHERE batch = ?)", (int(value.text),)


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
    "batch": _batch,
    "is": _is,
}
