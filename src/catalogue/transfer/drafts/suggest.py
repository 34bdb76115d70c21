"""A draft mapping for a register: what was recognised, what was not, and what the cells look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from catalogue.errors import ImportRefused
from catalogue.i18n import gettext as _
from catalogue.model.answers import Note
from catalogue.model.issues import Where
from catalogue.model.kinds import Kind, find_kind
from catalogue.model.values import DateOrder
from catalogue.transfer import formats
from catalogue.transfer.drafts import composing, countries, declaring, guessing, keys, kinds, links, series
from catalogue.transfer.drafts.declaring import Figures
from catalogue.transfer.drafts.draft import Assigned, Draft, in_thousands, reading_lines
from catalogue.transfer.drafts.guessing import Profile
from catalogue.transfer.drafts.quoting import listed, quoted
from catalogue.transfer.drafts.series import Series
from catalogue.transfer.files import headings
from catalogue.transfer.files.inputs import Stdin
from catalogue.transfer.files.table import ReadOptions, Row
from catalogue.transfer.rows import columns, lists
from catalogue.transfer.rows.columns import Column
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.sentinels import DEFAULT_SENTINELS

SAMPLE = 1_000
"""Most rows that are examined."""
SHOWN = 20
"""Most rows that a draft shows."""
_FEW_COUNTRIES = 5
_FEW_IN_GROUP = 3
_FEW_COLUMNS = 3
_SELDOM = 0.6
_FILLED = 0.8
_FIRST_OF_FIGURES = frozenset("0123456789-–—+<>~")
_RAGGED = "row.ragged"
_MOST_SKIPPED = 30
_TOTALS = re.compile(r"(?:(?:grand )?total|итого|всего|jami|жами|барлығы|toplam|gesamt|summe)(?![^\W_])", re.IGNORECASE)


class _Sample(Struct, frozen=True):
    """The first rows of a register, and how it was read."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    options: ReadOptions
    found: ReadOptions
    notes: tuple[Note, ...]
    sheets: tuple[str, ...]
    merged: frozenset[str]


def mapping(path: str, form: str, options: ReadOptions, *, kind: str = "", order: DateOrder | None = None) -> str:
    """The text of a mapping file for a register, with comments."""
    return _mapped(_sample(path, form, options), path, form, find_kind(kind or PurePath(path).stem), order).text()


def draft(path: str, form: str, options: ReadOptions, *, kind: str = "", order: DateOrder | None = None) -> Draft:
    """The first rows of a file and what its columns most likely mean: by the catalogue's names, else by a mapping.

    Raises what opening and reading the file raises.
    """
    sample = _sample(path, form, options)
    if any(row.kind or row.parts for row in sample.rows):
        return _seen(sample, form, find_kind(kind), own=True)
    named = find_kind(kind or PurePath(path).stem)
    says_kind = any((column := columns.find(name)) and column.part == "kind" for name in sample.header)
    chosen = find_kind(kind) if says_kind else kinds.kind_of(sample.header, named)
    meant = Headers(chosen, {})
    if sample.options.heading_rows > 1 or meant.check(sample.header, Where()):
        return _mapped(sample, path, form, named, order)
    cells = _cells(sample)
    assigned_columns = tuple(
        Assigned(guessing.profile(name, column, order), found.name if (found := meant.meaning(name)) else "")
        for name, column in cells.items()
    )
    return replace(_seen(sample, form, chosen, own=True), columns=assigned_columns)


def _mapped(sample: _Sample, path: str, form: str, named: Kind | None, order: DateOrder | None) -> Draft:
    cells = _cells(sample)
    found, open_ = declaring.date_order([cell for column in cells.values() for cell in column])
    profiles = [guessing.profile(name, column, order or found) for name, column in cells.items()]
    wide = countries.among_headings([each.heading for each in profiles])
    wide = wide if len(wide) >= (_FEW_IN_GROUP if all(map(headings.is_stacked, wide)) else _FEW_COUNTRIES) else []
    chosen = kinds.kind_of(sample.header, named, profiles)
    assigned = tuple(_assigned(chosen, [each for each in profiles if each.heading not in wide], profiles))
    assigned, dates = composing.beside_years(chosen, assigned)
    assigned, names = composing.beside_languages(chosen, assigned)
    assigned, terms = composing.term(chosen, assigned)
    figures = _figures(sample, chosen, assigned)
    assigned, units = composing.beside_units(chosen, assigned)
    parties = _numbered_parties(chosen, assigned)
    declared = [*declaring.lines(profiles, figures, order or found, asked=open_), *series.declared(parties)]
    return replace(
        _seen(sample, form, chosen, own=False),
        columns=assigned,
        table=tuple(_table(sample, chosen, profiles, declared, _single_valued(chosen, assigned))),
        wide=tuple(links.of_headings([each for each in profiles if each.heading in wide])) if wide else (),
        joined=(*dates, *names, *terms, *units, *composing.joins(chosen, assigned)),
        parties=parties,
    )


