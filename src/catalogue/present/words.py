"""Codes → sentences: the problem and the advice, in the reader's language.

Errors, issues, notes and findings carry a code and parameters. ``messages`` has the words for them: a sentence and
any number of hints; the first hint whose parameters are all known is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from string import Formatter

from catalogue.errors import CatalogueError
from catalogue.i18n import N_, language
from catalogue.i18n import gettext as _
from catalogue.model import codes
from catalogue.model.kinds import KINDS
from catalogue.text.safe import one_line

LONGEST = 200
"""Longest parameter in a sentence, in characters."""
LONGEST_LIST = 600
"""Longest parameter that is a list, in characters."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "part": {
        "year": N_("year"),
        "half": N_("half-year"),
        "quarter": N_("quarter"),
        "month": N_("month"),
        "day": N_("day"),
    },
    "shared": {"name": N_("name"), "parties": N_("parties"), "date": N_("date")},
}
"""Parameters whose values are program terms, with the words for them."""
_PARTS = {"names": N_("names"), "links": N_("links to others"), "terms": N_("codes and words"), "claims": N_("claims")}


@cache
def _messages() -> Mapping[str, tuple[str, ...]]:
    from catalogue.present.messages import MESSAGES  # a dozen modules that a start without messages can do without

    return MESSAGES


def sentence(code: str, params: Mapping[str, object]) -> str:
    """The sentence of a code; a code without words is shown itself, with its parameters."""
    result = _messages().get(code)
    if result is None:
        listed = ", ".join(f"{name}: {_shown(value)}" for name, value in params.items())
        return f"{code} ({listed})" if listed else code
    return _filled(result[0], params)


def hint(code: str, params: Mapping[str, object]) -> str:
    """The advice for a code; "" if there is none."""
    for advice in _messages().get(code, ())[1:]:
        if all(_shown(params.get(name)) for name in _names(advice)):
            return _filled(advice, params)
    return ""


def explained(failure: CatalogueError) -> tuple[str, str]:
    """The sentence and the hint of a failure."""
    return sentence(failure.code, failure.params), hint(failure.code, failure.params)


def _filled(message: str, params: Mapping[str, object]) -> str:
    values = {name: _shown(_worded(name, params.get(name))) for name in _names(message)}
    return _(message).format(**values)


@cache
def _names(message: str) -> tuple[str, ...]:
    return tuple(name for _text, name, _spec, _conversion in Formatter().parse(message) if name)


def _worded(name: str, value: object) -> object:
    """A parameter whose values are program terms, in words."""
    if name == "readings" and isinstance(value, (list, tuple)):
        either = _("or")
        return f" {either} ".join(map(str, value))
    if name not in (*_WORDS, "fields", "places"):
        return value
    several = value if isinstance(value, (list, tuple)) else (value,)
    return [_term(name, str(each)) for each in several]


def _term(name: str, text: str) -> str:
    if name == "fields":
        return _field(text)
    if name == "places":
        return f"{codes.name_of(text, language())} ({text})"
    return _(_WORDS[name].get(text, text))


def _field(name: str) -> str:
    """The label of a field or of a part of a record; a name that no kind has is returned unchanged."""
    if name in _PARTS:
        return _(_PARTS[name])
    declared = next(filter(None, (kind.field(name) for kind in KINDS.values())), None)
    return declared.label.text(language()) if declared else name


def _shown(value: object) -> str:
    """A parameter as shown in a sentence: safe, on one line, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple, set, frozenset)):
        return one_line(", ".join(_items(value)), LONGEST_LIST)
    return one_line(str(value), LONGEST)


def _items(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]
