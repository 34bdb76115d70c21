"""A first mapping for a register: what was recognised, what was not, and what the cells look like, as TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

from catalogue.model.answers import Note
from catalogue.model.kinds import Kind, find_kind
from catalogue.model.quantity import MONEY
from catalogue.model.values import DateOrder, ValueProblem, read, words
from catalogue.transfer import columns, formats, guessing, headings, lists
from catalogue.transfer.columns import Column
from catalogue.transfer.guessing import Profile
from catalogue.transfer.inputs import Stdin
from catalogue.transfer.sentinels import USUAL_RULE
from catalogue.transfer.table import READ_USUALLY, ReadOptions, Row

SAMPLE = 1_000
"""Rows that are looked at."""
_SHOWN = 3
_LONGEST = 40
_NUMBER = re.compile(r"(?<![^\W_])(id|code|код|№|no|номер|inn|инн)(?![^\W_])")
_RUNNING = re.compile("(?:№|no|n|#)?(?: ?п п)?|т р")
_MOST_VALUES = 30
_FEW_COUNTRIES = 5
_SCALES = ((1_000_000_000, "млрд|billion|bn|mlrd"), (1_000_000, "млн|million|mln"), (1_000, "тыс|thousand|ming"))
_UNITS = (("USD", "usd|долл|\\$|dollar"), ("EUR", "eur|евро|€"), ("RUB", "руб|rub|₽"), ("UZS", "сум|so.?m|uzs"),
          ("KZT", "тенге|kzt|₸"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sample:
    """The beginning of a register, and how it was read."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    options: ReadOptions
    notes: tuple[Note, ...]


def mapping(path: str, form: str, options: ReadOptions, *, kind: str = "", order: DateOrder | None = None) -> str:
    """The text of a mapping file for a register, with remarks."""
    sample = _sample(path, form, options)
    chosen = guessing.kind_of(sample.header, find_kind(kind or PurePath(path).stem))
    cells = {name: [_text(row, name) for row in sample.rows] for name in sample.header}
    found, open_ = guessing.date_order([cell for column in cells.values() for cell in column])
    profiles = [guessing.profile(name, column, order or found) for name, column in cells.items()]
    lines = [
        f"# A first mapping for {PurePath(path).name}, from its headings and {len(sample.rows)} rows. Look it through.",
        *_table(sample, chosen, profiles, order or found, asked=open_),
        *_columns(chosen, profiles),
    ]
    return "\n".join(lines) + "\n"


def _sample(path: str, form: str, options: ReadOptions) -> _Sample:
    """The beginning of the file, below lines that are no table, with quotes as they are meant."""
    sample = _read(path, form, options)
    stray = sum(issue.code == "row.stray_quote" for row in sample.rows for issue in row.issues)
    if stray > len(sample.rows) // 100:
        sample = _read(path, form, replace(options, quotechar=""))
    sample = _below(sample, path, form)
    if _goes_on(sample):
        sample = _read(path, form, replace(sample.options, heading_rows=2))
    return sample


def _below(sample: _Sample, path: str, form: str) -> _Sample:
    """The sample without the lines that stand above the table."""
    if sample.header and sum(map(headings.for_place, sample.header)) > len(sample.header) // 2:
        widest = max((_filled(row) for row in sample.rows), default=0)
        first = next((row for row in sample.rows if _filled(row) > 0.6 * widest), None)
        if first is not None and widest > 1:
            return _read(path, form, replace(sample.options, skip_lines=first.line - 1))
    return sample


def _goes_on(sample: _Sample) -> bool:
    """Whether the first row is a second one of headings: it names columns without one, and holds no figures."""
    if not sample.rows or not any(map(headings.for_place, sample.header)):
        return False
    said = {name: text for name in sample.header if (text := _text(sample.rows[0], name).strip())}
    plain = not any(any(map(str.isdigit, text)) for text in said.values())
    return plain and any(map(headings.for_place, said)) and len(said) < len(sample.header)


