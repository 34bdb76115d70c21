"""Names of fields, kinds and values in the languages of the interface."""

from __future__ import annotations

from msgspec import Struct


class Label(Struct, frozen=True):
    """One thing's name in English, Russian and Uzbek (Latin)."""

    en: str
    ru: str
    uz: str = ""

    def text(self, lang: str) -> str:
        """The name in ``lang``; English if there is none in that language."""
        return {"ru": self.ru, "uz": self.uz}.get(lang, self.en) or self.en

    def all(self) -> tuple[str, ...]:
        """All names, English first."""
        return tuple(name for name in (self.en, self.ru, self.uz) if name)


TAGS = {
    "ru": Label("Russian", "русский", "ruscha"),
    "en": Label("English", "английский", "inglizcha"),
    "uz": Label("Uzbek", "узбекский", "o‘zbekcha"),
    "uz-Latn": Label("Uzbek (Latin)", "узбекский (латиница)", "o‘zbekcha (lotin)"),
    "uz-Cyrl": Label("Uzbek (Cyrillic)", "узбекский (кириллица)", "o‘zbekcha (kirill)"),
    "kk": Label("Kazakh", "казахский", "qozoqcha"),
}
"""The most common languages of names and texts, by their tags (BCP 47)."""


def distance(tag: str, lang: str) -> int:
    """How far a language of texts (BCP 47) is from one of the interface: 0 for the same, 1 for another script of it,
    2 for another language. Uzbek without a script is Latin."""
    if tag in (lang, f"{lang}-Latn" if lang == "uz" else lang):
        return 0
    return 1 if tag.partition("-")[0] == lang else 2


class Choice(Struct, frozen=True):
    """One value of a closed vocabulary.

    ``stage`` says how far along a status is (``idea``, ``part``, ``done``, ``over``, ``void``); screens draw it as a
    glyph, so that a status can be read without colour. ``aliases`` are further names accepted on reading.
    """

    code: str
    label: Label
    stage: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in words: the labels, then the aliases."""
        return (*self.label.all(), *self.aliases)


class Vocabulary(Struct, frozen=True):
    """A closed list of values in its natural order (a status ladder from first to last)."""

    name: str
    choices: tuple[Choice, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in order."""
        return tuple(choice.code for choice in self.choices)

    def get(self, code: str) -> Choice | None:
        """The choice with this code, or None."""
        return next((choice for choice in self.choices if choice.code == code), None)


def vocabulary(name: str, *rows: str) -> Vocabulary:
    """Build a vocabulary from rows ``code[@stage] | English | Russian | Uzbek [| alias; alias …]``."""
    choices = []
    for row in rows:
        code, en, ru, uz, *more = (part.strip() for part in row.split("|"))
        code, _, stage = code.partition("@")
        aliases = tuple(alias.strip() for part in more for alias in part.split(";"))
        choices.append(Choice(code, Label(en, ru, uz), stage, aliases))
    return Vocabulary(name, tuple(choices))
