"""What completion offers in a shell: queries, fields to count and to order by, columns, tags, saved searches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from catalogue.cli.context import Settings
from catalogue.errors import CatalogueError
from catalogue.text.safe import one_line, visible

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from catalogue.api.session import Session


def query(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What the last word or value of a query may become: fields, values, words and records of the catalogue."""
    with _session(ctx) as session:
        if session is None or not incomplete:
            return []
        from catalogue.api.suggest import suggest

        offered = suggest(session, incomplete, len(incomplete))
        named = [(incomplete[: each.start] + each.text, each.label.say(session.lang)) for each in offered]
        whole = [_item(text, wording) for text, wording in named if _is_plain(text)]
    # A shell puts in what all offers begin with; where some go on from what was typed, the others would take it away.
    begun = [item for item in whole if str(item.value).casefold().startswith(incomplete.casefold())]
    return begun or whole


def facets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Fields that values can be counted of."""
    from catalogue.api.find import facet_names

    return _begun(facet_names(), incomplete)


def sort_keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Fields to order by; after ``-`` for descending, after a comma one more."""
    from catalogue.query.fields import sort_names

    before, comma, last = incomplete.rpartition(",")
    sign = "-" if last.startswith("-") else ""
    return _begun((f"{before}{comma}{sign}{name}" for name in sort_names()), incomplete)


def columns(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Columns; after a comma one more."""
    from catalogue.present.listing import column_names

    before, comma, _last = incomplete.rpartition(",")
    return _begun((f"{before}{comma}{name}" for name in column_names()), incomplete)


def tags(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Tags in use."""
    with _session(ctx) as session:
        from catalogue.api import suggest

        return [_item(tag) for tag in suggest.tags(session, incomplete) if _is_plain(tag)] if session else []


def saved(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of saved searches."""
    with _session(ctx) as session:
        from catalogue.api import suggest

        return [_item(name) for name in suggest.saved(session, incomplete) if _is_plain(name)] if session else []


@contextmanager
def _session(ctx: click.Context) -> Iterator[Session | None]:
    """The catalogue; None where it cannot be read, for a tab must not fail."""
    settings = ctx.ensure_object(Settings)
    try:
        with settings.session() as session:
            yield session
    except CatalogueError:
        yield None


def _begun(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [_item(name) for name in names if name.startswith(incomplete)]


def _is_plain(text: str) -> bool:
    """Whether a shell may put it in: one line in which nothing is hidden or moves the cursor."""
    return visible(text) == text


def _item(text: str, wording: str = "") -> CompletionItem:
    """An offer with what it stands for; a shell prints that as it is."""
    from click.shell_completion import CompletionItem

    return CompletionItem(text, help=one_line(wording) if wording != text else None)