def _numbered_parties(kind: Kind, assigned: Sequence[Assigned]) -> tuple[Series, ...]:
    """The numbered columns without another meaning that name the parties, each a country."""
    free = [each.profile for each in assigned if not each.target]
    may_have = columns.find("party", kind)
    found = series.find(free) if may_have is not None and may_have.part == "link" else []
    return tuple(each for each in found if each.scheme)


def _seen(sample: _Sample, form: str, kind: Kind | None, *, own: bool) -> Draft:
    """A draft with what was read from a file, before anything is assigned to its columns."""
    shown = tuple((row.line, tuple(_text(row, name) for name in sample.header)) for row in sample.rows[:SHOWN])
    own_way = {name: getattr(sample.options, name) for name in ("quotechar", "skip_lines", "heading_rows")}
    reading = replace(sample.found, **own_way)
    return Draft(
        sample.file, form, sample.header, shown, len(sample.rows), sample.notes, reading, sample.sheets, kind, own
    )


def _cells(sample: _Sample) -> dict[str, list[str]]:
    """The cells of each column in the rows that are records."""
    left_out = _no_records(sample)[1]
    rows = [row for position, row in enumerate(sample.rows) if position not in left_out]
    return {name: [_text(row, name) for row in rows] for name in sample.header}


def _sample(path: str, form: str, options: ReadOptions) -> _Sample:
    """The first rows of the file, below any lines above the table, with quotes interpreted as the file means them."""
    sample = _read(path, form, options)
    stray = sum(issue.code == "row.stray_quote" for row in sample.rows for issue in row.issues)
    if stray > len(sample.rows) // 100:
        sample = _read(path, form, replace(options, quotechar=""))
    sample = _below_preamble(sample, path, form)
    if _has_second_heading(sample):
        sample = _read(path, form, replace(sample.options, heading_rows=2))
    return sample


def _below_preamble(sample: _Sample, path: str, form: str) -> _Sample:
    """The sample without the lines above the table."""
    if (line := _first_of_wider_rows(sample)) > 1:
        return _read(path, form, replace(sample.options, skip_lines=line - 1))
    if sample.header and sum(map(headings.is_positional, sample.header)) > len(sample.header) // 2:
        widest = max((_filled(row) for row in sample.rows), default=0)
        first = next((row for row in sample.rows if _filled(row) > 0.6 * widest), None)
        if first is not None and widest > 1:
            return _with_groups(_read(path, form, replace(sample.options, skip_lines=first.line - 1)), path, form)
    return sample


def _first_of_wider_rows(sample: _Sample) -> int:
    """The line where rows of more cells than the first one has begin, if most rows are such rows; else 0."""
    wider = [
        (row.line, issue.params.get("found")) for row in sample.rows for issue in row.issues if issue.code == _RAGGED
    ]
    if not sample.header or len(wider) <= len(sample.rows) // 2:
        return 0
    usual = Counter(found for _line, found in wider).most_common(1)[0][0]
    enough = isinstance(usual, int) and usual > len(sample.header)
    return next(line for line, found in wider if found == usual) if enough else 0


def _with_groups(sample: _Sample, path: str, form: str) -> _Sample:
    """The sample with the row above its headings, if that row has the headings of groups and of columns left blank."""
    blank = sum(map(headings.is_positional, sample.header))
    if not blank or not sample.options.skip_lines:
        return sample
    options = replace(sample.options, skip_lines=sample.options.skip_lines - 1, heading_rows=2)
    try:
        above = _read(path, form, options)
    except ImportRefused:  # the line above is the end of a row of several lines
        return sample
    groups = {name.split(headings.BETWEEN)[0] for name in above.header if not headings.is_positional(name)}
    fewer = 2 * sum(map(headings.is_positional, above.header)) < blank
    return above if fewer and len(groups) > 1 else sample


