"""The columns that identify the records of a register, as a draft mapping proposes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catalogue.i18n import gettext as _
from catalogue.transfer.drafts import guessing
from catalogue.transfer.drafts.guessing import Profile
from catalogue.transfer.drafts.quoting import quoted

_NUMBER = re.compile(r"(?<![^\W_])(?:(?:id|identifier|code|код|№|no|inn|инн)(?![^\W_])|(?:number|номер)$)|[^\W_]id$")
_CODE_OF_VALUES = re.compile("status|type|form|country|sector|currency|region|kind|статус|тип|стран|регион|валют")
_HASH = re.compile(r"\w ?[#№]|^[#№]")
_RUNNING = re.compile("(?:№|no|n|#|sl no|sr no|s no|sira no|lp|nr|lfd nr)?(?: ?п п)?|т р|t r")
_ADDRESS = re.compile(r"https?://\S+?(?=[\w-]*\d[\w-]*/?$)")
_CODE = re.compile(r"(?=\S*\d)[^\W_][\w./:-]{3,39}")
_NAMED_AS_KEY = re.compile(
    r"(?:.* )?(?:item|uri|iri|href|ref|reference|key|slug|qid|lei|isin|celex|eli|doi|bin|inn|ogrn)"
)
_REPEATED = 0.8
_AGREED = 0.9


def column(profiles: Sequence[Profile]) -> Profile | None:
    """The column of keys that identify records, if there is one."""
    names = [each for each in profiles if guessing.is_name_heading(each.heading) and each.looks == "text"]
    numbers = [each for each in profiles if _is_numbered(each) and each.rows and each.filled == each.rows]
    repeated = [
        each for each in numbers if not each.unique and (not names or any(_tells(each, name) for name in names))
    ]
    unique = next((each for each in numbers if each.unique), None)
    if unique is not None and is_running(unique):
        # Where rows only are numbered and the names repeat, a code that goes with the names identifies the records.
        both = (
            each for each in repeated for name in names if _repeats(name) and _tells(each, name) and _tells(name, each)
        )
        return next(both, unique)
    return unique or next(iter(repeated), None) or next(filter(_identifies, profiles), None)


def lines(each: Profile | None, single: Sequence[Profile]) -> Iterator[str]:
    """The lines of ``[table]`` for a key; ``single`` are the columns of fields of which a record has one value."""
    if each is None:
        return
    key = f"key = [{quoted(each.heading)}]"
    if is_running(each):
        explanation = _("a running number: good only if it stays for good")
        yield f"# {key}   # {explanation}"
    elif not each.unique:
        explanation = _("{values} in {rows} rows: several make one record").format(
            values=len(each.texts), rows=each.rows
        )
        yield f"{key}   # {explanation}"
        differing = _("keep as a remark what contradicts an earlier row of the same record")
        yield f'{"" if _contradicts_itself(each, single) else "# "}differing = "remark"   # {differing}'
    else:
        yield key
        explanation = _("a word for this register, so that its numbers are not taken for those of others")
        yield f'scheme = "register"   # {explanation}'


def is_running(each: Profile) -> bool:
    """Whether a column only numbers the rows."""
    counted = [[str(number) for number in range(first, first + each.rows)] for first in (0, 1)]
    return bool(_RUNNING.fullmatch(guessing.plain(each.heading))) or list(each.cells) in counted


def _is_numbered(each: Profile) -> bool:
    """Whether a heading says that the column holds numbers or codes of records."""
    folded = guessing.plain(each.heading)
    named = bool(_NUMBER.search(folded) or _HASH.search(each.heading))
    return named and _CODE_OF_VALUES.search(folded) is None and not guessing.counts(each.heading)


def _identifies(each: Profile) -> bool:
    """Whether a column with such a heading has unique codes, or addresses that differ only in a number."""
    if not each.unique or each.filled <= 2 or _NAMED_AS_KEY.fullmatch(guessing.plain(each.heading)) is None:
        return False
    if all(map(_ADDRESS.match, each.texts)):
        return len({text[: match.end()] for text in each.texts if (match := _ADDRESS.match(text))}) == 1
    return all(map(_CODE.fullmatch, each.texts))


def _repeats(each: Profile) -> bool:
    return len(each.texts) < _REPEATED * each.rows


def _tells(one: Profile, other: Profile) -> bool:
    """Whether rows with the same text in one column have the same in the other, but for a few."""
    first: dict[str, str] = {}
    pairs = [(mine, text) for mine, text in zip(one.cells, other.cells, strict=True) if mine and text]
    again = [(mine, text) for mine, text in pairs if first.setdefault(mine, text) is not text]
    return sum(first[mine] == text for mine, text in again) >= _AGREED * len(again)


def _contradicts_itself(key: Profile, single: Sequence[Profile]) -> bool:
    """Whether rows of one key give different values of a field."""
    for each in single:
        found: dict[str, str] = {}
        pairs = zip(key.cells, each.cells, strict=True)
        if any(text and found.setdefault(own, text) != text for own, text in pairs):
            return True
    return False
