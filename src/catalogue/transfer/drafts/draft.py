"""A draft mapping: what each column of a register will become, and the mapping file that expresses it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from catalogue.errors import BadUsage
from catalogue.i18n import gettext as _
from catalogue.model.answers import Note
from catalogue.model.fields import Field
from catalogue.model.kinds import Kind
from catalogue.model.labels import Label, Vocabulary
from catalogue.model.quantity import MONEY
from catalogue.model.roles import roles_from
from catalogue.model.values import folded, words
from catalogue.text.safe import visible
from catalogue.transfer.drafts import countries, links, series, wordlists
from catalogue.transfer.drafts.guessing import (
    Profile,
    date_within,
    most_readable,
    pair_of_coordinates,
    plain,
    readable,
)
from catalogue.transfer.drafts.quoting import listed, quoted, remark, short
from catalogue.transfer.drafts.series import Series
from catalogue.transfer.files.table import DEFAULT_OPTIONS, ReadOptions
from catalogue.transfer.rows import columns, lists
from catalogue.transfer.rows.columns import Column

_SHOWN = 3
_PLACES = (r"^-?\d+(?:[.,]\d+)?(?=\D)", r"-?\d+(?:[.,]\d+)?$")
_MOST_VALUES = 30
_SCALES = (
    (10_000_000, r"crore|\bcr\b"),
    (100_000, r"\blakhs?\b"),
    (1_000_000_000, "млрд|billion|bn|mlrd"),
    (1_000_000, "млн|million|mln"),
    (1_000, "тыс|thousand|ming"),
)
_UNITS = (("USD", "usd|долл|\\$|dollar|aqsh"), ("EUR", "eur|евро|€"), ("RUB", "руб|rub|₽"), ("UZS", "сум|so.?m|uzs"),
          ("KZT", "тенге|kzt|₸"))  # fmt: skip
_LAND = (
    ("km2", r"km ?[2²]|км ?[2²]|кв\.? ?км|sq\.? ?km|square kilom|квадратн\w* километр|kv\.? ?km"),
    ("sq mi", r"sq\.? ?mi|square mile|mi²"),
    ("acre", r"\bacre|\bакр"),
    ("sq ft", r"sq\.? ?f|square f|ft²"),
    ("ha", r"\b[hg]a\b|hectare|hektar|\bга\b|гектар|gektar"),
    ("m2", r"m[2²]|м[2²]|кв\.? ?м|sq\.? ?m\b|sqm|square met|квадратн\w* метр|kv\.? ?m"),
)
_SIZES = {"ha": _LAND, "m2": _LAND, "MW": (("kW", r"\bkw\b|\bквт\b|kvt"), ("MW", r"\bmw\b|мвт|mvt"))}


class Assigned(Struct, frozen=True):
    """A column of the register and its meaning.

    ``target`` names a column or a role of the catalogue, ``note`` for a remark, "" to leave the column out; None if
    nothing was recognised (the column then becomes a remark). ``chosen``: the user chose the target. ``languages`` is
    the column that gives the language of each of several names in a cell.
    """

    profile: Profile
    target: str | None = None
    chosen: bool = False
    languages: Profile | None = None

    @property
    def heading(self) -> str:
        """The heading above the column."""
        return self.profile.heading

    @property
    def texts(self) -> tuple[str, ...]:
        """Its most frequent texts."""
        return tuple(map(short, self.profile.common(_SHOWN)))

    @property
    def filled(self) -> int:
        """The share of rows in which the column is filled, in per cent."""
        return 100 * self.profile.filled // max(self.profile.rows, 1)


class Joined(Struct, frozen=True):
    """A composed column: its target ("" if it only feeds other composed columns), and its line in ``[join]``.

    Cells that give the unit of their figure are converted to ``unit``.
    """

    heading: str
    target: str
    line: str
    unit: str = ""

    def column(self) -> str:
        """Its line in ``[columns]``."""
        unit = f"{{ field = {quoted(self.target)}, unit = {quoted(self.unit)} }}" if self.unit else quoted(self.target)
        return f"{quoted(self.heading)} = {unit}"


class Draft(Struct, frozen=True):
    """A register as it was read, and the proposed mapping.

    ``rows`` are the first rows, cells in the order of ``header``, each with its line number. ``reading`` holds the
    reading options, with those found out filled in; ``sheets`` are the sheets of a workbook. ``kind`` is None if each
    row states its own. With ``own`` all headings are the catalogue's and no mapping file is needed. Otherwise ``table``
    holds the first lines of the mapping file, ``wide`` the lines about one-column-per-country headings, ``joined`` the
    composed columns, and ``parties`` the numbered columns of parties.
    """

    file: str
    format: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    sampled: int
    notes: tuple[Note, ...]
    reading: ReadOptions
    sheets: tuple[str, ...]
    kind: Kind | None
    own: bool
    columns: tuple[Assigned, ...] = ()
    table: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()
    parties: tuple[Series, ...] = ()

    def assign(self, heading: str, target: str) -> Draft:
        """This draft with another target for a column: the name of a column or role, ``note``, "" to leave it out.

        Raises ``BadUsage('map.unknown_target')`` for an unknown target, and ``BadUsage('map.taken')`` for one that
        another column already has.
        """
        if target and target not in targets(self.kind):
            raise BadUsage("map.unknown_target", column=target, nearest=columns.nearest(target, self.kind))
        other = next(
            (
                assigned.heading
                for assigned in self.columns
                if assigned.target == target and assigned.heading != heading
            ),
            "",
        )
        if other and target not in _MANY and (self.own or not _is_role(target, self.kind)):
            raise BadUsage("map.taken", column=target, first=other)
        changed = (
            replace(assigned, target=target, chosen=True) if assigned.heading == heading else assigned
            for assigned in self.columns
        )
        return replace(self, columns=tuple(changed))

    def chosen(self) -> Mapping[str, str]:
        """The targets that the user chose, by heading."""
        return {assigned.heading: assigned.target or "" for assigned in self.columns if assigned.chosen}

    def with_choices_of(self, before: Draft) -> Draft:
        """This draft with the targets that the user chose in another draft of the file, where they are possible here.

        A guessed target gives way to the same target chosen by the user.
        """
        known = (*targets(self.kind), "")
        chosen = {heading: target for heading, target in before.chosen().items() if target in known}
        taken = {each for each in chosen.values() if each not in _MANY and (self.own or not _is_role(each, self.kind))}
        kept = []
        for each in self.columns:
            if each.heading in chosen:
                kept.append(replace(each, target=chosen[each.heading], chosen=True))
            else:
                kept.append(replace(each, target=None) if each.target in taken else each)
        return replace(self, columns=tuple(kept))

    def text(self) -> str:
        """The text of the mapping file."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        name = visible(PurePath(self.file).name)
        title = _("A first mapping for {file}, from its headings and {rows} rows. Review it.")
        yield "# " + title.format(file=name, rows=self.sampled)
        yield from self.table
        yield "\n[columns]"
        linked = [each for each in self.columns if each.target and _is_role(each.target, self.kind)]
        fields = [each for each in self.columns if each not in linked]
        yield from _column_lines(fields, self.kind)
        joined = self._joined()
        yield from (made.column() for made in joined if made.target)
        if joined:
            yield "\n[join]"
            yield from (f"{quoted(made.heading)} = {made.line}" for made in joined)
        for each in fields:
            yield from _words(each, self.kind)
        yield from self._doubtful_parties(linked)
        for each in linked:
            yield from links.lines(each.target or "", each.profile)
        for parties in self.parties:
            yield from series.lines(parties)
        yield from self.wide

    def taken_for(self, column: Assigned) -> tuple[tuple[str, Label], ...]:
        """The words of a column that the catalogue does not know, and the values that they are taken for."""
        field = _field(column, self.kind)
        if field is None or field.vocabulary is None or self.own:
            return ()
        labels = {choice.code: choice.label for choice in field.vocabulary.choices}
        return tuple((text, labels[code]) for text, code in wordlists.taken_for(field, column.profile))

    def _doubtful_parties(self, linked: Sequence[Assigned]) -> Iterator[str]:
        """The names and numbers in columns of links that are no country's, by role."""
        by_role: dict[str, dict[str, None]] = {
            "party": {text: None for each in self.parties for text in each.unknown()}
        }
        for each in linked:
            if each.profile.looks == "country":
                by_role.setdefault(each.target or "", {}).update(dict.fromkeys(countries.no_countries(each.profile)))
        for role, texts in by_role.items():
            yield from wordlists.of_countries(role, texts)

    def _joined(self) -> list[Joined]:
        """The composed columns, except those whose target the user gave to another column."""
        taken = {each.target for each in self.columns if each.chosen} - {*_MANY, None}
        return [made for made in self.joined if made.target not in taken]


