"""How a query was understood, in words: what each of its words is searched as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from catalogue.i18n import N_
from catalogue.i18n import gettext as _
from catalogue.present import in_words
from catalogue.query.explaining import Explained, How
from catalogue.text.safe import one_line

_HOW: Mapping[How, str] = {
    "keys": N_("spelt {what}"),
    "concept": N_("the concept {what}"),
    "place": N_("the place {what}"),
    "date": N_("the date {what}"),
    "vague": N_("a date that says only {what}"),
    "every": N_("all {what}"),
    "beginning": N_("words beginning with {what}…"),
    "named": N_("words in names beginning with {what}…"),
}


def lines(canonical: str, found: Iterable[Explained], lang: str) -> Iterator[str]:
    """The query in its canonical form, then a line for each word, and for words that mean something together."""
    yield _("Query: {query}").format(query=one_line(canonical))
    for each in found:
        typed = one_line(each.typed)
        if each.type == "ignored":
            yield "  " + _("ignored: {words}").format(words=typed)
            continue
        what = "; ".join(_(_HOW[how]).format(what=_worded(how, text, lang)) for how, text in each.searched)
        yield (
            f"  {typed}: {what}"
            if each.type == "word"
            else "  " + _("or together {words}: {what}").format(words=typed, what=what)
        )


def _worded(how: How, text: str, lang: str) -> str:
    if how in ("date", "vague"):
        return in_words.date(text, lang)
    return in_words.kinds(text, lang).lower() if how == "every" else one_line(text)
