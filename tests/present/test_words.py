"""Every code that the program can raise or report has words, and data in them is safe."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import catalogue
from catalogue import errors
from catalogue.errors import CatalogueError, NotFound, UnusableCatalogue
from catalogue.present import messages, words

PACKAGE = Path(catalogue.__file__).parent
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, CatalogueError)}
CALLS = {*ERRORS, "Issue", "Note", "Finding", "ValueProblem", "DateProblem", "QuantityProblem"}


def codes(source: str) -> Iterator[str]:
    """The constant first argument of each call that makes an error, issue, note or finding."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            for first in _constants(node.args[0]):
                if name in CALLS or (name == "note" and "." in first):
                    yield first


def _constants(node: ast.expr) -> Iterator[str]:
    """The text itself, or both texts of ``a if condition else b``."""
    if isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def sources() -> list[str]:
    wording = set((PACKAGE / "present").glob("words_*.py"))
    return [file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py") if file not in wording]


def raised() -> set[str]:
    return {code for source in sources() for code in codes(source)}


def mentioned(families: set[str]) -> set[str]:
    """Texts that look like a code of a known family, for codes chosen before the call."""
    nodes = (node for source in sources() for node in ast.walk(ast.parse(source)))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if re.fullmatch(r"[a-z]+\.[a-z_]+", text) and text.partition(".")[0] in families}


def test_every_code_has_words() -> None:
    families = {code.partition(".")[0] for code in messages.MESSAGES if "." in code}
    files = {"file.py", "catalogue.db", "history.jsonl", "terms.csv", "dossier.md"}
    assert sorted((raised() | mentioned(families)) - messages.MESSAGES.keys() - files) == []


def test_no_words_are_left_for_removed_codes() -> None:
    known = raised() | mentioned({code.partition(".")[0] for code in messages.MESSAGES})
    composed = (
        "check.",
        "lint.",
        "loss.",
        "terms.",
    )  # codes of checks, rules, losses and problems are composed from their names
    spare = {code for code in messages.MESSAGES if code not in known and not code.startswith(composed)}
    assert sorted(spare) == []


def test_codes_are_found_in_the_source() -> None:
    source = "raise NotFound('a.b', id=1)\nIssue('c.d' if x else 'e.f')\nother('g.h')\nself.note('i.j')"
    assert set(codes(source)) == {"a.b", "c.d", "e.f", "i.j"}
    assert "record.missing" in raised()


def test_every_check_has_words_for_success_and_failure() -> None:
    checks = {code.removesuffix(".wrong") for code in messages.MESSAGES if code.startswith("check.")}
    assert checks
    assert {code for check in checks for code in (check, f"{check}.wrong")} <= messages.MESSAGES.keys()


@pytest.mark.parametrize("code", sorted(messages.MESSAGES))
def test_every_message_can_be_filled_in(code: str) -> None:
    parts = [part for message in messages.MESSAGES[code] for part in Formatter().parse(message)]
    names = [name for _text, name, _spec, _conversion in parts if name]
    assert all(name.isidentifier() for name in names)
    assert words.sentence(code, dict.fromkeys(names, "filled"))
    words.hint(code, {})
    result = words.hint(code, dict.fromkeys(names, "filled"))
    assert bool(result) == (len(messages.MESSAGES[code]) > 1)


def test_the_first_hint_with_known_parameters_is_given() -> None:
    assert "agr-x" in words.hint("record.missing", {"id": "agr-y", "nearest": ("agr-x", "agr-z")})
    assert "search" in words.hint("record.missing", {"id": "agr-y", "nearest": ()})


def test_a_failure_is_reported_as_sentence_and_hint() -> None:
    sentence, hint = words.explained(UnusableCatalogue("db.missing", path="a.db"))
    assert "a.db" in sentence
    assert "db init" in hint


def test_data_in_a_sentence_is_safe_short_and_on_one_line() -> None:
    hostile = "\x1b]0;x\x07\n[b]{id}{" + "x" * 5000
    sentence = words.sentence("record.missing", {"id": hostile})
    assert not {"\x1b", "\x07", "\n"} & set(sentence)
    assert "[b]{id}{" in sentence
    assert len(sentence) < 400


def test_a_code_without_words_is_still_reported() -> None:
    assert words.explained(NotFound("new.code", a=1)) == ("new.code (a: 1)", "")
    assert words.sentence("new.code", {}) == "new.code"