def _has_second_heading(sample: _Sample) -> bool:
    """Whether the first row is a second row of headings: it names columns without a heading and holds no figures."""
    if not sample.rows:
        return False
    if not any(map(headings.is_positional, sample.header)):
        return _names_columns_of_figures(sample)
    filled_cells = {name: text for name in sample.header if (text := _text(sample.rows[0], name).strip())}
    plain = not any(any(map(str.isdigit, text)) for text in filled_cells.values())
    return plain and any(map(headings.is_positional, filled_cells)) and len(filled_cells) < len(sample.header)


def _names_columns_of_figures(sample: _Sample) -> bool:
    """Whether the first row has words in the columns that hold nothing but figures and dates below, as headings have.

    There are at least three such columns, most columns are filled, and no word of the row comes again in its column.
    """
    first, below = sample.rows[0], sample.rows[1:]
    words = {name: text for name in sample.header if (text := _text(first, name).strip())}
    if not below or len(words) < _FILLED * len(sample.header):
        return False
    under = {name: [text for row in below if (text := _text(row, name).strip())] for name in words}
    figures = [name for name, texts in under.items() if texts and all(text[0] in _FIRST_OF_FIGURES for text in texts)]
    again = any(word in under[name] for name, word in words.items())
    return len(figures) >= _FEW_COLUMNS and not again and all(words[name][0].isalpha() for name in figures)


def _numbering_heading(sample: _Sample) -> str:
    """The heading under which the first row only numbers the columns; "" if the first row is not such a row."""
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
    return _Sample(table.file, header, rows, options, table.found, tuple(table.notes), table.sheets, table.merged)


def _filled(row: Row) -> int:
    return sum(bool(cell) for cell in row.cells.values())


def _text(row: Row, name: str) -> str:
    cell = row.cells.get(name, "")
    return cell if isinstance(cell, str) else lists.join(cell)


def _figures(sample: _Sample, kind: Kind, assigned: Sequence[Assigned]) -> Figures:
    """The columns of a table of text that hold figures of the catalogue."""
    units = {field.name: field.unit for field in kind.all_fields if field.type == "quantity"}
    met = [(each.profile, units[each.target]) for each in assigned if each.target in units and sample.found.delimiter]
    counts = [profile for profile, unit in met if unit is None and in_thousands(profile) == 1]
    return Figures([profile for profile, _unit in met], counts)


def _single_valued(kind: Kind, assigned: Sequence[Assigned]) -> list[Profile]:
    """The columns of fields of which a record has one value."""
    names = {field.name for field in kind.all_fields if not field.many}
    return [each.profile for each in assigned if each.target in names]


def _table(
    sample: _Sample, kind: Kind, profiles: Sequence[Profile], declared: Iterable[str], single: Sequence[Profile]
) -> Iterator[str]:
    yield "[table]"
    yield f'kind = "{kind.name}"'
    for note in sample.notes:
        if note.code == "read.sheet":
            yield f"sheet = {quoted(str(note.params['sheet']))}"
    yield from reading_lines(sample.options)
    yield from declared
    yield from keys.lines(keys.column(profiles), single)
    above = [each for each in profiles if _stands_for_rows_below(each)]
    if merged := [each.heading for each in above if each.heading in sample.merged]:
        yield f"fill = {listed(merged)}"
    elif above:
        explanation = _("empty cells may mean the same as the cell above")
        yield f"# fill = {listed(each.heading for each in above)}   # {explanation}"
    rest = _("columns that are not mapped below become remarks; “drop” leaves them out, “refuse” asks")
    yield f'rest = "keep"   # {rest}'
    unreadable = _("keep cells that cannot be read as remarks instead of refusing their rows")
    yield f'# unreadable = "remark"   # {unreadable}'
    yield from _skipped(_no_records(sample)[0])
    yield from _unknown(profiles)


def _no_records(sample: _Sample) -> tuple[dict[str, list[str]], frozenset[int]]:
    """The rows that are not records: one that numbers the columns, titles and notes between the others, totals.

    Returns the words that identify them, by heading, and the positions of the rows.
    """
    words: dict[str, list[str]] = {}
    positions: set[int] = set()
    if numbered := _numbering_heading(sample):
        words[numbered] = [str(len(sample.header))]
        positions.add(0)
    for position, row in enumerate(sample.rows if len(sample.header) > _FEW_COLUMNS else ()):
        filled = [(name, text) for name in sample.header if (text := _text(row, name).strip())]
        if not filled:
            continue
        totals = ((name, _TOTALS.match(text)) for name, text in filled[:2])
        total = next(((name, f"/^{match[0]}\\b/") for name, match in totals if match), None)
        name, word = total or filled[0]
        if total or len(filled) == 1:
            positions.add(position)
            known = words.setdefault(name, [])
            known += [word] if word not in known and len(known) < _MOST_SKIPPED else []
    return words, frozenset(positions)


