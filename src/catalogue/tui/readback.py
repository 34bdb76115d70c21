"""Feedback while a text is being typed: its value in words, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from catalogue.api import edit
from catalogue.api.edit import Piece
from catalogue.errors import CatalogueError, ImportRefused
from catalogue.i18n import gettext as _
from catalogue.model.issues import Issue
from catalogue.model.kinds import KINDS
from catalogue.model.records import Entry
from catalogue.present import form, in_words, marks, words
from catalogue.text.safe import one_line

_AT_THE_PROMPT = ("--", "“catalogue ", "«catalogue ")
"""Marks of a hint that is meant for the command line."""


class Feedback(Struct, frozen=True):
    """``text`` in canonical form, its meaning in ``words``, and the ``problem`` ("" for none)."""

    text: str = ""
    words: str = ""
    problem: str = ""


Reader = Callable[[str], Feedback]


def of_field(kind: str, name: str, lang: str) -> Reader:
    """A reader for values of a field of a kind."""
    field = KINDS[kind].field(name)
    assert field is not None

    def read(text: str) -> Feedback:
        found = edit.read(kind, name, text)
        if found.issue is not None:
            return Feedback(problem=problem(found.issue))
        if not found.text:
            return Feedback(words=_("none, or not known"))
        shown = in_words.value(field, found.text, lang)
        return Feedback(found.text, f"{one_line(text.strip(), 60)} {marks.OUTGOING} {shown}" if shown != text else "")

    return read


def of_cell(kind: str, part: str, given: Mapping[str, str], column: str, lang: str) -> Reader:
    """A reader for one column of a name, link or claim, of which ``given`` holds the other columns."""

    def read(text: str) -> Feedback:
        made = edit.read_piece(kind, Piece(part, {**given, column: text}))
        if isinstance(made, tuple):
            wrong = [issue for issue in made if issue.where.column.rpartition(".")[2] == column]
            return Feedback(problem=problem(wrong[0])) if wrong else Feedback(text.strip())
        value = str(getattr(made, column))
        return Feedback(value, _shown(made, column, kind, text, lang))

    return read


def _shown(made: Entry, column: str, kind: str, text: str, lang: str) -> str:
    value = str(getattr(made, column))
    _label, text_shown, _more = form.described(made, kind, {}, lang)
    shown = text_shown if column == "value" else form.cell(column, value, {}, lang)
    return f"{one_line(text.strip(), 60)} {marks.OUTGOING} {shown}" if value and shown != text else ""


def plain(text: str) -> Feedback:
    """Read a text that may be anything."""
    return Feedback(text.strip())


def problem(issue: Issue) -> str:
    """What is wrong and what to do, without the options of the command line."""
    hint = _of_screens(words.hint(issue.code, issue.params)) or _of_screens(words.hint(issue.code, {}))
    text = words.sentence(issue.code, issue.params).removesuffix(".")
    return f"{text}. {hint}" if hint else text


def failure(failed: CatalogueError) -> str:
    """What went wrong: every problem of the record, else a sentence."""
    found = failed.issues if isinstance(failed, ImportRefused) else ()
    problems = [f"{issue.where.column}: {problem(issue)}" for issue in found if isinstance(issue, Issue)]
    sentence, hint = words.explained(failed)
    return "\n".join(problems) or in_words.joined(sentence, _of_screens(hint), by=" ")


def _of_screens(hint: str) -> str:
    return "" if any(mark in hint for mark in _AT_THE_PROMPT) else hint
