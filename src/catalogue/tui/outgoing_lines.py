"""The texts of the export window; a line that can be changed is a link to its name."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.api import exchange
from catalogue.i18n import N_, ngettext
from catalogue.i18n import gettext as _
from catalogue.model.kinds import KINDS
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.text.width import pad
from catalogue.tui.intake_settings import target_words
from catalogue.tui.outgoing import Outgoing, Scope

SCOPES: dict[Scope, str] = {
    "this": N_("this record"),
    "marked": N_("the marked records"),
    "list": N_("the list"),
    "agenda": N_("the agenda"),
    "all": N_("everything"),
}
FORMATS = {
    "csv": N_("table, separated by commas"),
    "tsv": N_("table, separated by tabs"),
    "json": N_("whole records, for programs"),
    "jsonl": N_("whole records, one per line"),
    "xlsx": N_("workbook of Excel"),
    "geojson": N_("places on a map"),
    "md": N_("table in Markdown"),
    "html": N_("page for a browser"),
    "graphml": N_("records and links as a graph"),
    "ics": N_("deadlines for a calendar"),
    "bibtex": N_("citations for BibTeX"),
    "csl-json": N_("citations for reference managers"),
    "datapackage": N_("the whole catalogue, a folder of tables"),
}
TITLES = {
    "scope": N_("What"),
    "format": N_("Format"),
    "columns": N_("Columns"),
    "bom": N_("Mark for Excel"),
    "excel_safe": N_("Formulas"),
    "path": N_("File"),
}
_LABEL = 17


def lines(going: Outgoing, command: str) -> Iterator[Line]:
    """The settings, the actions that end the dialogue, and the equivalent shell command."""
    yield _setting("scope", scope_words(going, going.scope))
    yield _setting("format", going.format, _(FORMATS.get(going.format, "")))
    if going.columned:
        yield _setting("columns", ", ".join(going.columns) or _("all"))
    if going.delimited:
        yield _setting("bom", _("yes") if going.bom else _("no"), _("so that Excel takes it for UTF-8"))
        effect = _("protected from running in a spreadsheet") if going.excel_safe else _("as they are")
        yield _setting("excel_safe", effect)
    yield _setting("path", going.out)
    yield ()
    yield (Span(_("Write it"), "link", "write"),)
    yield ()
    yield (Span(_("The equivalent command"), "heading"),)
    yield (Span("  "), Span(one_line(command, 2_000), "link", "command"))


def _setting(name: str, value: str, remark: str = "") -> Line:
    label = Span(pad(_(TITLES[name]), _LABEL) + " ", "label")
    return label, Span(one_line(value, 200), "link", name), Span(f"  {remark}" if remark else "", "faint")


def scope_words(going: Outgoing, scope: Scope) -> str:
    """The records of a scope in words, with their number."""
    number = going.counts.get(scope)
    if scope == "agenda":
        ahead = going.ahead
        days = _("everything ahead") if ahead is None else ngettext("{n} day", "{n} days", ahead).format(n=ahead)
        return f"{_(SCOPES[scope])}: {days}"
    if number is None or scope == "this":
        return _(SCOPES[scope])
    return f"{_(SCOPES[scope])}: " + ngettext("{n} record", "{n} records", number).format(n=number)


def scopes(going: Outgoing) -> tuple[Line, ...]:
    """The scopes to choose from."""
    return tuple((Span(scope_words(going, scope), "link", scope),) for scope in going.queries)


def formats(going: Outgoing) -> tuple[Line, ...]:
    """The formats possible for these records."""
    return tuple(
        (Span(name, "link", name), Span(f"{' ' * (13 - len(name))}{_(FORMATS.get(name, ''))}", "faint"))
        for name in going.formats
    )


def columns(going: Outgoing, lang: str) -> tuple[Line, ...]:
    """All columns, the chosen ones marked."""
    kind = going.kinds[going.scope]
    names = exchange.targets(kind)[:-1]
    every = (Span(_("all"), "link", "*"), Span("" if going.columns else "  ✓", "good"))
    listed = (
        (Span(target_words(name, KINDS.get(kind), lang), "link", name), _is_chosen(going, name)) for name in names
    )
    return (every, *listed)


def _is_chosen(going: Outgoing, name: str) -> Span:
    return Span(f"  ✓ {going.columns.index(name) + 1}" if name in going.columns else "", "good")