def _numbers(sample: _Sample) -> str:
    """A column of the row that only numbers the columns, if the first row is one; "" for none."""
    if not sample.rows:
        return ""
    texts = [_text(sample.rows[0], name).strip() for name in sample.header]
    counted = [str(number) for number in range(1, len(texts) + 1)]
    return sample.header[-1] if len(texts) > 2 and texts == counted else ""


def _read(path: str, form: str, options: ReadOptions) -> _Sample:
    table = formats.open_table(path, form, options, Stdin())
    try:
        rows = tuple(islice(table.rows, SAMPLE))
    finally:
        table.close()
    header = table.header or tuple(dict.fromkeys(name for row in rows for name in row.cells))
    return _Sample(table.file, header, rows, options, tuple(table.notes))


def _filled(row: Row) -> int:
    return sum(bool(cell) for cell in row.cells.values())


def _text(row: Row, name: str) -> str:
    cell = row.cells.get(name, "")
    return cell if isinstance(cell, str) else lists.join(cell)


def _table(
    sample: _Sample, kind: Kind, profiles: Sequence[Profile], order: DateOrder | None, *, asked: bool
) -> Iterator[str]:
    yield "[table]"
    yield f'kind = "{kind.name}"'
    for note in sample.notes:
        if note.code == "read.sheet":
            yield f"sheet = {_quoted(str(note.params['sheet']))}"
    for name in ("quotechar", "skip_lines", "heading_rows"):
        if (given := getattr(sample.options, name)) != getattr(READ_USUALLY, name):
            yield f"{name} = {json.dumps(given)}"
    if asked:
        yield f'date_order = "{order}"' if order else '# date_order = "dmy"   # nothing tells day from month here'
    yield from _key(profiles)
    yield 'rest = "keep"   # columns that are not mapped below become remarks; "drop" leaves them out, "refuse" asks'
    yield '# unreadable = "remark"   # keep cells that cannot be read as remarks instead of refusing their rows'
    if numbered := _numbers(sample):
        yield f'\n[skip]   # the row that numbers the columns\n{_quoted(numbered)} = ["{len(sample.header)}"]'
    yield from _unknown(profiles)


def _keyed(profiles: Sequence[Profile]) -> Profile | None:
    """The column that tells records apart, if one looks like it."""
    each = next((each for each in profiles if _NUMBER.search(guessing.plain(each.heading))), None)
    return each if each is not None and each.rows and each.filled == each.rows else None


def _key(profiles: Sequence[Profile]) -> Iterator[str]:
    each = _keyed(profiles)
    if each is None:
        return
    key = f"key = [{_quoted(each.heading)}]"
    running = _RUNNING.fullmatch(guessing.plain(each.heading)) or each.common(each.rows) == [
        str(number) for number in range(1, each.rows + 1)
    ]
    if running:
        yield f"# {key}   # a running number: good only if it stays for good"
    elif not each.unique:
        yield f"{key}   # {len(each.texts)} in {each.rows} rows: several make one record"
    else:
        yield key
        yield 'scheme = "register"   # a word for this register, so that its numbers are not taken for those of others'


def _unknown(profiles: Sequence[Profile]) -> Iterator[str]:
    """The words that stand for "not known" and for "no end"."""
    words_ = list(dict.fromkeys(word for each in profiles for word in each.unknown))[:20]
    if words_:
        yield "\n[unknown]"
        for name, told in (("words", False), ("open", True)):
            if listed := [word for word in words_ if USUAL_RULE.is_open(word) is told]:
                yield f"{name} = {json.dumps(listed, ensure_ascii=False)}"


