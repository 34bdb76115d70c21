"""The texts of the browsing screen: titles, notes, and the advice for an empty list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from catalogue.i18n import N_, ngettext, pgettext
from catalogue.i18n import gettext as _
from catalogue.model.answers import Note, Page
from catalogue.model.kinds import KINDS
from catalogue.present import words
from catalogue.present.shapes import Line, Span
from catalogue.query import fields
from catalogue.text.safe import one_line
from catalogue.tui.asking import Alternative
from catalogue.tui.commands import BY_ID, key_shown
from catalogue.tui.state import ViewState
from catalogue.tui.views import VIEWS, find

if TYPE_CHECKING:
    from catalogue.query.suggest import Suggestion

LONGEST = 120
"""Most characters of a condition in a sentence."""


_NAMES = {"agenda": N_("Agenda"), "charts": N_("Charts"), "saved": N_("Saved")}


def view_label(name: str) -> str:
    """The name of a view in the view bar, short enough for all names to fit on 80 columns."""
    names = {
        "agreements": pgettext("view", "Agreements"),
        "technoparks": pgettext("view", "Technoparks"),
        "clusters": pgettext("view", "Clusters"),
        "all": pgettext("view", "All"),
        "agenda": pgettext("view", "Agenda"),
        "charts": pgettext("view", "Charts"),
        "saved": pgettext("view", "Saved"),
    }
    return names[name]


def view(name: str, lang: str) -> str:
    """The name of a view, by its id."""
    own = find(name)
    return KINDS[own.kind].label_plural.text(lang) if own.kind else _(_NAMES.get(own.id, N_("All")))


def other_spellings(spellings: Iterable[str]) -> str:
    """The other spellings in which the words were found."""
    listed = ", ".join(one_line(spelling, 40) for spelling in spellings)
    return _("also: {words}").format(words=listed) if listed else ""


def completions(suggestions: Iterable[Suggestion], lang: str) -> str:
    """The possible completions of what is typed, the first of which a key accepts."""
    listed = " · ".join(dict.fromkeys(_offer(suggestion, lang) for suggestion in suggestions))
    return f"⇥ {listed}" if listed else ""


def _offer(suggestion: Suggestion, lang: str) -> str:
    text, label = one_line(suggestion.text, 40), one_line(suggestion.label.text(lang), 40)
    return label if suggestion.type in ("record", "value") else text


def short(text: str) -> str:
    """A text of the reader's as a heading."""
    return one_line(text, 60)


def title(page: Page, looking: ViewState, counts: Mapping[str, int], lang: str) -> tuple[str, str]:
    """The words on the border of the list: how many of how many, and in which order."""
    total = f"{page.total:,}".replace(",", "\u00a0") + ("+" if page.capped else "")
    known = counts.get(looking.view)
    if known is not None and known > page.total:  # fewer are known than found if another program has since added some
        total = _("{n} of {all}").format(n=total, all=f"{known:,}".replace(",", "\u00a0"))
    order = ", ".join(_order(key, lang) for key in looking.sort.split(",") if key)
    return total, _("order: {key}").format(key=order) if order else ""


def _order(key: str, lang: str) -> str:
    name = key.lstrip("-")
    labels = dict(fields.SORT_KEYS) | {known: label for known, label in fields.names() if known not in fields.SORT_KEYS}
    label = labels.get(name)
    return f"{label.text(lang) if label else one_line(name)} {'↓' if key.startswith('-') else '↑'}"


def notes(found: Iterable[Note]) -> str:
    """Remarks on a query as one text."""
    pairs = ((words.sentence(note.code, note.params), _hint(note)) for note in found)
    return sentences(*(part for parts in pairs for part in parts))


def _hint(note: Note) -> str:
    if note.code.startswith("rescue."):
        return _("A word in quotation marks is only searched as it is typed.")
    return words.hint(note.code, note.params)


def sentences(*parts: str) -> str:
    """Join sentences."""
    return " ".join(part for part in parts if part)


def joined(*parts: str) -> str:
    """Join short remarks."""
    return " · ".join(part for part in parts if part)


def advice(looking: ViewState, ways: Iterable[Alternative], counts: Mapping[str, int], lang: str) -> tuple[Line, ...]:
    """The advice in place of an empty list: why it is empty, and how to find records again."""
    if counts and not sum(counts.values()):
        return tuple(_of_empty_catalogue())
    return tuple(_of_empty_list(looking, ways, lang))


def _of_empty_catalogue() -> Iterator[Line]:
    yield (Span(_("This catalogue is empty."), "title"),)
    yield ()
    yield (Span(_("{key} adds a record.").format(key=key_shown(BY_ID["new_record"].bound()[0]))),)
    key = key_shown(BY_ID["import"].bound()[0])
    yield (Span(_("{key} imports records from a file. In a shell:").format(key=key)),)
    yield (Span("  catalogue import FILE.csv --kind agreement", "heading"),)
    yield (Span("  catalogue import --all FOLDER", "heading"),)
    yield (Span(_("or look at the sample that came with the program:")),)
    yield (Span("  catalogue --db sample.db db init", "heading"),)
    yield ()
    yield (Span(_("Or import them elsewhere and press R here."), "faint"),)


def _of_empty_list(looking: ViewState, ways: Iterable[Alternative], lang: str) -> Iterator[Line]:
    asked = looking.query.strip()
    text = _("No record here meets {query}").format(query=one_line(asked, LONGEST)) if asked else _("No record here.")
    yield (Span(text, "title"),)
    for at, way in enumerate(ways):
        if at == 0:
            yield ()
        count = ngettext("{n} record", "{n} records", way.count).format(n=way.count)
        if way.meant:
            text = _("Did you mean {query}? {count}").format(query=one_line(way.meant, LONGEST), count=count)
        elif way.condition:
            text = _("Without “{condition}”: {count}").format(condition=one_line(way.condition, LONGEST), count=count)
        else:
            text = _("In {view}: {count}").format(view=view(way.view, lang), count=count)
        yield (Span("  "), Span(text, "link", target_of(way)))


def target_of(way: Alternative) -> str:
    """The link target of a line of the advice: a view and a query."""
    return f"{way.view}\n{way.query}"


def view_and_query(target: str) -> tuple[str, str]:
    """The view and the query of ``target_of``."""
    name, _newline, query = target.partition("\n")
    return (name if any(own.id == name for own in VIEWS) else VIEWS[0].id), query