_MANY = ("", columns.NOTE.name)


def targets(kind: Kind | None) -> tuple[str, ...]:
    """All possible targets for a kind: the names of the catalogue's columns and roles, and the remark."""
    return (*(column.name for column in columns.of_kind(kind)), columns.NOTE.name)


def _is_role(name: str, kind: Kind | None) -> bool:
    return kind is not None and name in {role.name for role in roles_from(kind.name)}


def _column_lines(fields: Sequence[Assigned], kind: Kind | None) -> Iterator[str]:
    """A line for each column; one for all of a series of which nothing is made."""
    open_ = [each.profile for each in fields if each.target is None]
    grouped = {column.heading: found for found in series.find(open_) for column in found.columns}
    for each in fields:
        found = grouped.get(each.heading)
        if found is None:
            yield _column_line(each, kind)
        elif found.columns[0] is each.profile:
            yield series.summary(found)


def _field(assigned: Assigned, kind: Kind | None) -> Field | None:
    """The field that a column becomes; None if it becomes something else."""
    column = _column(assigned.target or "", kind)
    return kind.field(column.key) if kind and column and column.part == "field" else None


def _words(assigned: Assigned, kind: Kind | None) -> Iterator[str]:
    """The table of the words of a column that the catalogue does not know."""
    field, seen = _field(assigned, kind), assigned.profile
    if field is not None and field.type == "country":
        return wordlists.of_countries(field.name, countries.no_countries(seen))
    return wordlists.of_choices(field, seen) if field is not None else iter(())


