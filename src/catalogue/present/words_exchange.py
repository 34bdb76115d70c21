"""Words about bundles, the exchange between offices. A sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

ABOUT_EXCHANGE: Mapping[str, tuple[str, ...]] = {
    "bundle.hub_made": (
        N_("{path} is now the hub of an exchange."),
        N_("Give each office a copy (“catalogue db backup COPY.db”); there: “catalogue bundle init --office NAME”."),
    ),
    "bundle.office_made": (N_("{path} is now the copy of {office}."),),
    "bundle.made": (N_("Written to {path}: bundle {number} of {office}, records {records}."),),
    "bundle.answer_made": (N_("Written to {path}: the hub's answer to {office}, records {records}."),),
    "bundle.taken": (
        N_("{path}: records changed {records}, conflicts settled {settled}, left open {open}."),
        N_("“catalogue undo {batch}” reverses it."),
    ),
    "bundle.tried": (
        N_("{path}: records that would change {records}, conflicts settled {settled}, left open {open}."),
    ),
    "bundle.repeated": (N_("{path} has already been applied; nothing was done."),),
    "bundle.open": (N_("Conflicts to be settled: {open}."), N_("“catalogue bundle conflicts” lists them.")),
    "bundle.untold": (N_("Records changed here since the last bundle: {untold}."),),
    "bundle.is_hub": (N_("This catalogue is a hub."),),
    "bundle.is_office": (N_("This catalogue is the copy of {office}."),),
    "bundle.settled": (
        N_("Conflict {number} in {record} is settled: {side}."),
        N_("“catalogue undo” reverses it."),
    ),
    "bundle.what": (N_("Say what this copy should be."), N_("Give either --hub or --office NAME.")),
    "bundle.settle_which": (N_("Specify which conflict to settle."), N_("Add --settle and its number.")),
    "bundle.settle_how": (N_("Specify which side to keep."), N_("Add --take ours, theirs or keep-both-as-claims.")),
    "bundle.is_part": (
        N_("This catalogue takes part in an exchange already."),
        N_("“catalogue bundle status” shows the state."),
    ),
    "bundle.no_hub": (
        N_("{path} is not a copy of a hub."),
        N_("Start from a copy of the hub's file, made after “catalogue bundle init --hub”."),
    ),
    "bundle.not_part": (
        N_("{path} takes part in no exchange."),
        N_("“catalogue bundle init --hub” begins one; an office starts from a copy of the hub's file."),
    ),
    "bundle.office_name": (
        N_("“{name}” cannot name an office."),
        N_("Use small Latin letters, digits and hyphens, at most 40: north-west."),
    ),
    "bundle.to": (N_("A hub answers one office at a time."), N_("Add --to OFFICE.")),
    "bundle.to_hub": (N_("The bundle of an office goes to the hub."), N_("Leave out --to.")),
    "bundle.office_unknown": (
        N_("The hub does not know an office {office}."),
        N_("Known: {known}."),
        N_("The office must send its first bundle, which may be empty, before it can be answered."),
    ),
    "bundle.not_one": (N_("{path} is not a bundle."), N_("Bundles are made by “catalogue bundle create”.")),
    "bundle.format": (N_("{path} is a bundle of another version of this program."), N_("Update the older program.")),
    "bundle.damaged": (N_("{path} is damaged."), N_("Copy it again from where it was made.")),
    "bundle.wrong": (
        N_("{path}, {part}, line {line}: this could not be imported; nothing was applied."),
        N_("Create the bundle again; if this happens again, run “catalogue check” where it was created."),
    ),
    "bundle.foreign": (N_("{path} belongs to another exchange."),),
    "bundle.schema_newer": (
        N_("{path} was made by a newer version of this program (schema {found}; this one knows {known})."),
        N_("Update the program here."),
    ),
    "bundle.schema_older": (
        N_("{path} was made by an older version of this program (schema {found}; this one needs {known})."),
        N_("Update the program there, and make the bundle again."),
    ),
    "bundle.wrong_way": (
        N_("{path} is not for this copy: it is between {office} and the hub."),
        N_("A hub takes the bundles of offices; an office takes the answers to it."),
    ),
    "bundle.base": (
        N_("{path} is based on a state of the hub that is not known here: one of the two copies is older."),
        N_("Start {office} again from a copy of the hub; “catalogue diff” lists what it has in addition."),
    ),
    "bundle.number_again": (
        N_("{path} is not the bundle {number} of {office} that was applied before."),
        N_(
            "The copy there was restored from a backup: start it again from the hub; “catalogue diff” lists "
            "what it has in addition."
        ),
    ),
    "bundle.unanswered": (
        N_("{path} does not answer the last bundle that was made here ({number})."),
        N_("Send that bundle to the hub, or create a new one, and apply the answer to it."),
    ),
    "bundle.diverged": (
        N_("With {path} this copy would differ from the hub: it was changed outside this program."),
        N_("Start again from a copy of the hub; “catalogue diff” lists what this one has in addition."),
    ),
    "bundle.found_untold": (
        N_("Records changed here outside this program, which the hub does not have yet: {records}."),
        N_("Create a bundle, send it to the hub, and apply the answer."),
    ),
    "bundle.past_history": (
        N_("{path} was changed by another program, outside the history: {records}."),
        N_("If these values are right, run “catalogue db repair”: then they are exchanged like any other change."),
        N_("Else restore a copy with “catalogue db restore”."),
    ),
    "conflict.missing": (N_("There is no conflict {number}."), N_("“catalogue bundle conflicts” lists them.")),
    "conflict.settled": (N_("Conflict {number} has already been settled: {how}."),),
    "conflict.no_claim": (
        N_("Only field values can be kept side by side as claims; this is {field}."),
        N_("Choose --take ours or theirs."),
    ),
    "conflict.changed_since": (
        N_("{record} has changed since conflict {number} was found ({field})."),
        N_("Look at it and correct it with “catalogue edit”, then settle with --take ours."),
    ),
}
