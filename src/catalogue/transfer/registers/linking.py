"""Links made from the cells of a register: to records of the same row, and to records that the cells name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from catalogue.model import codes
from catalogue.model.codes import states
from catalogue.model.fields import SIGNED
from catalogue.model.kinds import PLACE, Kind
from catalogue.model.values import ValueProblem, country_code, no_country, region_code
from catalogue.transfer.files import headings
from catalogue.transfer.files.table import Cell, Row
from catalogue.transfer.registers.building import RecordBuilder
from catalogue.transfer.registers.cellreading import CellReading
from catalogue.transfer.registers.lookup import Finder, countries_in
from catalogue.transfer.registers.pieces import Piece
from catalogue.transfer.registers.recipe import HEADER, LinkRule
from catalogue.transfer.rows import entries, ids, lists

_NAME_COLUMNS = {"": "name", "en": "name_en", "ru": "name_ru", "uz-Latn": "name_uz", "uz-Cyrl": "name_uz_cyrl"}
_PLACE_NAMES = {"name_en": "en", "name_ru": "ru", "name_uz": "uz-Latn", "name_kk": "kk"}
_DATES = ("start", "end")


class Linking:
    """Makes the links of a mapping's rules."""

    def __init__(self, reading: CellReading, finder: Finder) -> None:
        self._reading = reading
        self._finder = finder

    def to_records(
        self, rule: LinkRule, subject: RecordBuilder, objects: Sequence[RecordBuilder], cells: Mapping[str, Cell]
    ) -> None:
        """Links from a record of the row to others of the same row."""
        for other in objects:
            found = other.cells.get("id")
            if isinstance(found, str) and found and other is not subject:
                beside = {
                    key: next(iter(self._reading.texts(_heading(name, cells), self._detail(rule, key, cells), key)), "")
                    for key, name in rule.beside.items()
                }
                self._add(rule, subject, found, beside, cells)

    def to_named(self, rule: LinkRule, subject: RecordBuilder, cells: Mapping[str, Cell]) -> None:
        """Links from a record to those that the cells of ``rule.to`` name, which are found or made."""
        for header in rule.to:
            cell = cells.get(header, "")
            for text, beside in self._named(rule, header, cell, cells):
                if (country := beside.get("country", "")) and codes.find_country(country) is None:
                    self._refuse(subject, rule.beside["country"], country, no_country(country))
                    continue
                try:
                    found = self._object(_Naming(rule, subject, text, beside))
                except ValueProblem as problem:
                    self._refuse(subject, _heading(header, cells), text, problem)
                else:
                    self._add(rule, subject, found, beside, cells)

    def _named(
        self, rule: LinkRule, header: str, cell: Cell, cells: Mapping[str, Cell]
    ) -> Iterator[tuple[str, dict[str, str]]]:
        """The texts of a cell, each with the parallel cells; lists of equal length are paired."""
        countries = self._reading.countries
        whole = countries.is_country if rule.by == "country" else None
        texts = self._reading.aligned(_heading(header, cells), cell, rule.role, rule.split, whole)
        beside = {
            key: self._reading.aligned(_heading(name, cells), self._detail(rule, key, cells), key, rule.split)
            for key, name in rule.beside.items()
        }
        for number, given in enumerate(texts):
            text = countries.read(header, _last_part(header, given)) if rule.by == "country" else given
            if text:
                yield text, {key: _at(found, number, len(texts)) for key, found in beside.items()}

    def _detail(self, rule: LinkRule, key: str, cells: Mapping[str, Cell]) -> Cell:
        """The cell of the column named in ``rule.beside``; of dates only the part that the rule finds."""
        cell = cells.get(rule.beside[key], "")
        if rule.find is None or key not in _DATES:
            return cell
        column = f"{_heading(rule.beside[key], cells)} → {key}"
        parts = tuple(
            self._reading.found(rule.find, part, column) if part else ""
            for part in ((cell,) if isinstance(cell, str) else cell)
        )
        return parts[0] if isinstance(cell, str) else parts

    def _add(
        self, rule: LinkRule, subject: RecordBuilder, found: str, beside: Mapping[str, str], cells: Mapping[str, Cell]
    ) -> None:
        columns = {"role": rule.role, "object": found}
        columns |= {key: text for key, text in beside.items() if text and key in ("side", "note")}
        for key in _DATES:
            day = self._reading.day(text) if (text := beside.get(key, "")) else ""
            if day and self._reading.lenient and not self._reading.readable(SIGNED, day):
                self._keep(subject, _heading(rule.beside[key], cells), day)
            elif day:
                columns[key] = day
        subject.link(columns, {key: _heading(name, cells) for key, name in rule.beside.items()})

    def _refuse(self, subject: RecordBuilder, header: str, cell: Cell, problem: ValueProblem) -> None:
        """Refuse the row, or keep the unreadable text as a remark if the mapping says so."""
        if self._reading.lenient and problem.code != "link.kind_needed":
            self._keep(subject, header, cell)
        else:
            subject.refuse(header, cell, problem)

    def _keep(self, subject: RecordBuilder, header: str, cell: Cell) -> None:
        self._reading.kept[header] += 1
        subject.remark(header, cell)

    def _object(self, naming: _Naming) -> str:
        """The id of the record that a text names. Raises ``ValueProblem``."""
        rule, text = naming.rule, naming.text
        if rule.by == "country" and rule.kind is PLACE and (state := states.former(text)) is not None:
            return self._former(naming, state)
        if rule.by == "id":
            return entries.record_id(text)
        abbreviation = rule.by == "country" and self._reading.countries.is_abbreviation(text)
        if abbreviation and rule.kind is None:
            raise ValueProblem("country.unknown", nearest=None)
        if rule.by in ("country", "region") and not abbreviation and (rule.kind is None or _is_place(text, rule.by)):
            return self._place(naming)
        if rule.by == "country" and not abbreviation and (text.isdecimal() or codes.candidates(text, "country")):
            raise no_country(text)  # Buglaria is Bulgaria rather than a former state; 900 names nothing
        if rule.by == "country" and (several := countries_in(text)):
            raise ValueProblem("link.several", countries=several)
        if rule.by == "code":
            code = f"{rule.scheme}:{text}" if rule.scheme else text
            found = self._finder.coded(code) or _made(naming, naming.beside.get("name", ""), code)
        elif rule.kind is None:
            raise ValueProblem("link.kind_needed", role=rule.role)
        else:
            found = self._finder.named(rule.kind.name, text) or _made(naming, text, "")
        if not found:
            raise ValueProblem("link.nothing", role=rule.role)
        return found

    def _former(self, naming: _Naming, state: states.Former) -> str:
        """The record of a former state: one for all its names."""
        found = self._finder.named(PLACE.name, state.name_en)
        cells = {**naming.rule.constants, "form": "country", "name_en": state.name_en, "name_ru": state.name_ru}
        return found or naming.make(PLACE, ids.keyed(PLACE.prefix, state.name_en), cells)

    def _place(self, naming: _Naming) -> str:
        """The record of a country or region, made with the names of the code lists if there is none yet."""
        form = naming.rule.by
        code = country_code(naming.text) if form == "country" else region_code(naming.text)
        found = self._finder.coded(f"iso:{code}")
        if found:
            return found
        named = codes.countries()[code] if form == "country" else codes.regions()[code]
        cells: dict[str, Cell] = {"form": form, "country": code[:2], "identifier": (f"iso:{code}",)}
        if form == "region":
            cells["region"] = code
        cells |= {column: named.names[tag] for column, tag in _PLACE_NAMES.items() if tag in named.names}
        return naming.make(PLACE, f"{PLACE.prefix}-{code.lower()}", cells)