def _column_line(assigned: Assigned, kind: Kind | None) -> str:
    heading = quoted(assigned.heading)
    if assigned.target is None:
        return f'# {heading} = ""   # {remark(assigned.profile)}'
    column = _column(assigned.target, kind)
    if column is not None and _lacks_currency(column, kind, assigned.profile):
        asked = _("say in which currency")
        return f'# {heading} = {{ field = "{column.name}", unit = "USD" }}   # {asked}; {remark(assigned.profile)}'
    if column is not None and (unit := lacking_unit(column, kind, assigned.profile)):
        asked = _("say in which unit")
        return f'# {heading} = {{ field = "{column.name}", unit = "{unit}" }}   # {asked}; {remark(assigned.profile)}'
    target = (
        quoted(assigned.target)
        if column is None
        else _names(column, assigned) or _target(column, kind, assigned.profile)
    )
    return f"{heading} = {target}   # {remark(assigned.profile)}"


def _names(column: Column, assigned: Assigned) -> str:
    """One target per language of the names; "" if no column gives the language, or only one language occurs."""
    if column.part != "name" or assigned.languages is None:
        return ""
    tags = dict.fromkeys(tag for cell in assigned.languages.cells for tag in lists.split(cell))
    named = {tag: columns.find(f"name_{language}") for tag in tags if (language := columns.language(tag))}
    where = quoted(assigned.languages.heading)
    targets_by_language = [
        f"{{ field = {quoted(each.name)}, where = {{ {where} = {quoted(tag)} }} }}"
        for tag, each in named.items()
        if each
    ]
    return f"[{', '.join(targets_by_language)}]" if len(targets_by_language) > 1 else ""


def _column(name: str, kind: Kind | None) -> Column | None:
    return None if name in _MANY else columns.find(name, kind)


