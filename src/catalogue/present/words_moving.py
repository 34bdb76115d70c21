"""Words about exports, data packages with a history, differences and merges. A sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

ABOUT_MOVING: Mapping[str, tuple[str, ...]] = {
    # exports
    "export.agenda": (
        N_("Written to {path}: entries {entries}."),
        N_("Entries without a day are not in a calendar; “catalogue agenda --undated” lists them."),
    ),
    "xlsx.too_long": (
        N_("Record {record}, column {column}: {length} characters; a cell of Excel holds at most {limit}."),
        N_("Export to CSV or JSON, or leave the column out with --columns."),
    ),
    "xlsx.character": (
        N_("Record {record}, column {column}: a character that an Excel file cannot hold."),
        N_("Export to CSV or JSON, or leave the column out with --columns."),
    ),
    "xlsx.too_many": (
        N_("A sheet of Excel holds at most {limit} records; there are more of {kind}."),
        N_("Narrow the query, or export to CSV."),
    ),
    # the history in a data package
    "history.whole_only": (N_("The history can only be exported with the whole catalogue."), N_("Add --all.")),
    "history.unreadable": (
        N_("The history in {file} cannot be imported; nothing was written."),
        N_("Correct it, or remove batches.csv and changes.csv to import without a history."),
    ),
    "history.wrong": (N_("This does not fit the history or the record."),),
    "package.history_restored": (N_("The history was imported: batches {batches}."),),
    "package.history_ignored": (N_("The history in {path} was left out: it fits only into an empty catalogue."),),
    # differences
    "diff.no_catalogue": (
        N_("Neither {first} nor {second} is a catalogue."),
        N_("Make one of them a catalogue: “catalogue --db NEW db init --empty”, then “import”."),
    ),
    "diff.done": (N_("Added: {added}; removed: {removed}; changed: {changed}; the same: {same}."),),
    "diff.refused": (N_("Rows that could not be compared: {refused}."),),
    # merging
    "merge.same": (N_("{id} cannot be merged with itself."),),
    "merge.kinds": (N_("{kept} ({kind}) and {gone} ({other}) are of different kinds."),),
    "merge.done": (
        N_("{gone} is now part of {kept}; other records that now point there: {others}."),
        N_("“catalogue undo {batch}” reverses it."),
    ),
    "merge.dry_run": (N_("Nothing was written (dry run)."),),
}
