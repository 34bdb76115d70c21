"""The implementation of ``edit``, ``add`` and ``remove``, and how they report the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from catalogue import config
from catalogue.api import edit as editing
from catalogue.api.edit import Edit, Ground, Piece, Plan, Rules
from catalogue.cli import arguments, differing, remarks
from catalogue.cli.context import Settings
from catalogue.cli.groups import option
from catalogue.errors import BadUsage
from catalogue.i18n import N_
from catalogue.model.records import BASES, ENTRIES, entry_columns
from catalogue.present import issues
from catalogue.text.closest import closest

F = TypeVar("F", bound=Callable[..., Any])

_COLUMNS = {
    "name": ("lang", "text"),
    "link": ("role", "object"),
    "term": ("field", "value"),
    "claim": ("field", "value"),
}
_DONE = {"edit": "edit.done", "add": "edit.added", "remove": "edit.removed"}


def _option(*names: str, text: str, shown: str, pair: bool = True) -> Callable[[F], F]:
    return option(*names, nargs=2 if pair else 1, multiple=True, metavar=shown, help=text)


additions = arguments.combined(
    _option("--add-name", shown="LANG TEXT", text=N_("Another name, as in --add-name ru ТЕКСТ.")),
    _option("--add-link", shown="ROLE ID", text=N_("A link to another record.")),
    _option("--add-term", shown="FIELD VALUE", text=N_("Another value of a many-valued field.")),
    _option("--add-claim", shown="FIELD VALUE", text=N_("What a source says about a field, besides its value.")),
    _option(
        "--with",
        "beside",
        shown="COLUMN=VALUE",
        pair=False,
        text=N_("Another column of what is added: type, side, start, end, note, as_of, rank, …"),
    ),
    option("--source", metavar="ID", default="", help=N_("The source that says so.")),
    option("--locator", metavar="TEXT", default="", help=N_("Where in the source.")),
    option("--basis", type=click.Choice(BASES), help=N_("What it is based on. With a source: stated.")),
    option("--reason", metavar="TEXT", default="", help=N_("The reason; also recorded in the history.")),
    arguments.date_order,
    arguments.allow_contacts,
    arguments.dry_run,
    arguments.formats("json", "nl"),
)
"""The options that add names, links, terms and claims, and give the ground of the change."""

removals = arguments.combined(
    _option("--remove-name", shown="TEXT", text=N_("Remove a name."), pair=False),
    _option("--remove-link", shown="ROLE ID", text=N_("Remove a link.")),
    _option("--remove-term", shown="FIELD VALUE", text=N_("Remove a value of a many-valued field.")),
    _option("--remove-claim", shown="FIELD VALUE", text=N_("Remove a claim.")),
)
"""The options that remove names, links, terms and claims."""


def edit(settings: Settings, record_id: str, pairs: Sequence[str], *, dry_run: bool, **given: Any) -> None:
    """Correct a record, or only print what would change."""
    asked = _edit(pairs, given)
    if asked.empty:
        raise BadUsage("edit.nothing")
    with settings.session(read_only=dry_run) as session:
        plan = editing.edit(session, record_id, asked, today=config.today(), rules=_rules(given))
        batch = None if dry_run else editing.write(session, plan, actor=settings.actor())
    _report(settings, plan, batch, dry_run=dry_run)


def add(settings: Settings, kind: str, pairs: Sequence[str], *, dry_run: bool, **given: Any) -> None:
    """Add a record, or only print what it would be."""
    asked = _edit(pairs, given)
    with settings.session(read_only=dry_run) as session:
        plan = editing.add(session, kind, asked, today=config.today(), rules=_rules(given))
        batch = None if dry_run else editing.write(session, plan, actor=settings.actor())
    _report(settings, plan, batch, dry_run=dry_run)


def remove(settings: Settings, record_id: str, *, unlink: bool, reason: str, dry_run: bool) -> None:
    """Remove a record, or only print what would change."""
    with settings.session(read_only=dry_run) as session:
        plan = editing.remove(session, record_id, unlink=unlink, reason=reason)
        batch = None if dry_run else editing.write(session, plan, actor=settings.actor())
    _report(settings, plan, batch, dry_run=dry_run)


def _report(settings: Settings, plan: Plan, batch: int | None, *, dry_run: bool) -> None:
    """Print the changes on standard output, everything else on standard error."""
    differing.write(settings, plan.differences)
    if not settings.quiet:
        remarks.lines(settings, issues.lines(plan.remarks))
    for flaw in plan.flaws:
        remarks.note(settings, f"lint.{flaw.rule}", {"record": flaw.record, "field": flaw.field, **flaw.params})
    code = "edit.same" if plan.empty else "edit.dry_run" if dry_run else _DONE[plan.action]
    remarks.note(settings, code, {"id": plan.id, "batch": batch, "others": len(plan.steps) - 1})


def _rules(given: Mapping[str, Any]) -> Rules:
    return Rules(given["date_order"], given["allow_contacts"])


def _edit(pairs: Sequence[str], given: Mapping[str, Any]) -> Edit:
    """The options as one value. Raises ``BadUsage``."""
    beside = _columns(given["beside"])
    added = _pieces("add", given, beside)
    for column in beside:
        known = tuple(dict.fromkeys(name for piece in added for name in entry_columns(ENTRIES[piece.part])))
        if column not in known:
            raise BadUsage("edit.no_place", column=column, nearest=closest(column, known), known=known)
    ground = Ground(given["source"], given["basis"] or "", given["reason"], given["locator"])
    return Edit(_columns(pairs), added, _pieces("remove", given, {}), ground)


def _columns(pairs: Sequence[str]) -> dict[str, str]:
    """``field=value`` pairs. Raises ``BadUsage('edit.no_sign' | 'edit.twice')``."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign or not name.strip():
            raise BadUsage("edit.no_sign", pair=pair)
        if name.strip() in found:
            raise BadUsage("edit.twice", column=name.strip())
        found[name.strip()] = text
    return found


def _pieces(what: str, given: Mapping[str, Any], details: Mapping[str, str]) -> tuple[Piece, ...]:
    found = []
    for part, columns in _COLUMNS.items():
        for wording in given.get(f"{what}_{part}", ()):
            pair = (wording,) if isinstance(wording, str) else wording
            own = {name: text for name, text in details.items() if name in entry_columns(ENTRIES[part])}
            found.append(Piece(part, {**own, **dict(zip(columns[-len(pair) :], pair, strict=True))}))
    return tuple(found)
