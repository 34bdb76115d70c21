"""A mapping in the making: what each column of a register is to become, and the mapping file that says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from catalogue.errors import BadUsage
from catalogue.i18n import gettext as _
from catalogue.model import codes
from catalogue.model.answers import Note
from catalogue.model.kinds import Kind
from catalogue.model.quantity import MONEY
from catalogue.model.roles import ROLES, roles_from
from catalogue.model.values import ValueProblem, read, words
from catalogue.transfer.drafts.guessing import Profile, plain, strangers
from catalogue.transfer.files.table import READ_USUALLY, ReadOptions
from catalogue.transfer.rows import columns, lists
from catalogue.transfer.rows.columns import Column

_SHOWN = 3
_LONGEST = 40
_MOST_VALUES = 30
_SCALES = ((1_000_000_000, "млрд|billion|bn|mlrd"), (1_000_000, "млн|million|mln"), (1_000, "тыс|thousand|ming"))
_UNITS = (("USD", "usd|долл|\\$|dollar"), ("EUR", "eur|евро|€"), ("RUB", "руб|rub|₽"), ("UZS", "сум|so.?m|uzs"),
          ("KZT", "тенге|kzt|₸"))  # fmt: skip
_NEGATIONS = r"(?<![^\W_])(?:not|non|no|un|не|нет|без|emas|yo q)(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Assigned:
    """A column of the register. ``target`` names a column or a role of the catalogue, ``note`` for a remark, "" to
    leave the column out; None where nothing was recognised, and then it becomes a remark. ``chosen``: by hand.

    ``languages`` is the column that says which language each of several names in a cell is in.
    """

    seen: Profile
    target: str | None = None
    chosen: bool = False
    languages: Profile | None = None

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.seen.heading

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in it most often."""
        return tuple(map(_short, self.seen.common(_SHOWN)))

    @property
    def filled(self) -> int:
        """In how many of a hundred rows something stands in it."""
        return 100 * self.seen.filled // max(self.seen.rows, 1)


@dataclass(frozen=True, slots=True)
class Joined:
    """A column made of others: what it gives (nothing: others are made of it), and what ``[join]`` says of it."""

    heading: str
    target: str
    line: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A register as it was read, and what is to be made of it.

    ``rows`` are the first ones, cells in the order of ``header``, each with its line. ``reading`` is how it was read,
    with what was found out; ``sheets`` those of a workbook. ``kind`` None: its rows say their own. With ``own`` all
    headings are the catalogue's, and no mapping file is needed; else ``table`` are the lines of its beginning,
    ``wide`` those about columns of their own for countries, and ``joined`` are columns made of others.
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

    def assign(self, heading: str, target: str) -> Draft:
        """The same with another meaning of a column: the name of a column or role, ``note``, "" to leave it out.

        Raises ``BadUsage('map.unknown_target')`` for what is none, and ``BadUsage('map.taken')`` for what another
        column gives already.
        """
        if target and target not in targets(self.kind):
            raise BadUsage("map.unknown_target", column=target, nearest=columns.nearest(target, self.kind))
        other = next((own.heading for own in self.columns if own.target == target and own.heading != heading), "")
        if other and target not in _MANY and (self.own or not _is_role(target, self.kind)):
            raise BadUsage("map.taken", column=target, first=other)
        told = (replace(own, target=target, chosen=True) if own.heading == heading else own for own in self.columns)
        return replace(self, columns=tuple(told))

    def by_hand(self) -> Mapping[str, str]:
        """The columns whose meaning was chosen, with it."""
        return {own.heading: own.target or "" for own in self.columns if own.chosen}

    def keeping(self, before: Draft) -> Draft:
        """The same with the meanings chosen by hand in another draft of the file, as far as they are possible here;
        what another column was guessed to be gives way to them."""
        known = (*targets(self.kind), "")
        chosen = {heading: target for heading, target in before.by_hand().items() if target in known}
        taken = {own for own in chosen.values() if own not in _MANY and (self.own or not _is_role(own, self.kind))}
        told = []
        for own in self.columns:
            if own.heading in chosen:
                told.append(replace(own, target=chosen[own.heading], chosen=True))
            else:
                told.append(replace(own, target=None) if own.target in taken else own)
        return replace(self, columns=tuple(told))

    def text(self) -> str:
        """The mapping file."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        name = PurePath(self.file).name
        told = _("A first mapping for {file}, from its headings and {rows} rows. Look it through.")
        yield "# " + told.format(file=name, rows=self.sampled)
        yield from self.table
        yield "\n[columns]"
        linked = [own for own in self.columns if own.target and _is_role(own.target, self.kind)]
        fields = [own for own in self.columns if own not in linked]
        for own in fields:
            yield _column_line(own, self.kind)
        joined = self._joined()
        yield from (f"{quoted(made.heading)} = {quoted(made.target)}" for made in joined if made.target)
        if joined:
            yield "\n[join]"
            yield from (f"{quoted(made.heading)} = {made.line}" for made in joined)
        for own in fields:
            yield from _words(own, self.kind)
        for own in linked:
            yield from _link(own.target or "", own.seen)
        yield from self.wide

    def _joined(self) -> list[Joined]:
        """The columns made of others but for those whose meaning was given to another column by hand."""
        taken = {own.target for own in self.columns if own.chosen} - {*_MANY, None}
        return [made for made in self.joined if made.target not in taken]


_MANY = ("", columns.NOTE.name)


def targets(kind: Kind | None) -> tuple[str, ...]:
    """What a column may become: the names of the catalogue's columns and roles for a kind, and a remark."""
    return (*(own.name for own in columns.of_kind(kind)), columns.NOTE.name)


