"""Lint findings: record by record for people, one row per finding for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from catalogue.i18n import N_, language
from catalogue.i18n import gettext as _
from catalogue.model.kinds import KINDS
from catalogue.model.lint import Flaw
from catalogue.present import in_words, marks, words
from catalogue.present.record import declared, role_label
from catalogue.present.shapes import Column, Line, Span, Table
from catalogue.text.safe import one_line
from catalogue.text.width import cells, pad

_SEVERITIES = {"info": N_("info"), "warning": N_("warning"), "error": N_("error")}
_PARTS = {"name": N_("name"), "note": N_("note"), "post": N_("post, no holder known")}
_DATES = ("effective", "signed", "start", "end", "day", "met")
"""Parameters that are dates."""
_GLYPHS = {"info": marks.UNKNOWN, "warning": marks.OVERDUE, "error": marks.WRONG}


def table(flaws: Iterable[Flaw]) -> Table[Flaw]:
    """One row per finding: severity, rule, record, field, sentence, advice."""
    return Table(
        (
            Column(
                "severity",
                _("severity"),
                lambda own: own.severity,
                lambda own: f"{_GLYPHS[own.severity]} {_severity(own)}",
            ),
            Column("rule", _("rule"), lambda own: own.rule, lambda own: own.rule),
            Column("record", _("record"), lambda own: own.record, lambda own: own.record, whole=True),
            Column("label", _("name"), lambda own: own.label, lambda own: own.label),
            Column("field", _("field"), lambda own: own.field or None, lambda own: own.field),
            Column("finding", _("finding"), sentence, sentence),
            Column("others", _("others"), lambda own: own.others, lambda own: " ".join(own.others)),
            Column("hint", _("what to do"), hint, hint),
        ),
        flaws,
    )


def lines(flaws: Iterable[Flaw], lang: str) -> Iterator[Line]:
    """Each record with its findings below it: severity, field, sentence, advice, rule; in the given order."""
    width = max(cells(_(word)) for word in _SEVERITIES.values()) + 2
    for number, ((record, label), group) in enumerate(groupby(flaws, key=lambda own: (own.record, own.label))):
        if number:
            yield ()
        named = label and label != record
        yield Span(one_line(label), "heading", record), Span(f" · {one_line(record)}" if named else "", "faint")
        for flaw in group:
            yield _line(flaw, width, lang)


def _line(flaw: Flaw, width: int, lang: str) -> Line:
    field = _field(flaw.kind, flaw.field, lang)
    return (
        Span(f"  {pad(f'{_GLYPHS[flaw.severity]} {_severity(flaw)}', width)}  ", "label"),
        Span(f"{field}: " if field else ""),
        Span(f"{one_line(sentence(flaw), in_words.LONGEST)} {one_line(hint(flaw), in_words.LONGEST)}"),
        Span(f" ({flaw.rule})", "faint"),
    )


def _field(kind: str, field: str, lang: str) -> str:
    """The label of a field in the reader's language: ``signed``, ``link:party``, ``name``."""
    part, _colon, rest = field.partition(":")
    if part == "link":
        return role_label(rest, lang, outgoing=True)
    if part == "declared":
        return declared(field, lang)
    if part in _PARTS:
        return _(_PARTS[part])
    return in_words.field_label(kind, field, lang) if field else ""


def sentence(flaw: Flaw) -> str:
    """The sentence: what is doubtful."""
    return words.sentence(f"lint.{flaw.rule}", _params(flaw))


def hint(flaw: Flaw) -> str:
    """The advice: what to do about it."""
    return words.hint(f"lint.{flaw.rule}", _params(flaw))


def _params(flaw: Flaw) -> Mapping[str, object]:
    """The parameters of the sentence: dates, figures and conflicting values in words; fields of contradicting dates by
    label."""
    lang = language()
    data = {"record": flaw.record, "field": flaw.field, **flaw.params}
    data |= {name: in_words.date(flaw.params[name], lang) for name in _DATES if flaw.params.get(name)}
    if flaw.rule == "figure_without_as_of":
        data["value"] = in_words.figure(data["value"], lang)
    elif flaw.rule == "no_preferred" and (field := KINDS[flaw.kind].field(flaw.field)) is not None:
        data["values"] = ", ".join(in_words.value(field, each, lang) for each in flaw.params["values"].split(", "))
    elif since := flaw.params.get("since"):
        for name, part in ((since, "start"), (flaw.field, "end")):
            data[part] = f"{in_words.field_label(flaw.kind, name, lang)}: {data[part]}"
    return data


def _severity(flaw: Flaw) -> str:
    return _(_SEVERITIES[flaw.severity])
