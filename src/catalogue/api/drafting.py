"""Preparing an import: a preview of the file, a guess of what its columns mean, and the options that express it."""

from __future__ import annotations

from msgspec.structs import replace

from catalogue.model.kinds import find_kind
from catalogue.transfer.drafts import draft as drafts
from catalogue.transfer.drafts import suggest
from catalogue.transfer.drafts.draft import Draft
from catalogue.transfer.files.outputs import output
from catalogue.transfer.intake.options import ImportOptions


def draft(path: str, options: ImportOptions) -> Draft:
    """The first rows of a file and what its columns most likely mean.

    Raises what opening and reading the file raises: ``NotFound``, ``Refused``, ``BadUsage``, ``ImportRefused``.
    """
    return suggest.draft(path, options.format, options.reading(), kind=options.kind, order=options.date_order)


def options_of(made: Draft, options: ImportOptions) -> ImportOptions:
    """The options for importing a file as its draft says; a mapping file in ``options`` takes precedence."""
    if options.mapping:
        return options
    if not made.own:
        return replace(options, kind="", map={}, recipe=made.text())
    kind, reading = made.kind.name if made.kind else "", made.reading
    return replace(
        options, kind=kind, map=made.chosen(), recipe="", quotechar=reading.quotechar, skip_lines=reading.skip_lines
    )


def targets(kind: str) -> tuple[str, ...]:
    """All names that a column can be mapped to: columns and roles of a kind ("": any kind), and ``note``."""
    return drafts.targets(find_kind(kind))


def save_mapping(made: Draft, path: str) -> None:
    """Write the mapping file of a draft. Raises ``Refused`` for a path that cannot be written."""
    with output(path) as stream:
        stream.write(made.text().encode("utf-8", "backslashreplace"))
