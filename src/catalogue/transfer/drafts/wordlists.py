"""The tables of a draft mapping that say what words of a register mean, for the user to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from catalogue.i18n import gettext as _
from catalogue.model import codes
from catalogue.model.fields import Field
from catalogue.model.values import ValueProblem, folded, read, words
from catalogue.transfer.drafts import countries
from catalogue.transfer.drafts.guessing import Profile, plain
from catalogue.transfer.drafts.quoting import quoted

_MOST_VALUES = 30
_ALIKE = 75  # of 100, as rapidfuzz counts: one word in another form
_SHORT_FORM = 4
_NEGATIONS = r"(?<![^\W_])(?:not|non|no|un|не|нет|без|прекра\w*|emas|yo q)(?![^\W_])"


def of_choices(field: Field, seen: Profile) -> Iterator[str]:
    """The table of the words of a closed field that the catalogue does not know."""
    if field.vocabulary is None or not (strange := _strange(field, seen)):
        return
    yield f"\n[values.{field.name}]   # {', '.join(field.vocabulary.codes)}"
    for text, proposed, sure in strange:
        yield f"{'' if sure else '# '}{quoted(text)} = {quoted(proposed)}"


def taken_for(field: Field, seen: Profile) -> tuple[tuple[str, str], ...]:
    """The words of a closed field that the catalogue does not know, and the values that they are taken for."""
    return tuple((text, proposed) for text, proposed, sure in _strange(field, seen) if sure)


def _strange(field: Field, seen: Profile) -> tuple[tuple[str, str, bool], ...]:
    """Each unknown word, the value that it may mean ("" for none), and whether it means only that."""
    known = words(field.vocabulary) if field.vocabulary else {}
    strange = [text for text in seen.common(_MOST_VALUES) if folded(text) not in known]
    return tuple((text, *_meaning(field, text, known)) for text in strange) if known else ()


def _meaning(field: Field, text: str, known: Mapping[str, str]) -> tuple[str, bool]:
    try:
        read(field, text)
    except ValueProblem as problem:
        nearest = str(problem.params.get("nearest") or "")
        sure = bool(nearest) and _means_only(text, nearest, known)
        return ("" if not nearest or _says_contrary(text, nearest, known) else nearest), sure
    return "", False


def of_countries(name: str, texts: Iterable[str]) -> Iterator[str]:
    """The table of names and numbers that would be refused as those of no country: the nearest ones, as a comment.

    ``name`` is that of the field or role.
    """
    listed = list(texts)
    nobody = [text for text in listed if countries.name_nobody(text)]
    doubtful = {text: codes.candidates(text.partition("(")[0], "country") for text in listed}
    wanted = {text: near for text, near in doubtful.items() if near or text.isdecimal()}
    if nobody:
        yield f"\n[values.{name}]"
        yield from (f'{quoted(text)} = ""' for text in nobody)
    if wanted:
        explanation = _("not the name of one country; without a line here their rows are refused")
        yield f"\n[values.{name}]   # {explanation}" if not nobody else f"# {explanation}"
        for text, near in list(wanted.items())[:_MOST_VALUES]:
            others = f"   # {', '.join(near)}" if len(near) > 1 else ""
            yield f"# {quoted(text)} = {quoted(near[0] if near else '')}{others}"


def _means_only(text: str, code: str, known: Mapping[str, str]) -> bool:
    """Whether a text says a code in its own words, or nearly, and nothing in it contradicts the code.

    Contradictions: a word of another code, a "not", a longer word containing the code's. Sharing letters is not enough:
    "утратил силу" (no longer in force) shares many with "вступило в силу" (in force).
    """
    from rapidfuzz import fuzz

    words = plain(text)
    met = [(each, f" {plain(word)} " in f" {words} ") for word, each in known.items() if plain(word) in words]
    others = {each for each, _whole in met} - {code}
    letters = words.replace(" ", "")
    own = [plain(word) for word, each in known.items() if each == code]
    if not met and not any(fuzz.ratio(words, word) >= _ALIKE or _abbreviates(letters, word) for word in own):
        return False
    inside = bool(met) and not any(whole for _each, whole in met)
    return not others and not inside and re.search(_NEGATIONS, words) is None


def _says_contrary(text: str, code: str, known: Mapping[str, str]) -> bool:
    """Whether a text denies what a code means: "не действует" (not in force)."""
    denied = re.search(rf"{_NEGATIONS} (?:\w{{1,3}} )*(\w{{4}})", plain(text))
    own = {word[:4] for each, meant in known.items() if meant == code for word in plain(each).split()}
    return denied is not None and denied[1] in own


def _abbreviates(text: str, word: str) -> bool:
    """Whether a text is short for a word: its first letter and others of it in their order (MoU)."""
    letters = iter(word)
    return text[:1] == word[:1] and len(text) <= _SHORT_FORM and all(letter in letters for letter in text)