def _target(column: Column, kind: Kind | None, seen: Profile) -> str:
    """The column name, with unit and scale if the heading gives them; both coordinates if the cells hold both."""
    if seen.looks == "point" and column.name == "lat":
        return '["lat", "lon"]'
    if pair := pair_of_coordinates(seen):
        first, second = (
            f"{{ field = {quoted(name)}, find = '{place}' }}" for name, place in zip(pair, _PLACES, strict=True)
        )
        return f"[{first}, {second}]"
    if column.part == "term" and (marks := _marks_of_terms(kind, column, seen)):
        return f"{{ field = {quoted(column.name)}, split = {listed(marks)} }}"
    field = kind.field(column.key) if kind and column.part == "field" else None
    if field is None:
        return quoted(column.name)
    if field.type == "date" and not most_readable(field, seen) and (pattern := date_within(seen)):
        return f"[{{ field = {quoted(column.name)}, find = '{pattern}' }}, {quoted(columns.NOTE.name)}]"
    more = [*_sizes(field, seen), *(['unreadable = "remark"'] if _has_other_words(field, seen) else [])]
    return f"{{ {', '.join([f'field = {quoted(column.name)}', *more])} }}" if more else quoted(column.name)


def _sizes(field: Field, seen: Profile) -> Iterator[str]:
    """The unit and scale of figures that the heading names."""
    if field.type != "quantity":
        return
    folded = seen.heading.casefold()
    units = _UNITS if field.unit == MONEY else _SIZES.get(field.unit or "", ())
    unit = next((unit for unit, signs in units if re.search(signs, folded)), "")
    if unit not in ("", field.unit):
        yield f"unit = {quoted(unit)}"
    if (scale := in_thousands(seen)) > 1:
        yield f"scale = {scale}"


def _has_other_words(field: Field, seen: Profile) -> bool:
    """Whether there are words that the field cannot hold, such as "not yet" among dates."""
    if field.vocabulary is not None:
        return not all(map(_known_to(field.vocabulary), seen.texts))
    if field.type not in ("date", "quantity", "integer", "flag"):
        return False
    return any(not any(map(str.isdigit, text)) and not readable(field, text) for text in seen.texts)


def in_thousands(seen: Profile) -> int:
    """The scale that the heading of a column of figures names: 1000, a million …; 1 for none."""
    return next((scale for scale, signs in _SCALES if re.search(signs, seen.heading.casefold())), 1)


def _lacks_currency(column: Column, kind: Kind | None, seen: Profile) -> bool:
    """Whether neither the heading of a column of money nor its figures name a currency."""
    field = kind.field(column.key) if kind and column.part == "field" else None
    if field is None or field.unit != MONEY or not seen.texts:
        return False
    named = any(re.search(signs, seen.heading.casefold()) for _unit, signs in _UNITS)
    return not named and not any(readable(field, text) for text in seen.common(_MOST_VALUES))


def lacking_unit(column: Column, kind: Kind | None, seen: Profile) -> str:
    """The unit of a column of land or power, if neither the heading nor the figures name theirs; else ""."""
    field = kind.field(column.key) if kind and column.part == "field" else None
    if field is None or field.unit not in _SIZES or column.name == seen.heading:
        return ""
    heading = f"{seen.heading.casefold()} {plain(seen.heading)}"
    named = any(re.search(signs, heading) for _unit, signs in _SIZES[field.unit])
    return "" if named or any(any(map(str.isalpha, text)) for text in seen.texts) else field.unit


def _known_to(vocabulary: Vocabulary) -> Callable[[str], bool]:
    """Whether a word is one of a vocabulary."""
    known = words(vocabulary)
    return lambda text: folded(text) in known


def _marks_of_terms(kind: Kind | None, column: Column, seen: Profile) -> list[str]:
    """The signs that separate several values; a comma only between codes, since texts may contain commas."""
    field = kind.field(column.key) if kind else None
    coded = field is not None and field.type not in ("text", "prose")
    found = [mark for mark in seen.marks if mark.strip() != "|" and (mark != "," or coded)]
    bars = [lists.SEPARATOR] if any(lists.SEPARATOR in text for text in seen.texts) else []
    return [*found, *bars] if found else []


def reading_lines(reading: ReadOptions) -> Iterator[str]:
    """How the file is to be read, where this is unusual and cannot be detected from the file again."""
    for name in ("encoding", "delimiter", "records", "quotechar", "skip_lines", "heading_rows", "headers"):
        if (given := getattr(reading, name)) != getattr(DEFAULT_OPTIONS, name):
            yield f"{name} = {json.dumps(given)}"
