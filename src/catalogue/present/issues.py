"""Problems in an input, one line each: where, what, and the nearest right value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from catalogue.i18n import gettext as _
from catalogue.model.issues import Issue, Where
from catalogue.present import words
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line

SHOWN = 20
"""The most problems listed on a terminal; the file of refused rows has all."""


def line(issue: Issue) -> Line:
    """One problem as a line: file, line, column, value, reason, advice."""
    where = place(issue.where)
    return Span(f"{where}: " if where else "", "faint"), Span(reason(issue), "bad" if issue.fatal else "mark")


def reason(issue: Issue) -> str:
    """The problem and the advice, without the place."""
    text, hint = words.sentence(issue.code, issue.params), words.hint(issue.code, issue.params)
    return f"{text.removesuffix('.')}. {hint}" if hint else text


def place(where: Where) -> str:
    """A spot in an input in words; the cell's text comes last."""
    parts = (
        one_line(where.file),
        _("line {number}").format(number=where.line) if where.line else "",
        one_line(where.record),
        _("column {name}").format(name=one_line(where.column)) if where.column else "",
        _("“{value}”").format(value=one_line(where.value, 80)) if where.value else "",
    )
    return ", ".join(part for part in parts if part)


def lines(issues: Sequence[Issue], limit: int = SHOWN) -> Iterator[Line]:
    """At most ``limit`` problems, the fatal ones first, then how many more there are."""
    ordered = sorted(issues, key=lambda issue: not issue.fatal)
    yield from (line(issue) for issue in ordered[:limit])
    if len(ordered) > limit:
        yield (Span(_("… and {count} more").format(count=len(ordered) - limit), "faint"),)


def as_data(issues: Iterable[Issue]) -> list[dict[str, str | int | bool]]:
    """Problems for machines: where, code, sentence, hint."""
    return [
        {
            "file": issue.where.file,
            "line": issue.where.line,
            "column": issue.where.column,
            "value": issue.where.value,
            "record": issue.where.record,
            "code": issue.code,
            "reason": words.sentence(issue.code, issue.params),
            "hint": words.hint(issue.code, issue.params),
            "fatal": issue.fatal,
        }
        for issue in issues
    ]
