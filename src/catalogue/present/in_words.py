"""Canonical values in the reader's language, safe to print; a value without words is shown as stored."""

from __future__ import annotations

import re

from msgspec.structs import replace

from catalogue.i18n import N_, pgettext
from catalogue.i18n import gettext as _
from catalogue.model import dates, quantities, values
from catalogue.model import vocabularies as v
from catalogue.model.fields import DATE, DECLARED_COUNT, Field
from catalogue.model.kinds import KINDS
from catalogue.model.labels import Vocabulary
from catalogue.text.safe import one_line

LONGEST = 20_000
"""Longest value on a card, in characters; exports have the whole text."""

_PARAGRAPHS = re.compile(r"paragraphs? ([0-9]{1,4})(?: and ([0-9]{1,4}))?")
_ANY_DATE = replace(DATE, moment=False)
_LANGUAGES = {
    "en": N_("English"),
    "ru": N_("Russian"),
    "uz": N_("Uzbek"),
    "uz-Latn": N_("Uzbek, Latin"),
    "uz-Cyrl": N_("Uzbek, Cyrillic"),
    "kk": N_("Kazakh"),
    "kk-Latn": N_("Kazakh, Latin"),
    "kk-Cyrl": N_("Kazakh, Cyrillic"),
    "tt": N_("Tatar"),
    "ba": N_("Bashkir"),
    "kaa": N_("Karakalpak"),
    "ky": N_("Kyrgyz"),
    "tg": N_("Tajik"),
    "de": N_("German"),
    "zh": N_("Chinese"),
}


def value(field: Field, text: str, lang: str) -> str:
    """One canonical value of a field in words."""
    try:
        wording = values.in_words(field, text, lang)
    except ValueError:
        wording = text
    return one_line(wording, LONGEST)


def date(text: str, lang: str) -> str:
    """An EDTF date in words; "" for an unknown one."""
    return value(_ANY_DATE, text, lang) if text else ""


def short_date(text: str, lang: str) -> str:
    """An EDTF date in the short form of lists; "" for an unknown one."""
    try:
        return dates.in_short(dates.parse(text), lang) if text else ""
    except ValueError:
        return one_line(text, LONGEST)


def short_figure(text: str, lang: str) -> str:
    """A canonical figure in the short form of lists; "" for an unknown one."""
    try:
        return quantities.in_short(quantities.parse(text), lang) if text else ""
    except ValueError:
        return one_line(text, LONGEST)


def moment(text: str, lang: str) -> str:
    """A moment of the history (``2026-01-01T10:00:00Z``) by day and minute: ``1 Jan 2026, 10:00 UTC``."""
    return f"{short_date(text[:10], lang)}, {text[11:16]} UTC"


def action(name: str) -> str:
    """What a batch of the history was, from the name of its action."""
    names = {
        "import": pgettext("batch", "import"),
        "edit": pgettext("batch", "edit"),
        "add": pgettext("batch", "new record"),
        "remove": pgettext("batch", "removal"),
        "merge": pgettext("batch", "merging"),
        "undo": pgettext("batch", "undo"),
        "repair": pgettext("batch", "repair"),
        "salvage": pgettext("batch", "salvage"),
        "bundle": pgettext("batch", "exchange"),
        "settle": pgettext("batch", "settled conflict"),
    }
    return names.get(name) or one_line(name)


def end(text: str) -> str:
    """The end of an interval in EDTF; the whole text if the end is open or unknown, or the text is not an interval."""
    try:
        last = dates.parse(text).end if text else None
    except ValueError:
        return text
    return last.text if isinstance(last, dates.When) else text


def figure(text: str, lang: str) -> str:
    """A canonical figure in words; "" for an unknown one."""
    return value(DECLARED_COUNT, text, lang) if text else ""


def span(start: str, end: str, lang: str) -> str:
    """Start and end in words, as far as either is known."""
    if start and end and start != end:
        return f"{date(start, lang)} – {date(end, lang)}"
    if start and end:
        return date(start, lang)
    if start:
        return pgettext("period", "since {date}").format(date=date(start, lang))
    return pgettext("period", "until {date}").format(date=date(end, lang)) if end else ""


def choice(vocabulary: Vocabulary, code: str, lang: str) -> str:
    """A coded value's label; the code itself when it is not in the vocabulary."""
    known = vocabulary.get(code)
    return known.label.text(lang) if known else one_line(code)


def basis(code: str, lang: str) -> str:
    """The basis of a claim in words: stated, inferred, from the editor."""
    return choice(v.BASIS, code, lang) if code else ""


def kind(name: str, lang: str) -> str:
    """The name of a kind."""
    known = KINDS.get(name)
    return known.label.text(lang) if known else one_line(name)


def kinds(name: str, lang: str) -> str:
    """The name of a kind in the plural."""
    known = KINDS.get(name)
    return known.label_plural.text(lang) if known else one_line(name)


def field_label(kind_name: str, field: str, lang: str) -> str:
    """The label of a field of a kind; its name if the kind has no such field."""
    known = KINDS.get(kind_name)
    declared = known.field(field) if known else None
    return declared.label.text(lang) if declared else one_line(field)


def language(tag: str) -> str:
    """The name of a language, from its BCP 47 tag; the tag itself if the interface has no word for it."""
    return _(_LANGUAGES[tag]) if tag in _LANGUAGES else one_line(tag)


def locator(text: str) -> str:
    """The place in a source: in the reader's language if it has a common form, else as recorded."""
    found = _PARAGRAPHS.fullmatch(text)
    if found and found[2]:
        return _("paragraphs {first} and {last}").format(first=found[1], last=found[2])
    if found:
        return _("paragraph {number}").format(number=found[1])
    return _("dateline") if text == "dateline" else one_line(text)


def capitalised(wording: str) -> str:
    """The words with a capital letter, as at the start of a sentence."""
    return wording[:1].upper() + wording[1:]


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that are not empty."""
    return by.join(part for part in parts if part)
