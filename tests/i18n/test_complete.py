"""The texts of every language are complete, and follow its conventions.

After a change of the English texts:

    python -m babel.messages.frontend extract -k noted -k N_ --no-location --sort-output --omit-header \\
        -o messages.pot src/catalogue
    python -m babel.messages.frontend update -i messages.pot -D catalogue -d src/catalogue/i18n/locale \\
        --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

and translate what is empty then.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

import catalogue
from catalogue import i18n
from catalogue.i18n import po
from catalogue.text.width import cells
from catalogue.tui.commands import COMMANDS, footer
from catalogue.tui.screens import panes
from catalogue.tui.widgets.bars import KeyBar

PACKAGE = Path(catalogue.__file__).parent
KEYWORDS = {**DEFAULT_KEYWORDS, "noted": None, "N_": None}
MARKED = ("_", "N_", "gettext", "ngettext", "pgettext", "noted")
TRANSLATED = [lang for lang in i18n.LANGUAGES if lang != "en"]
WORD = 12
"""Cells that a word in the footer may take."""


@cache
def asked() -> dict[str, str]:
    """Every message of the program under its gettext key, with its file."""
    found = {}
    extracted = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for file, _line, message, _comments, context in extracted:
        key = "\x00".join(message) if isinstance(message, tuple) else message
        if key:
            found[f"{context}\x04{key}" if context else key] = file
    return found


@cache
def result(lang: str) -> dict[str, str]:
    """The translations of a language."""
    texts = po.messages((PACKAGE / "i18n/locale" / lang / "LC_MESSAGES/catalogue.po").read_text(encoding="utf-8"))
    return {key: value for key, value in texts.items() if key}


def english(key: str) -> list[str]:
    """The English forms of a key."""
    return key.rpartition("\x04")[2].split("\x00")


def placeholders(text: str) -> list[str]:
    return sorted(name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None)


@pytest.fixture(autouse=True)
def _same_language_afterwards() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_message_has_a_translation(lang: str) -> None:
    missing = sorted(f"{file}: {key}" for key, file in asked().items() if key not in result(lang))
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_translation_is_unused(lang: str) -> None:
    assert sorted(set(result(lang)) - set(asked())) == []


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_extraction_finds_every_marked_message(file: Path) -> None:
    """Before Python 3.12 it misses those inside an f-string."""
    known = {text for key in asked() for text in english(key)}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKED:
            last = node.args[-1 if node.func.id == "pgettext" else 0]
            if isinstance(last, ast.Constant) and last.value:
                assert last.value in known, f"line {node.lineno}: {last.value}"


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_translation_has_the_placeholders(lang: str) -> None:
    for key, value in result(lang).items():
        for form in value.split("\x00"):
            assert placeholders(form) == placeholders(english(key)[-1]), key


@pytest.mark.parametrize(("lang", "forms"), [("ru", 3), ("uz", 2)])
def test_every_plural_form_is_translated(lang: str, forms: int) -> None:
    plural = {key: value.split("\x00") for key, value in result(lang).items() if len(english(key)) > 1}
    assert plural, "the program counts something"
    for key, said in plural.items():
        assert len(said) == forms, key
        assert all(said), key


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_sentence_stays_a_sentence(lang: str) -> None:
    """A phrase used within a sentence gets no full stop; a sentence keeps its full stop."""
    for key, value in result(lang).items():
        source = english(key)[-1]
        for form in value.split("\x00"):
            assert form == form.strip(), (key, form)
            if " " in source:
                assert form.endswith((".", "…")) == source.endswith((".", "…")), (key, form)


def test_russian_has_its_own_quotes() -> None:
    assert [text for text in result("ru").values() if re.search("[“”„]", text)] == []


def test_uzbek_has_its_own_quotes_and_apostrophes() -> None:
    """o‘ and g‘ with U+2018, the tutuq belgisi with U+2019; no other apostrophes."""
    for text in result("uz").values():
        assert not re.search("[«»„']", text), text
        assert not re.search("[og]’", text, re.IGNORECASE), text
        assert not re.search("(?<![og])‘", text, re.IGNORECASE), text


@pytest.mark.parametrize("lang", TRANSLATED)
def test_footer_labels_are_short(lang: str) -> None:
    i18n.use(lang)
    long = [i18n.gettext(own.words) for own in COMMANDS if own.footer and cells(i18n.gettext(own.words)) > WORD]
    assert long == []


@pytest.mark.parametrize("pane", panes.PANES)
@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_footer_of_80_columns_shows_the_keys_of_its_pane(lang: str, pane: str) -> None:
    """The keys of the pane itself, help and quit; others if there is room."""
    i18n.use(lang)
    scopes = panes.SCOPES.get(pane, panes.CARD_SCOPES)
    bar = KeyBar()
    bar.set_reactive(KeyBar.scopes, scopes)
    shown = bar.fitting(80)
    own = [command.id for command, _key in footer(scopes) if command.scope == scopes[0]]
    assert {*own, "keys", "quit"} <= {command.id for command, _key in shown}
    width = sum(cells(key) + 1 + cells(i18n.gettext(command.words)) + 2 for command, key in shown)
    assert width - 1 <= 80
