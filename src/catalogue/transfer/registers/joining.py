"""Columns made of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from catalogue.model import dates
from catalogue.model.values import ValueProblem
from catalogue.transfer.files.table import Cell
from catalogue.transfer.registers.recipe import Join, Recipe, fits
from catalogue.transfer.rows import lists
from catalogue.transfer.rows.sentinels import fold
from catalogue.transfer.rows.tidying import advised, date

_WHOLE = re.compile(r"\.0+$")  # what statistics programs append to whole numbers


def marked(marks: tuple[str, ...], text: str) -> bool:
    """Whether a cell equals one of the marks, or fits one that is a pattern; without marks any cell does."""
    return not marks or fold(text) in map(fold, marks) or fits(marks, text.strip())


def joined(join: Join, cells: Mapping[str, Cell], recipe: Recipe, unknown: Counter[str]) -> Cell:
    """The cell of a column made of others; "" when they are empty.

    Words for unknown and for an open end are counted in ``unknown``. Raises ``ValueProblem`` with its ``column``, and
    with a ``value`` if the fault is not in that column alone.
    """
    if join.mode == "headings":
        matching = {name: lists.as_text(cell).strip() for name, cell in cells.items() if fits(join.columns, name)}
        return tuple(
            name
            for name, text in matching.items()
            if text and not recipe.unknown.is_unknown(text) and marked(join.marks, text)
        )
    texts = [lists.as_text(cells.get(name, "")).strip() for name in join.columns]
    if join.mode in ("span", "date"):
        unknown.update(text for text in texts if recipe.unknown.no_date(text) or recipe.unknown.is_open(text))
        return _span(join, texts, recipe) if join.mode == "span" else _date(join, texts, recipe)
    unknown.update(text for text in texts if recipe.unknown.is_unknown(text))
    filled = [text for text in texts if text and not recipe.unknown.is_unknown(text)]
    return next(iter(filled), "") if join.mode == "first" else join.between.join(filled)


def _span(join: Join, texts: list[str], recipe: Recipe) -> str:
    """``2020-01/2025``; an end that a word declares open is ``..``, one that is not known is empty."""
    start, end = (_side(name, text, recipe) for name, text in zip(join.columns, texts, strict=True))
    start, end = start.removesuffix("/.."), end.removeprefix("../")  # "from 2020", "until 2025"
    start = "" if start == ".." else start  # 9999 for what has not begun
    if not start and end in ("", ".."):
        return ""
    for name, side in zip(join.columns, (start, end), strict=True):
        if "/" in side:
            raise ValueProblem("date.period", column=name)
    return start if start and start == end else f"{start}/{end}"


def _date(join: Join, texts: list[str], recipe: Recipe) -> str:
    """``1815-06`` from columns of year, month and day; zeros mean that one is not known.

    Raises ``ValueProblem`` (``date.part`` for a day without its month).
    """
    parts = [_WHOLE.sub("", text) for text in texts]
    year, month, day = ("" if not part.strip("0") or recipe.unknown.no_date(part) else part for part in parts)
    if day and not month:
        raise ValueProblem("date.part", column=join.columns[1] or join.columns[2])
    if not month:
        written = year
    elif month.isdecimal():
        written = "-".join((year or "XXXX", *(part.zfill(2) for part in (month, day) if part)))
    else:
        written = f"{day} {month} {year}".strip()
    try:
        return dates.read(written).text if written else ""
    except dates.DateProblem as problem:
        params = {**problem.params, "column": join.columns[0], "value": written}
        raise ValueProblem(problem.code, **params) from None


def _side(name: str, text: str, recipe: Recipe) -> str:
    if text and recipe.unknown.is_open(text):
        return ".."
    if not text or recipe.unknown.no_date(text):
        return ""
    try:
        return dates.read(date(text, recipe.notation), recipe.order).text
    except dates.DateProblem as problem:
        raise advised(ValueProblem(problem.code, **{**problem.params, "column": name}), text) from None