def _skipped(words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if words:
        explanation = _("rows that are no records: numbers of columns, titles, notes, totals")
        yield f"\n[skip]   # {explanation}"
        yield from (f"{quoted(name)} = {listed(texts)}" for name, texts in words.items())


def _stands_for_rows_below(each: Profile) -> bool:
    """Whether a column has a text only where it changes, as in cells merged over several rows."""
    few = each.rows > _FEW_COLUMNS and 1 < each.filled < _SELDOM * each.rows
    return (
        few and bool(each.cells[0]) and each.looks in ("country", "region", "text") and len(each.texts) == each.filled
    )


def _unknown(profiles: Sequence[Profile]) -> Iterator[str]:
    """The words for "not known" and for "no end"."""
    parts = composing.parts_of_dates(profiles)
    below = [text for each in profiles if each.heading in parts for text in each.texts if re.fullmatch(r"-\d+", text)]
    words_ = list(dict.fromkeys([*(word for each in profiles for word in each.unknown), *below]))[:20]
    if words_:
        yield "\n[unknown]"
        for name, is_open in (("words", False), ("open", True)):
            if found := [word for word in words_ if DEFAULT_SENTINELS.is_open(word) is is_open]:
                yield f"{name} = {listed(found)}"


def _assigned(kind: Kind, profiles: Sequence[Profile], every: Sequence[Profile]) -> Iterator[Assigned]:
    """What each column most likely means; of two with the same meaning the second is left open."""
    meant = [guessing.meaning(each.heading, kind, each) for each in every]
    unnamed = None if any(column and column.part == "name" for column in meant) else kinds.name_among(every)
    telling = _most_telling(kind, every, meant)
    keyed = keys.column(every)
    parts = composing.parts_of_dates(every)
    taken: set[str] = set()
    for seen in profiles:
        again = _repeats_countries(seen, every)
        role = "" if seen is unnamed or seen is keyed or again else guessing.role(seen.heading, kind, seen)
        column = None if role or again or seen.heading in parts else guessing.meaning(seen.heading, kind, seen)
        if seen is unnamed:
            column = columns.find(guessing.name_column(seen), kind)
        if role:
            yield Assigned(seen, role)
        elif column is None or column.name in taken or telling.get(column.name, seen) is not seen:
            # Left open, a heading that the catalogue knows would be read by its name: cells that do not fit become a
            # remark.
            named = seen is keyed and not keys.is_running(seen)
            known = columns.find(seen.heading, kind) is not None and not named and seen.filled
            yield Assigned(seen, columns.NOTE.name if known else None)
        else:
            if column.part in ("field", "name"):
                taken.add(column.name)
            yield Assigned(seen, column.name, languages=_languages(seen, every) if column.part == "name" else None)


def _most_telling(kind: Kind, every: Sequence[Profile], meant: Sequence[Column | None]) -> dict[str, Profile]:
    """Of several columns for a name the one with most distinct texts, for a date the one with the clearest heading."""
    found: dict[str, Profile] = {}
    for seen, column in zip(every, meant, strict=True):
        field = kind.field(column.key) if column is not None and column.part == "field" else None
        if column is not None and column.part == "name":
            before = found.setdefault(column.name, seen)
            found[column.name] = seen if len(seen.texts) > len(before.texts) else before
        elif column is not None and field is not None and field.type == "date":
            before = found.setdefault(column.name, seen)
            ranks = [guessing.rank(each.heading, column) for each in (seen, before)]
            found[column.name] = seen if ranks[0] < ranks[1] else before
    return found


def _languages(seen: Profile, every: Sequence[Profile]) -> Profile | None:
    """The column that gives the language of names: ``names.lang`` beside ``names.value``."""
    paths = (seen.heading.rpartition(".")[0], seen.heading)
    beside = (each for each in every if each.filled and each.heading.rpartition(".")[0] in paths)
    return next((each for each in beside if guessing.is_language_heading(each.heading)), None)


def _repeats_countries(seen: Profile, profiles: Sequence[Profile]) -> bool:
    """Whether a column of countries repeats an earlier one, such as the names for its codes."""
    before = profiles[: list(profiles).index(seen)]
    return any(countries.same_countries(seen, each) for each in before)