def _columns(kind: Kind, profiles: Sequence[Profile]) -> Iterator[str]:
    """The columns; then what they need: lists of words, links."""
    wide = guessing.countries([each.heading for each in profiles])
    wide = wide if len(wide) >= _FEW_COUNTRIES else []
    meant = [guessing.meaning(each.heading, kind, each) for each in profiles]
    unnamed = None if any(column and column.part == "name" for column in meant) else guessing.name_among(profiles)
    keyed = _keyed(profiles)
    taken: dict[str, str] = {}
    words_: list[str] = []
    links: list[list[str]] = []
    yield "\n[columns]"
    for seen in profiles:
        if seen.heading in wide:
            continue
        role = "" if seen is keyed or _again(seen, profiles) else guessing.role(seen.heading, kind, seen)
        column = None if role else guessing.meaning(seen.heading, kind, seen)
        if seen is unnamed:
            role, column = "", columns.find(guessing.name_column(seen), kind)
        if role:
            links.append(_link(role, seen))
        elif column is None or taken.get(column.name):
            yield f'# {_quoted(seen.heading)} = ""   # {_remark(seen)}'
        else:
            if column.part in ("field", "name"):
                taken[column.name] = seen.heading
            yield f"{_quoted(seen.heading)} = {_target(column, kind, seen)}   # {_remark(seen)}"
            words_ += _words(column, kind, seen)
    yield from words_
    for link in links:
        yield from link
    if wide:
        yield from _wide(wide)


def _again(seen: Profile, profiles: Sequence[Profile]) -> bool:
    """Whether a column of countries names those of an earlier one once more: the names of its codes."""
    before = profiles[: list(profiles).index(seen)]
    return any(guessing.same_countries(seen, each) for each in before)


def _target(column: Column, kind: Kind, seen: Profile) -> str:
    """The column's name, with unit and scale where the heading says them."""
    field = kind.field(column.key) if column.part == "field" else None
    if field is not None and field.type == "quantity":
        told = seen.heading.casefold()
        unit = next((unit for unit, signs in _UNITS if field.unit == MONEY and re.search(signs, told)), "")
        scale = next((scale for scale, signs in _SCALES if re.search(signs, told)), 1)
        more = (f', unit = "{unit}"' if unit else "") + (f", scale = {scale}" if scale > 1 else "")
        if more:
            return f'{{ field = "{column.name}"{more} }}'
    return f'"{column.name}"'


def _words(column: Column, kind: Kind, seen: Profile) -> Iterator[str]:
    """A list of the words of a closed field that the catalogue does not know, to be filled in."""
    field = kind.field(column.key) if column.part == "field" else None
    if field is None or field.vocabulary is None:
        return
    strange = [text for text in seen.common(_MOST_VALUES) if text.casefold() not in words(field.vocabulary)]
    if not strange:
        return
    yield f"\n[values.{column.name}]   # {', '.join(field.vocabulary.codes)}"
    for text in strange:
        try:
            read(field, text)
            nearest = None
        except ValueProblem as problem:
            nearest = problem.params.get("nearest")
        yield f"{_quoted(text)} = {_quoted(str(nearest))}" if nearest else f'# {_quoted(text)} = ""'


def _link(role: str, seen: Profile) -> list[str]:
    by = "country" if seen.looks == "country" else "region" if seen.looks == "region" else "name"
    marks = [mark for mark in seen.marks if mark != "," or by != "name"]
    lines = ["", "[[links]]", f'role = "{role}"', f"to = [{_quoted(seen.heading)}]   # {_remark(seen)}", f'by = "{by}"']
    if by == "name":
        lines.append('kind = "organisation"')
    if marks:
        lines.append(f"split = {json.dumps(marks, ensure_ascii=False)}")
    return lines


def _wide(names: Sequence[str]) -> Iterator[str]:
    yield "\n[[links]]   # a column for each country; the cell says whether, or when"
    yield 'role = "party"'
    yield f"each = {json.dumps(list(names), ensure_ascii=False)}"
    yield 'to = "{header}"'
    yield 'by = "country"'
    yield '# start = "{cell}"'


def _remark(seen: Profile) -> str:
    """How full a column is and what stands in it."""
    if not seen.filled:
        return "empty"
    shown = ", ".join(_short(text) for text in seen.common(_SHOWN))
    full = "" if seen.filled == seen.rows else f"{100 * seen.filled // seen.rows} % filled; "
    return f"{seen.looks}; {full}{shown}"


def _short(text: str) -> str:
    plain = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"


def _quoted(text: str) -> str:
    """A text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
