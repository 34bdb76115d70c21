"""The implementation and output of ``diff`` and ``merge``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from catalogue.api import diff as comparing
from catalogue.api import exchange
from catalogue.api import merge as merging
from catalogue.api.exchange import ImportOptions
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.cli.failure import OPERATION
from catalogue.model.differences import Difference
from catalogue.present import differences, issues
from catalogue.present.formats import to_json


def diff(
    settings: Settings,
    *,
    first: str,
    second: str | None,
    kind: str | None,
    exit_code: bool,
    limits: Mapping[str, int],
    **reading: Any,
) -> int:
    """Print the changes from the first to the second; 0, or 1 with ``exit_code`` and a difference.

    ``reading`` says how a file is read, as for an import.
    """
    lang = settings.language()
    one, other = (first, second) if second is not None else (str(settings.path()), first)
    result = comparing.diff(
        one, other, ImportOptions(kind=kind or "", limits=exchange.limits(limits), **reading), lang=lang
    )
    write(settings, result.found)
    remarks.notes(settings, result.notes)
    remarks.lines(settings, issues.lines(result.issues))
    counts = {"added": result.added, "removed": result.removed, "changed": result.changed, "same": result.same}
    remarks.note(settings, "diff.done", counts)
    if result.refused:
        remarks.note(settings, "diff.refused", {"refused": result.refused})
    return OPERATION if exit_code and result.any else 0


def merge(settings: Settings, kept: str, gone: str, *, dry_run: bool) -> None:
    """Merge two records, or only compute the changes, and print them."""
    with settings.session(read_only=dry_run) as session:
        done = merging.merge(session, kept, gone, actor=settings.actor(), dry_run=dry_run)
    write(settings, done.differences)
    code = "merge.dry_run" if dry_run else "merge.done"
    remarks.note(settings, code, {"kept": kept, "gone": gone, "batch": done.batch, "others": done.others})


def write(settings: Settings, found: Iterable[Difference]) -> None:
    """Print differences as lines or JSON."""
    if settings.form is not None:
        output.chunks(settings, _json(found, lines=settings.form == "nl"), data=True)
        return
    lang = settings.language()
    parts = (line for each in found for line in differences.lines(each, lang))
    output.chunks(settings, output.rendered(settings, parts))


def _json(found: Iterable[Difference], *, lines: bool) -> Iterator[str]:
    """One list with one item per line; with ``lines`` only the items."""
    before = "" if lines else "[\n"
    for each in found:
        yield before + to_json(differences.as_data(each)) + ("\n" if lines else "")
        before = "" if lines else ",\n"
    if not lines:
        yield "\n]\n" if before == ",\n" else "[]\n"
