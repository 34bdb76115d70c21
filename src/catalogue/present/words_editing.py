"""Words about correcting, adding and removing records. A sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

_NEAREST = N_("Did you mean {nearest}?")

ABOUT_EDITING: Mapping[str, tuple[str, ...]] = {
    "edit.refused": (N_("The record would not be valid; nothing was written."),),
    "edit.fixed": (
        N_("the id and the kind of a record never change"),
        N_("Add a new record and remove this one, or merge the two."),
    ),
    "edit.no_entry": (N_("the record has no such entry"), _NEAREST),
    "edit.no_record": (
        N_("there is no record {missing}"),
        N_("Did you mean: {nearest}?"),
        N_("Add it first: “catalogue add KIND id={missing} …”."),
    ),
    "edit.exists": (N_("there is already a record {id}"), N_("Correct it with “catalogue edit {id} …”.")),
    "edit.no_source": (
        N_("“Stated” needs a source, and none is named."),
        N_("Name it with --source, or choose --basis editor with a --reason."),
    ),
    "edit.no_reason": (N_("What is inferred needs a reason."), N_("Give it with --reason.")),
    "edit.nothing": (N_("Specify what to change."), N_("For example: signed=24.06.2024, or --add-name ru ТЕКСТ.")),
    "edit.no_sign": (N_("{pair} has no “=”."), N_("Write field=value; field= empties it.")),
    "edit.twice": (N_("{column} is given twice."), N_("Several values of one field go with “ | ” between them.")),
    "edit.no_place": (N_("Nothing that is added has a column {column}."), _NEAREST, N_("Known: {known}.")),
    "edit.changed_since": (
        N_("{id} was changed by somebody else meanwhile; nothing was written."),
        N_("Look at it again (“catalogue show {id}”), then repeat the change."),
    ),
    "edit.referred": (
        N_("{id} cannot be removed: records that refer to it: {count} ({by})."),
        N_("--unlink also removes these references; “catalogue merge” redirects them to another record."),
    ),
    "edit.same": (N_("{id} already says exactly that; nothing was written."),),
    "edit.done": (N_("{id} is changed."), N_("“catalogue undo {batch}” reverses it.")),
    "edit.added": (N_("{id} is added."), N_("“catalogue undo {batch}” reverses it.")),
    "edit.removed": (
        N_("{id} is removed; other records that were changed: {others}."),
        N_("“catalogue undo {batch}” reverses it."),
    ),
    "edit.dry_run": (N_("Nothing was written (dry run)."),),
}
