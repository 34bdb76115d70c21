"""Shell completion of queries, fields to count and to sort by, columns, tags, saved searches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

import click

from catalogue.cli.context import Settings
from catalogue.errors import CatalogueError
from catalogue.text.safe import one_line, visible

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from catalogue.api.session import Session


def query(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completions of the last word or value of a query: fields, values, words and records of the catalogue."""
    whole = _offered(ctx, partial(_of_query, incomplete=incomplete)) if incomplete else []
    # A shell inserts the common prefix of all completions; if some continue the typed text, completions that do not
    # would delete it.
    matching = [item for item in whole if str(item.value).casefold().startswith(incomplete.casefold())]
    return matching or whole


def _of_query(session: Session, incomplete: str) -> list[CompletionItem]:
    from catalogue.api.suggest import suggest

    offered = suggest(session, incomplete, len(incomplete))
    named = [(incomplete[: each.start] + each.text, each.label.text(session.lang)) for each in offered]
    return [_item(text, wording) for text, wording in named if _is_plain(text)]


def facets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Fields whose values can be counted."""
    from catalogue.api.find import facet_names

    return _with_prefix(facet_names(), incomplete)


def sort_keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Fields to sort by; after ``-`` descending, after a comma one more."""
    from catalogue.query.fields import sort_names

    before, comma, last = incomplete.rpartition(",")
    sign = "-" if last.startswith("-") else ""
    return _with_prefix((f"{before}{comma}{sign}{name}" for name in sort_names()), incomplete)


def columns(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Columns; after a comma one more."""
    from catalogue.present.listing import column_names

    before, comma, _last = incomplete.rpartition(",")
    return _with_prefix((f"{before}{comma}{name}" for name in column_names()), incomplete)


def tags(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Tags in use."""
    from catalogue.api import suggest

    return _offered(ctx, lambda session: [_item(tag) for tag in suggest.tags(session, incomplete) if _is_plain(tag)])


def saved(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of saved searches."""
    from catalogue.api import suggest

    return _offered(
        ctx, lambda session: [_item(name) for name in suggest.saved(session, incomplete) if _is_plain(name)]
    )


def _offered(ctx: click.Context, find: Callable[[Session], list[CompletionItem]]) -> list[CompletionItem]:
    """What is found in the catalogue; nothing if it cannot be read, because completion must not fail."""
    try:
        with ctx.ensure_object(Settings).session() as session:
            return find(session)
    except CatalogueError:
        return []


def _with_prefix(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [_item(name) for name in names if name.startswith(incomplete)]


def _is_plain(text: str) -> bool:
    """Whether a shell may insert the text: one line without invisible characters or any that move the cursor."""
    return visible(text) == text


def _item(text: str, wording: str = "") -> CompletionItem:
    """A completion with its description, which a shell prints unchanged."""
    from click.shell_completion import CompletionItem

    return CompletionItem(text, help=one_line(wording) if wording != text else None)