def _is_role(name: str, kind: Kind | None) -> bool:
    return kind is not None and name in {role.name for role in roles_from(kind.name)}


def _column_line(own: Assigned, kind: Kind | None) -> str:
    heading = quoted(own.heading)
    if own.target is None:
        return f'# {heading} = ""   # {remark(own.seen)}'
    column = _column(own.target, kind)
    told = quoted(own.target) if column is None else _names(column, own) or _target(column, kind, own.seen)
    return f"{heading} = {told}   # {remark(own.seen)}"


def _names(column: Column, own: Assigned) -> str:
    """A target for each language that names are in; "" where no column says so, or only one is said."""
    if column.part != "name" or own.languages is None:
        return ""
    tags = dict.fromkeys(tag for cell in own.languages.cells for tag in lists.split(cell))
    named = {tag: columns.find(f"name_{language}") for tag in tags if (language := columns.language(tag))}
    where = quoted(own.languages.heading)
    told = [
        f"{{ field = {quoted(each.name)}, where = {{ {where} = {quoted(tag)} }} }}"
        for tag, each in named.items()
        if each
    ]
    return f"[{', '.join(told)}]" if len(told) > 1 else ""


def _column(name: str, kind: Kind | None) -> Column | None:
    return None if name in _MANY else columns.find(name, kind)


def _target(column: Column, kind: Kind | None, seen: Profile) -> str:
    """The column's name, with unit and scale where the heading says them; both coordinates where both stand there."""
    if seen.looks == "point" and column.name == "lat":
        return '["lat", "lon"]'
    if column.part == "term" and (marks := _marks_of_terms(kind, column, seen)):
        return f"{{ field = {quoted(column.name)}, split = {json.dumps(marks, ensure_ascii=False)} }}"
    field = kind.field(column.key) if kind and column.part == "field" else None
    if field is not None and field.type == "quantity":
        told = seen.heading.casefold()
        unit = next((unit for unit, signs in _UNITS if field.unit == MONEY and re.search(signs, told)), "")
        scale = next((scale for scale, signs in _SCALES if re.search(signs, told)), 1)
        more = (f', unit = "{unit}"' if unit else "") + (f", scale = {scale}" if scale > 1 else "")
        if more:
            return f'{{ field = "{column.name}"{more} }}'
    return f'"{column.name}"'


def _marks_of_terms(kind: Kind | None, column: Column, seen: Profile) -> list[str]:
    """What parts several values; a comma only between codes, as texts may have one of their own."""
    field = kind.field(column.key) if kind else None
    coded = field is not None and field.type not in ("text", "prose")
    return [mark for mark in seen.marks if mark.strip() != "|" and (mark != "," or coded)]


def _words(own: Assigned, kind: Kind | None) -> Iterator[str]:
    """A list of the words of a closed field that the catalogue does not know, to be filled in."""
    column, seen = _column(own.target or "", kind), own.seen
    field = kind.field(column.key) if kind and column and column.part == "field" else None
    if column is None or field is None or field.vocabulary is None:
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
        sure = nearest is not None and _says_only(text, str(nearest), words(field.vocabulary))
        yield f"{'' if sure else '# '}{quoted(text)} = {quoted(str(nearest or ''))}"


def _says_only(text: str, code: str, known: Mapping[str, str]) -> bool:
    """Whether nothing in a text speaks against a code: no other's word, no "not", no word with the code's in it."""
    told = plain(text)
    met = [(each, f" {plain(word)} " in f" {told} ") for word, each in known.items() if plain(word) in told]
    others = {each for each, _whole in met} - {code}
    inside = bool(met) and not any(whole for _each, whole in met)
    return not others and not inside and re.search(_NEGATIONS, told) is None


def _link(role: str, seen: Profile) -> list[str]:
    by = "country" if seen.looks == "country" else "region" if seen.looks == "region" else "name"
    lists_ = [text for text in seen.texts if by != "country" or codes.find_country(text) is None]
    marks = [mark for mark in seen.marks if (mark != "," or by != "name") and any(mark in text for text in lists_)]
    lines = ["", "[[links]]", f'role = "{role}"', f"to = [{quoted(seen.heading)}]   # {remark(seen)}", f'by = "{by}"']
    if by == "name":
        made = ROLES[role].objects
        lines.append(f'kind = "{"organisation" if "organisation" in made else min(made)}"')
    elif by == "country" and "place" in ROLES[role].objects and (others := strangers(seen)):
        told = _("no countries of today, made by their names: {names}").format(names=", ".join(map(_short, others)))
        lines.append(f'kind = "place"   # {told}')
    if marks:
        lines.append(f"split = {json.dumps(marks, ensure_ascii=False)}")
    return lines


def reading_lines(reading: ReadOptions) -> Iterator[str]:
    """How the file is to be read, where that is not the usual way and cannot be seen from the file again."""
    for name in ("quotechar", "skip_lines", "heading_rows", "headers"):
        if (given := getattr(reading, name)) != getattr(READ_USUALLY, name):
            yield f"{name} = {json.dumps(given)}"


def remark(seen: Profile) -> str:
    """How full a column is and what stands in it."""
    if not seen.filled:
        return _("empty")
    shown = ", ".join(_short(text) for text in seen.common(_SHOWN))
    full = (
        "" if seen.filled == seen.rows else _("{percent}% filled").format(percent=100 * seen.filled // seen.rows) + "; "
    )
    return f"{seen.looks}; {full}{shown}"


def _short(text: str) -> str:
    plain = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"


def quoted(text: str) -> str:
    """A text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
