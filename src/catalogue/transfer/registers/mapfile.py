"""Reading a mapping file (TOML): every key and value is checked, and an error names its line.

The grammar is in ``docs/importing.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from msgspec.structs import replace

from catalogue.errors import BadUsage
from catalogue.model.codes.states import Scheme
from catalogue.model.kinds import KINDS, Kind, find_kind
from catalogue.model.roles import ROLES
from catalogue.model.values import DateOrder, Decimals
from catalogue.transfer.files.inputs import open_input
from catalogue.transfer.files.table import ReadOptions
from catalogue.transfer.registers.mapsection import Section
from catalogue.transfer.registers.maptargets import constants, targets, wanted
from catalogue.transfer.registers.recipe import ROW, By, Join, LinkRule, Recipe, RecordRule, Rest
from catalogue.transfer.rows import columns, sentinels
from catalogue.transfer.rows.tidying import Notation, Serial

LARGEST = 1 << 20
_SECTIONS = ("table", "columns", "constants", "values", "split", "join", "unknown", "skip", "records", "links")
_BESIDE = ("side", "start", "end", "note", "name", "country")
Choice = TypeVar("Choice", bound=str)


def load(path: str) -> Recipe:
    """The mapping in a file. Raises ``NotFound``, ``Refused``, and ``BadUsage`` (``mapping.…``) with path and line."""
    with open_input(path).stream as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise BadUsage("mapping.unreadable", path=path, cause=f"> {LARGEST}", line=0)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = raw[: failure.start].count(b"\n") + 1
        raise BadUsage("mapping.unreadable", path=path, cause="UTF-8", line=line) from None
    return parse(text, path)


def parse(text: str, path: str = "") -> Recipe:
    """The mapping in a text. Raises ``BadUsage`` as ``load``."""
    try:
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as problem:  # a number of 4,301 digits is a ValueError of its own
        line = re.search(r"at line (\d+)", str(problem))
        cause = str(problem).partition(" (at ")[0]
        raise BadUsage("mapping.unreadable", path=path, cause=cause, line=int(line[1]) if line else 0) from None
    top = Section(values, path, text)
    top.only(_SECTIONS)
    return _recipe(top)


def adjusted(recipe: Recipe, more: Mapping[str, str], *, kind: str = "", keep: bool = False) -> Recipe:
    """The mapping with the user's column choices over its own, another kind, and unknown columns kept.

    Raises ``BadUsage`` (``map.unknown_target``).
    """
    found = find_kind(kind) if kind else recipe.main.kind
    columns_ = Section(more, "", "")
    given = {header: targets(columns_, header, found) for header in more}
    main = replace(recipe.main, kind=found, columns={**recipe.main.columns, **given})
    return replace(recipe, main=main, rest="keep" if keep else recipe.rest)


def _recipe(top: Section) -> Recipe:
    table = top.section("table")
    kind = _kind(table)
    extra = [_record(each) for each in top.sections("records")]
    _check_names(top, extra)
    kinds: dict[str, Kind | None] = {ROW: kind, **{rule.name: rule.kind for rule in extra}}
    main = RecordRule(
        ROW,
        kind,
        table.strings("key"),
        scheme=table.text("scheme"),
        columns={header: targets(top.section("columns"), header, kind) for header in top.section("columns")},
        constants=constants(top.section("constants"), kind),
    )
    return Recipe(
        main,
        table.text("format"),
        _reading(table),
        _one(table, "date_order", DateOrder) or None,
        _one(table, "decimal", Decimals) or None,
        _one(table, "rest", Rest) or "refuse",
        table.choice("unreadable", ("refuse", "remark")) == "remark",
        "remark" if table.choice("differing", ("refuse", "remark")) == "remark" else "refuse",
        table.strings("fill"),
        {name: _join(each) for name, each in top.section("join").subsections()},
        {name: top.section("split").strings(name) for name in top.section("split")},
        {name: each.texts() for name, each in top.section("values").subsections()},
        _unknown(top),
        tuple(extra),
        tuple(_link(each, kinds) for each in top.sections("links")),
        Notation(table.number("century"), _one(table, "serial_dates", Serial) or None),
        {name: top.section("skip").patterns(name) for name in top.section("skip")},
        country_codes=_one(table, "country_codes", Scheme) or "iso",
    )


_TABLE = (
    "kind", "key", "scheme", "format", "encoding", "delimiter", "quotechar", "headers", "skip_lines", "sheet",
    "records", "heading_rows", "ragged", "date_order", "century", "serial_dates", "decimal", "rest", "unreadable",
    "differing", "fill", "country_codes",
)  # fmt: skip


def _reading(table: Section) -> ReadOptions:
    table.only(_TABLE)
    usual = ReadOptions()
    return ReadOptions(
        table.text("encoding"),
        table.text("delimiter"),
        table.text("quotechar", usual.quotechar),
        table.flag("headers", usual=True),
        table.number("skip_lines") or 0,
        table.text("sheet"),
        ragged=table.flag("ragged"),
        records=table.text("records"),
        heading_rows=max(1, table.number("heading_rows") or 1),
    )


def _one(table: Section, key: str, choices: object) -> Any:
    """One word of a closed list of words (a ``Literal``), or ""."""
    return table.choice(key, get_args(choices))


def _kind(section: Section, *, needed: bool = False) -> Kind | None:
    word = section.text("kind")
    if not word:
        if needed:
            section.missing("kind", tuple(KINDS))
        return None
    kind = find_kind(word)
    if kind is None:
        section.wrong("kind", word, tuple(KINDS))
    return kind


def _record(section: Section) -> RecordRule:
    section.only(("name", "kind", "key", "by", "scheme", "columns", "constants", "each", "marks"))
    kind = _kind(section, needed=True)
    given, by = section.section("columns"), _by(section)
    name = section.text("name")
    if not name:
        section.missing("name")
    rule = RecordRule(
        name,
        kind,
        section.strings("key"),
        by,
        section.text("scheme"),
        {header: targets(given, header, kind) for header in given},
        constants(section.section("constants"), kind),
        section.patterns("each"),
        section.patterns("marks"),
    )
    if by == "code" and not rule.key:
        section.missing("key")
    return rule


def _check_names(top: Section, rules: list[RecordRule]) -> None:
    names = [ROW, *(rule.name for rule in rules)]
    for at, name in enumerate(names[1:], 1):
        if name in names[:at]:
            top.sections("records")[at - 1].wrong("name", name, ())


def _by(section: Section) -> By:
    return _one(section, "by", By) or "name"


_LINK = (
    "role", "from", "record", "to", "by", "kind", "scheme", "lang", "split", "constants", "each", "marks", "where",
    "find",
    *_BESIDE,
)  # fmt: skip


def _link(section: Section, kinds: Mapping[str, Kind | None]) -> LinkRule:
    section.only(_LINK)
    role, subject, record = section.text("role"), section.text("from", ROW), section.text("record")
    if role not in ROLES:
        section.wrong("role", role, tuple(ROLES)) if role else section.missing("role", tuple(ROLES))
    for key, name in (("from", subject), ("record", record)):
        if name and name not in kinds:
            section.wrong(key, name, tuple(kinds))
    to, kind = section.strings("to"), _kind(section)
    if bool(to) is bool(record):
        section.missing("to", ("to", "record"))
    rule = LinkRule(
        role,
        subject,
        record,
        to,
        _by(section),
        kind,
        section.text("scheme"),
        columns.language(section.text("lang")) or "",
        section.strings("split"),
        {key: text for key in _BESIDE if (text := section.text(key))},
        constants(section.section("constants"), kind),
        section.patterns("each"),
        section.patterns("marks"),
        wanted(section, "where", section.given("where") or {}),
        section.pattern("find"),
    )
    _check_ends(section, rule, kinds)
    return rule


def _check_ends(section: Section, rule: LinkRule, kinds: Mapping[str, Kind | None]) -> None:
    """Check that the role can join these kinds."""
    role, subject = ROLES[rule.role], kinds[rule.subject]
    if subject is not None and subject.name not in role.subjects:
        section.wrong("role", rule.role, tuple(each.name for each in ROLES.values() if subject.name in each.subjects))
    target = kinds[rule.record] if rule.record else rule.kind
    if target is not None and target.name not in role.objects:
        section.wrong("record" if rule.record else "kind", target.name, tuple(sorted(role.objects)))


def _join(section: Section) -> Join:
    section.only(("columns", "with", "first", "from", "to", "year", "month", "day", "headings", "marks", "find"))
    find = section.pattern("find")
    if listed := section.patterns("headings"):
        return Join("headings", listed, marks=section.patterns("marks"), find=find)
    if first := section.strings("first"):
        return Join("first", first, find=find)
    if year := section.text("year"):
        return Join("date", (year, section.text("month"), section.text("day")), find=find)
    start, end = section.text("from"), section.text("to")
    if start or end:
        if not (start and end):
            section.missing("to" if start else "from")
        return Join("span", (start, end), find=find)
    listed = section.strings("columns")
    if not listed:
        section.missing("columns", ("columns", "first", "from", "year", "headings"))
    return Join("joined", listed, section.text("with", " "), find=find)


def _unknown(top: Section) -> sentinels.Sentinels:
    if "unknown" not in top:
        return sentinels.Sentinels()
    section = top.section("unknown")
    section.only(("words", "open"))
    return sentinels.declared(section.strings("words"), section.strings("open"))
