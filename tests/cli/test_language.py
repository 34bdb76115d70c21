"""With ``--lang`` the program uses that language throughout, including click's own messages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalogue import i18n
from catalogue.cli.main import Catalogue

COMMANDS = [name for commands in Catalogue.sections.values() for name in commands]
OF_CLICK = ("Usage:", "Options:", "Show this message", "[required]", "Commands:")


@pytest.fixture(autouse=True)
def _same_language_afterwards():
    before = i18n.language()
    yield
    i18n.use(before)


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize(("lang", "usage"), [("ru", "Вызов: "), ("uz", "Foydalanish: ")])
def test_help_is_in_the_chosen_language(invoke, lang: str, usage: str, name: str) -> None:
    result = invoke("--lang", lang, *filter(None, [name]), "--help")
    assert result.code == 0
    assert result.out.startswith(usage)
    assert [words for words in OF_CLICK if words in result.out] == []


def test_english_help_has_clicks_words(invoke) -> None:
    result = invoke("--lang", "en", "db", "build", "--help").out
    assert [words for words in OF_CLICK[:-1] if words not in result] == []


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["search", "--limit", "many"], ["--limit", "many", "0"]),
        (["search", "--limit", "-1"], ["--limit", "-1", "0"]),
        (["neighbours", "--depth", "10", "x"], ["--depth", "10", "0", "9"]),
        (["facets", "--sort", "size", "status"], ["--sort", "size", "count, name"]),
        (["completion", "tcsh"], ["tcsh", "bash, zsh, fish"]),
        (["search", "--limit"], ["--limit"]),
        (["search", "--ids=3"], ["--ids"]),
        (["undo", "1", "2", "3"], ["2, 3"]),
        (["show"], ["ID"]),
        (["serch"], ["search"]),
        (["search", "--lmit"], ["--limit"]),
    ],
)
def test_usage_errors_are_in_the_chosen_language(invoke, arguments: list[str], parts: list[str]) -> None:
    """What was given and what is accepted are in a Russian sentence, without any of click's words."""
    result = invoke("--lang", "ru", *arguments)
    assert (result.code, result.out) == (2, "")
    assert [part for part in parts if part not in result.err] == []
    assert re.search("[а-я]{3}", result.err)
    assert not re.search(r"\b(is|not|valid|value|one of|argument|option)\b", result.err, re.IGNORECASE), result.err


def test_help_and_usage_errors_follow_the_language_of_the_settings(invoke, home: Path) -> None:
    (home / "catalogue").mkdir()
    (home / "catalogue" / "config.toml").write_text('lang = "uz"', encoding="utf-8")
    assert invoke("--help").out.startswith("Foydalanish: ")
    assert "buyrug‘i yo‘q" in invoke("serch").err
    assert invoke("--lang", "ru", "--help").out.startswith("Вызов: ")
