"""Declared totals compared with what is recorded, in sentences: "7 commercial agreements declared, 5 recorded, …"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from catalogue.i18n import N_
from catalogue.i18n import gettext as _
from catalogue.model import quantities
from catalogue.model.answers import Gap
from catalogue.model.kinds import KINDS
from catalogue.model.roles import ROLES
from catalogue.present import in_words, marks
from catalogue.present.shapes import Line, Section, Sheet, Span
from catalogue.text.safe import one_line

_WORDS = {"commercial": N_("commercial")}
"""Words that sources use for agreements besides their form, level and status."""
_PLACES = {"country": N_("countries"), "region": N_("regions"), "city": N_("cities"), "district": N_("districts")}


def sheet(gaps: Iterable[Gap], lang: str) -> Sheet:
    """A section for each record that declares something, a sentence for each total, with the query behind it."""
    grouped = groupby(gaps, key=lambda gap: (gap.record, gap.label))
    sections = (
        Section(f"{one_line(label)} · {one_line(record)}", tuple(line for gap in group for line in _lines(gap, lang)))
        for (record, label), group in grouped
    )
    return Sheet(_("Declared and recorded"), tuple(sections))


def _lines(gap: Gap, lang: str) -> Iterator[Line]:
    yield Span(f"  {mark(gap)} ", "mark"), Span(sentence(gap, lang)), Span(guess_mark(gap), "mark")
    if gap.query:
        yield Span("      ", "label"), Span(f"catalogue search '{one_line(gap.query)}'", "command")


def mark(gap: Gap) -> str:
    """Whether everything declared is recorded, something is missing, or it is not known."""
    return marks.OK if gap.missing == 0 else marks.OVERDUE if gap.missing else marks.UNKNOWN


def guess_mark(gap: Gap) -> str:
    """The mark, with a remark, that the counting query is a guess at what was declared; "" if it is not."""
    remark = _("the match is inferred")
    return f" {marks.INFERRED} ({remark})" if gap.inferred else ""


def sentence(gap: Gap, lang: str) -> str:
    """One declared total: how many are declared, recorded, and at least missing."""
    role = gap.field.removeprefix("declared:").partition("/")[0] in ROLES
    params = {
        "declared": _figure(gap.declared, lang),
        "what": counted(gap.field, lang),
        "recorded": gap.recorded,
        "missing": gap.missing,
    }
    if gap.recorded is None:
        return _("{declared} {what} declared; the catalogue cannot count them").format(**params)
    text = (
        _("{declared} {what} declared, {recorded} named")
        if role
        else _("{declared} {what} declared, {recorded} recorded")
    )
    return text.format(**params) + (_(", at least {missing} missing").format(**params) if gap.missing else "")


def counted(field: str, lang: str) -> str:
    """What a declared total counts: ``declared:agreement/commercial`` → "commercial agreements"."""
    name, _slash, word = field.removeprefix("declared:").partition("/")
    if name == "place" and word in _PLACES:
        name, word = word, ""
    if name in ROLES:
        things = ROLES[name].label.text(lang)
    elif name in _PLACES:
        things = _(_PLACES[name])
    else:
        things = in_words.kinds(name, lang).lower()
    return _("{word} {things}").format(word=qualifier(name, word, lang), things=things) if word else things


def qualifier(kind: str, word: str, lang: str) -> str:
    """The label of a value of the kind's form, level or status; else a word that sources use; else the word unchanged.

    In Russian with the field's label before it: the value's own is in the singular, which the things counted are not
    (соглашения, уровень: межрегиональный).
    """
    for name in ("form", "level", "status"):
        field = KINDS[kind].field(name) if kind in KINDS else None
        choice = field.vocabulary.get(word) if field and field.vocabulary else None
        if field and choice:
            label = choice.label.text(lang)
            return f"{field.label.text(lang)}: {label}" if lang == "ru" else label
    return _(_WORDS[word]) if word in _WORDS else one_line(word)


def _figure(text: str, lang: str) -> str:
    """The figure with its sign; its phase and date are shown on the record, not here."""
    figure = quantities.parse(text)
    phase = None if figure.phase == "actual" else figure.phase
    return quantities.total_text([replace(figure, as_of=None, phase=phase)], lang)
