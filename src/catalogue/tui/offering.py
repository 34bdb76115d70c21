"""The choices when something is added: languages, roles, fields to make a claim about, kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from catalogue import i18n
from catalogue.i18n import gettext as _
from catalogue.model.kinds import KINDS
from catalogue.model.roles import ROLES, roles_from
from catalogue.present import form, in_words
from catalogue.present.shapes import Line, Span

LANGUAGES = ("ru", "uz-Latn", "uz-Cyrl", "en", "kk", "tt", "ba", "kaa", "ky", "tg", "de", "zh")
_FREE = ("note", "post", "name")


def _lines(found: Iterable[tuple[str, str]], *, coded: bool = False) -> tuple[Line, ...]:
    """Each label with its code as a link; the code is shown if they are ``coded``, or if two have the same label."""
    pairs = tuple(found)
    labelled = Counter(label for _code, label in pairs)
    return tuple(
        (Span(label, "", code), *((Span(f" {code}", "faint", code),) * (coded or labelled[label] > 1)))
        for code, label in pairs
    )


def languages() -> tuple[Line, ...]:
    """The languages of names, by their tags, beginning with that of the interface."""
    own = i18n.language()
    ordered = sorted(LANGUAGES, key=lambda tag: tag.split("-")[0] != own)
    return _lines(((tag, in_words.language(tag)) for tag in ordered), coded=True)


def roles(kind: str, lang: str) -> tuple[Line, ...]:
    """The roles that another record can have for one of this kind; sources are offered separately."""
    return _lines((role.name, role.label.text(lang)) for role in roles_from(kind) if role.name != "source")


def objects(role: str) -> tuple[str, ...]:
    """The kinds of record that can have a role; () for an unknown role."""
    return tuple(kind for kind in KINDS if role in ROLES and kind in ROLES[role].objects)


def claimable(kind: str, lang: str) -> tuple[Line, ...]:
    """What a source can make a claim about: remarks, fields, roles."""
    free = ((name, form.claim_subject(name, kind, lang)) for name in _FREE)
    fields = ((field.name, field.label.text(lang)) for field in KINDS[kind].all_fields)
    linked = ((role.name, role.label.text(lang)) for role in roles_from(kind))
    return _lines((*free, *fields, *linked))


def parts() -> tuple[Line, ...]:
    """What can be added to a record."""
    return tuple((Span(_(label), "", part),) for part, label in form.ADD.items())


def kinds(first: str | None, lang: str) -> tuple[Line, ...]:
    """The kinds, starting with the one being viewed."""
    return _lines((name, in_words.kind(name, lang)) for name in sorted(KINDS, key=lambda kind: kind != first))
