"""Citations of records and sources: a line of text, BibTeX, CSL-JSON.

A date is never made more exact than it is: BibTeX gets a year and a month only if they are certain, otherwise words in
the note; CSL-JSON gets the known ``date-parts``, ``circa`` if the date is uncertain, and ``literal`` words if it has no
parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from catalogue.i18n import gettext as _
from catalogue.model import dates
from catalogue.model.card import Card
from catalogue.model.dates import When
from catalogue.model.kinds import KINDS
from catalogue.present import in_words
from catalogue.text.safe import one_line

Json = str | int | bool | Sequence["Json"] | Mapping[str, "Json"]

_ISSUED = {
    "agreement": ("signed", "approved", "effective", "agreed", "announced"),
    "event": ("date",),
    "source": ("published",),
}
_BY = {"agreement": ("party", "on_behalf_of", "signatory"), "event": ("organiser",), "project": ("party",)}
_SOURCE_TYPES = {
    "news": "article-newspaper",
    "press_release": "document",
    "document": "document",
    "dataset": "dataset",
    "website": "webpage",
}
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "$&#%_"},
}  # fmt: skip
_TEX_SPECIAL = re.compile(r"[\\{}~^$&#%_]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_URL_SPECIAL = re.compile(r"[\\{}\s\"<>^`|]")


def text(card: Card, lang: str) -> str:
    """One line: who, what, when, where; then the record and, unless it is a source, its sources."""
    published = f"{_date_label(card, lang)}: {_issued_words(card, lang)}" if _issued(card) else ""
    url, accessed = _value(card, "url"), in_words.date(card.record.get("accessed") or "", lang)
    seen = _("accessed {date}").format(date=accessed) if accessed else ""
    parts = (
        in_words.joined(*_authors(card), by="; ") or _value(card, "publisher"),
        one_line(card.label),
        in_words.capitalised(_nature(card, lang)),
        in_words.capitalised(published),
        in_words.joined(url, f"({seen})" if seen else "", by=" "),
        in_words.capitalised(_("catalogue record {id}").format(id=one_line(card.record.id))),
        in_words.capitalised(_sources(card)),
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def bibtex(card: Card, lang: str) -> str:
    """One ``@misc`` entry; further information is in ``note``."""
    issued = _issued(card)
    when = issued[1] if issued else None
    year, month = _certain(when) if issued and issued[0] not in card.inferred else ("", "")
    sure = bool(year) and when is not None and _exact(when) and issued is not None and issued[0] not in card.inferred
    vague = f"{_date_label(card, lang)}: {_issued_words(card, lang)}" if when and not sure else ""
    names = " and ".join(f"{{{_tex(name)}}}" for name in _authors(card))
    fields = {
        "author": names,
        "title": f"{{{_tex(one_line(card.label))}}}",
        "howpublished": _tex(_value(card, "publisher")),
        "year": year,
        "day": str(when.day) if when and month and when.day and not when.marks[2] else "",
        "url": _URL_SPECIAL.sub(lambda found: f"%{ord(found[0]):02X}", _value(card, "url")),
        "urldate": _tex(card.record.get("accessed") or ""),
        "note": _tex(
            in_words.joined(*map(in_words.capitalised, (_nature(card, lang), vague, _sources(card))), by=". ")
        ),
    }
    lines = [f"  {name} = {{{wording}}}" for name, wording in fields.items() if wording]
    if month:
        lines.append(f"  month = {month}")
    return f"@misc{{{card.record.id},\n" + ",\n".join(lines) + "\n}\n"


def csl(card: Card, lang: str) -> Mapping[str, Json]:
    """One item of CSL-JSON (Citation Style Language 1.0.2)."""
    record = card.record
    issued, accessed = _issued(card), record.get("accessed")
    date_name = "event-date" if record.kind == "event" else "issued"
    item: dict[str, Json] = {
        "id": record.id,
        "type": _type(card),
        "title": card.label,
        "author": [{"literal": name} for name in _authors(card)],
        "publisher": _value(card, "publisher"),
        "genre": _form(card, lang),
        "number": _value(card, "registration_no"),
        "URL": _value(card, "url") or _value(card, "website"),
        date_name: csl_date(issued[1], lang, sure=issued[0] not in card.inferred) if issued else {},
        "accessed": csl_date(dates.parse(accessed), lang) if accessed else {},
        "note": in_words.joined(*map(in_words.capitalised, (_nature(card, lang), _sources(card))), by=". "),
    }
    return {name: wording for name, wording in item.items() if wording}


def csl_date(when: When, lang: str, *, sure: bool = True) -> Mapping[str, Json]:
    """A date in CSL-JSON: the known parts, ``circa`` unless they are certain, or words."""
    ends = (when.start, when.end) if when.is_interval else (when,)
    parts = [_parts(end) for end in ends if isinstance(end, When)]
    if len(parts) < len(ends) or not all(parts):
        return {"literal": in_words.date(when.text, lang)}
    data: dict[str, Json] = {"date-parts": parts}
    if when.uncertain or when.approximate or not sure:
        data["circa"] = True
    if when.season:
        data["season"] = when.season - 20
    return data


def _parts(when: When) -> list[int]:
    """Year, month, day as far as they are known; nothing without an exact year."""
    if when.year is None or when.precision not in ("day", "month", "season", "year"):
        return []
    known = [when.year, *([when.month] if when.month else [])]
    return known + ([when.day] if when.month and when.day else [])


def _issued(card: Card) -> tuple[str, When] | None:
    """The field and the date to be cited."""
    for name in _ISSUED.get(card.record.kind, ()):
        if recorded := card.record.get(name):
            return name, dates.parse(recorded)
    return None


def _issued_words(card: Card, lang: str) -> str:
    issued = _issued(card)
    wording = in_words.date(issued[1].text, lang) if issued else ""
    return _("{date}, inferred").format(date=wording) if issued and issued[0] in card.inferred else wording


def _date_label(card: Card, lang: str) -> str:
    issued = _issued(card)
    return in_words.field_label(card.record.kind, issued[0], lang) if issued else ""


def _certain(when: When | None) -> tuple[str, str]:
    """Year and month, each "" unless it is certain."""
    if (
        when is None
        or when.year is None
        or when.marks[0]
        or (when.is_interval and (when.uncertain or when.approximate))
    ):
        return "", ""
    month = _MONTHS[when.month - 1] if when.month and not when.marks[1] else ""
    return str(when.year), month


def _exact(when: When) -> bool:
    """Whether year, month and day express the date completely."""
    return when.precision in ("day", "month", "year") and not any(when.marks)


def _authors(card: Card) -> tuple[str, ...]:
    """The authors, in the order of their links, each once."""
    for role in _BY.get(card.record.kind, ()):
        named = [one_line(own.label) for own in card.neighbours if own.outgoing and own.link.role == role]
        if named:
            return tuple(dict.fromkeys(named))
    return ()


def _type(card: Card) -> str:
    record = card.record
    if record.kind == "source":
        return _SOURCE_TYPES.get(record.get("form") or "", "document")
    if record.kind == "agreement":
        between_states = record.get("form") == "treaty" or record.get("level") in ("interstate", "intergovernmental")
        return "treaty" if between_states else "document"
    return "event" if record.kind == "event" else "entry"


def _value(card: Card, field: str) -> str:
    return one_line(card.record.get(field) or "")


def _form(card: Card, lang: str) -> str:
    form = card.record.get("form")
    return in_words.value(KINDS[card.record.kind].form, form, lang) if form else ""


def _nature(card: Card, lang: str) -> str:
    """Form and status; of a source, its form."""
    status, ladder = card.record.get("status"), KINDS[card.record.kind].status
    kind = in_words.kind(card.record.kind, lang)
    return in_words.joined(_form(card, lang) or kind, in_words.value(ladder, status, lang) if status and ladder else "")


def _sources(card: Card) -> str:
    """The sources of a record; "" for a record that is itself a source."""
    if card.record.kind == "source" or not card.sources:
        return ""
    return _("according to {sources}").format(sources=_listed(one_line(cited.label) for cited in card.sources))


def _listed(names: Iterable[str]) -> str:
    return "; ".join(names)


def _tex(wording: str) -> str:
    return _TEX_SPECIAL.sub(lambda found: _TEX[found[0]], wording)