class _Naming(Struct, frozen=True):
    """A text that names the target of a link, with its parallel cells."""

    rule: LinkRule
    subject: RecordBuilder
    text: str
    beside: Mapping[str, str]

    def make(self, kind: Kind, record_id: str, cells: Mapping[str, Cell]) -> str:
        """Request a record to be made; returns its id."""
        row = Row(self.subject.line, {"id": record_id, **cells}, file=self.subject.file, kind=kind.name)
        self.subject.made.append(Piece("", row, {}, gathered=True, made=True))
        return record_id


def _made(naming: _Naming, name: str, code: str) -> str:
    """The id of a new record with this name; "" when the rule makes none or there is no name."""
    rule = naming.rule
    if rule.kind is None or not name:
        return ""
    column = _NAME_COLUMNS.get(rule.lang) or f"name_{rule.lang.replace('-', '_').lower()}"
    cells: dict[str, Cell] = {**rule.constants, column: name}
    if code:
        cells["identifier"] = (code,)
    if country := naming.beside.get("country", ""):
        cells["country"] = country
    of_country = rule.kind is PLACE and naming.text.strip().upper() in codes.countries()  # place-ec is Ecuador
    key = f"name {naming.text}" if of_country else f"{rule.scheme} {naming.text}"
    return naming.make(rule.kind, ids.keyed(rule.kind.prefix, key), cells)


def _last_part(header: str, text: str) -> str:
    """Of a heading below that of a group (``Entered into force / Norway``) the last part, if it names a country."""
    last = text.rpartition(headings.BETWEEN)[2].strip()
    return last if header.startswith("{") and codes.find_country(last) else text


def _is_place(text: str, form: str) -> bool:
    return (codes.find_country(text) if form == "country" else codes.find_region(text)) is not None


def _heading(header: str, cells: Mapping[str, Cell]) -> str:
    """The real heading of the column that ``{header}`` stands for."""
    return lists.as_text(cells[HEADER]) if header.startswith("{") and HEADER in cells else header


def _at(found: Sequence[str], number: int, count: int) -> str:
    """The text parallel to the ``number``-th of ``count``: its own, or the single one that applies to all."""
    if len(found) == count:
        return found[number]
    return found[0] if len(found) == 1 else ""
