"""The link rules of a draft mapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.i18n import gettext as _
from catalogue.model import codes
from catalogue.model.roles import ROLES
from catalogue.transfer.drafts import countries
from catalogue.transfer.drafts.guessing import Profile, are_regions, is_dated, parts_of
from catalogue.transfer.drafts.quoting import listed, quoted, remark, short

_WITH_DIGITS = "/[0-9]/"


def lines(role: str, seen: Profile) -> list[str]:
    """The lines of ``[[links]]`` for a column whose names have a role."""
    mixed = seen.looks == "text" and {"place", "organisation"} <= ROLES[role].objects and countries.are_among(seen)
    by = "country" if mixed or seen.looks == "country" else "region" if are_regions(seen) else "name"
    lists_ = [text for text in seen.texts if by != "country" or codes.find_country(text) is None]
    marks = [mark for mark in seen.marks if (mark != "," or by != "name") and any(mark in text for text in lists_)]
    if by == "country" and not mixed:
        marks = [mark for mark in marks if _separates(mark, lists_, marks)]
    found = [
        "",
        "[[links]]",
        f'role = "{role}"',
        f"to = [{quoted(seen.heading)}]   # {remark(seen)}",
        f'by = "{by}"',
    ]
    if mixed:
        explanation = _("what is no country is made as an organisation")
        found.append(f'kind = "organisation"   # {explanation}')
    elif by == "name":
        made = ROLES[role].objects
        usual = "place" if seen.looks == "region" else "organisation"
        found.append(f'kind = "{usual if usual in made else min(made)}"')
    elif by == "country" and "place" in ROLES[role].objects and (others := countries.made_by_name(seen)):
        explanation = _("not countries of today, made by their names: {names}").format(
            names=", ".join(map(short, others))
        )
        found.append(f'kind = "place"   # {explanation}')
    if marks:
        found.append(f"split = {listed(marks)}")
    return found


def of_headings(columns: Sequence[Profile]) -> Iterator[str]:
    """The rule for columns headed by countries; its dates, if most cells have one, are the beginnings of the links."""
    explanation = _("a column for each country; the cell says whether, or when")
    texts = [text for each in columns for text in each.texts]
    dated = [text for text in texts if is_dated(text)]
    with_digits = [text for text in texts if any(map(str.isdigit, text))]
    yield f"\n[[links]]   # {explanation}"
    yield 'role = "party"'
    yield f"each = {listed(each.heading for each in columns)}"
    if dated == with_digits and 0 < len(dated) < len(texts):
        yield f"marks = {listed([_WITH_DIGITS])}"
    yield 'to = "{header}"'
    yield 'by = "country"'
    yield f'{"" if 2 * len(dated) > len(texts) else "# "}start = "{{cell}}"'


def _separates(mark: str, texts: Sequence[str], marks: Sequence[str]) -> bool:
    """Whether a sign separates countries in texts that are cut at the other signs."""
    pieces = parts_of(texts, [other for other in marks if other != mark])
    return any(countries.are_separated(piece, mark) for piece in pieces)
