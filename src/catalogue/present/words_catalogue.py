"""Words about catalogue files, settings, history and health checks: a sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

ABOUT_CATALOGUE: Mapping[str, tuple[str, ...]] = {
    # the file
    "db.missing": (
        N_("There is no catalogue at {path}."),
        N_("Create one there with “catalogue --db {path} db init”, or name another with --db."),
    ),
    "db.not_a_file": (N_("{path} is not a file."), N_("Name a catalogue file with --db.")),
    "db.unreadable": (
        N_("{path} cannot be read: {cause}."),
        N_("Check the rights on the file and its folder, or name another with --db."),
    ),
    "db.empty": (
        N_("{path} is an empty file, not a catalogue."),
        N_("Remove it and run “catalogue --db {path} db init”, or name another with --db."),
    ),
    "db.not_sqlite": (N_("{path} is not a database."), N_("Tables are read with “catalogue import FILE”.")),
    "db.not_ours": (
        N_("{path} is a database of another program."),
        N_("Name a catalogue with --db, or create one with “catalogue db init”."),
    ),
    "db.newer": (
        N_("{path} was made by a newer version of this program (schema {found}; this one knows {known})."),
        N_("Update the program; the file was not touched."),
    ),
    "db.older": (
        N_("{path} was made by an older version of this program (schema {found}; this one needs {known})."),
        N_("Upgrade it (a copy is made first) with “catalogue --db {path} db migrate”."),
    ),
    "db.unfinished": (
        N_("A write to {path} was cut short, and its folder is write-protected, so that it cannot be finished there."),
        N_("Copy the file together with {left} to a folder of your own, and use the copy."),
    ),
    "db.leftover": (
        N_("{left} is next to {path}: it belongs to a former catalogue and would be mixed into the new one."),
        N_("Move it to that catalogue or take it away, then try again."),
    ),
    "db.locked": (
        N_("The catalogue {path} is being written by another program; {seconds} seconds were not enough."),
        N_("Try again when the other program has finished."),
    ),
    "db.locked_by": (
        N_("The catalogue {path} is in use by {program} (process {process}); {seconds} seconds were not enough."),
        N_("Try again when the other program has finished."),
    ),
    "db.corrupt": (
        N_("{path} is damaged: {cause}."),
        N_(
            "“catalogue db restore BACKUP” restores a copy; “catalogue db salvage {path} NEW.db” recovers what is left."
        ),
    ),
    "db.full": (
        N_("There was no room on the disk for a write to {path}; nothing was written."),
        N_("Free some space, then try again."),
    ),
    "db.index": (
        N_("The search index of {path} is damaged: {cause}."),
        N_("It holds no records: rebuild it with “catalogue db repair”."),
    ),
    "db.incomplete": (
        N_("{path} lacks tables of a catalogue: {names}."),
        N_("Try “catalogue db repair”; if it does not help, use a backup or “catalogue db salvage”."),
    ),
    "db.foreign_schema": (
        N_("{path} contains parts that this program did not create ({names}) and is not trusted."),
        N_("Remove them with the program that made them, or name another catalogue with --db."),
    ),
    "db.replaced": (
        N_("{path} has been replaced by another file since it was opened."),
        N_("Reload the catalogue (R on the screens), then try again."),
    ),
    "db.read_only": (
        N_("{path} can only be read: the file or its folder is write-protected."),
        N_("Work on a copy: “catalogue --db {path} db backup COPY.db”."),
    ),
    "db.exists": (
        N_("{path} exists already and was left as it is."),
        N_("Choose another name, or move the file away first."),
    ),
    "db.not_made": (
        N_("{path} cannot be made: {cause}."),
        N_("Check that the folder exists and may be written."),
    ),
    "db.migration_broke": (
        N_("The catalogue could not be upgraded: table {table} would not be consistent."),
        N_("The file is unchanged; the copy made before is kept too."),
    ),
    "db.made": (N_("Created {path}."),),
    "db.copied": (N_("Copied to {path}."),),
    "db.built": (N_("Built {path}: records {records}, links {links}."),),
    "db.lost": (
        N_("Nothing can be read out of {path}."),
        N_("Use a backup: “catalogue db restore BACKUP”."),
    ),
    "db.removed": (N_("Removed the older copy {path}."),),
    "db.verified": (N_("{path} is intact and exactly what was written."),),
    "db.whole": (N_("{path} is intact. There is no SHA-256 file to compare it with."),),
    "db.restored": (
        N_("{path} was restored from {copy}; the former file is kept in {kept}."),
        N_("“catalogue check” examines it."),
    ),
    "db.restored_new": (N_("{path} was restored from {copy}."),),
    "db.repaired": (
        N_(
            "Rebuilt: computed values of records that did not agree {records}; the search index. A copy is "
            "kept in {kept}."
        ),
    ),
    "db.packed": (N_("{path}: {before} bytes before, {after} now."),),
    "db.salvaged": (
        N_("{path}: records {records}; differing from what was stored {doubtful}; losses {losses}."),
        N_("Compare with a backup: “catalogue diff BACKUP {path}”."),
    ),
    "db.doubtful": (N_("Differs from what was stored: {record}."),),
    "loss.unreadable": (N_("cannot be read"),),
    "loss.text": (N_("not a text"),),
    "loss.owner": (N_("its record is lost"),),
    "loss.target": (N_("points at a lost record"),),
    "loss.value": (N_("an import would refuse it"),),
    "loss.id": (N_("no record id"),),
    "backup.changed": (
        N_("{path} is not what was written: its SHA-256 differs from the recorded one."),
        N_("Use another copy."),
    ),
    "backup.same": (N_("{path} is the catalogue itself."), N_("Name a copy of it.")),
    "db.reindexed": (N_("The search index was rebuilt: records {records}."),),
    "db.current": (N_("{path} is up to date (schema {known})."),),
    "db.migrated": (N_("{path} was upgraded from schema {found} to {known}."),),
    "sample.missing": (
        N_("The sample catalogue did not come with this program."),
        N_("Use “catalogue db init --empty”."),
    ),
    "file.missing": (N_("There is no file or folder {path}."),),
    # settings
    "config-unreadable": (
        N_("The settings file {path} cannot be read: {reason}."),
        N_("Check the rights on the file."),
    ),
    "config-syntax": (
        N_("The settings file {path} is not valid TOML in line {line}."),
        N_('Correct that line (texts stand in quotation marks: name = "value"), or move the file away.'),
    ),
    "config-encoding": (
        N_("The settings file {path} is not UTF-8 in line {line}."),
        N_("Save it as UTF-8, or move the file away."),
    ),
    "config-unknown": (
        N_("The settings file {path} has an unknown setting, {setting}."),
        N_("Known: lang, theme, database, terms, keys, limits."),
    ),
    "config-type": (
        N_("In the settings file {path}, {setting} must be a {expected}."),
        N_("Correct that line."),
    ),
    "keys.unknown": (
        N_("The settings file {path} gives keys to an action that does not exist, {name}."),
        N_("Did you mean {nearest}? “catalogue keys” lists all."),
        N_("“catalogue keys” lists all actions."),
    ),
    "keys.no_key": (
        N_("In the settings file {path}, {name} has a key that no keyboard has: {key}."),
        N_("Keys are written like f, f2, ctrl+f, slash, question_mark; several with commas."),
    ),
    "keys.letter": (
        N_("In the settings file {path}, {name} has the key {key}, which would be lost for typing there."),
        N_("Give it a key with ctrl, a function key, or one that writes nothing."),
    ),
    "keys.twice": (
        N_("In the settings file {path}, the key {key} would mean two things: {name} and {other}."),
        N_("Give one of them another key; “catalogue keys” lists all."),
    ),
    "clock.unreadable": (N_("CATALOGUE_TODAY is not a day: {value}."), N_("Write it as 2026-01-31.")),
    # history
    "batch.missing": (N_("There is no batch {batch} in the history."), N_("“catalogue log” lists them.")),
    "undo.done": (N_("Batch {undone} is undone; records: {records}. “catalogue undo {batch}” brings it back."),),
    "batch.none": (
        N_("There is nothing to undo."),
        N_("“catalogue log” lists every batch; a number undoes that one."),
    ),
    "undo.already": (
        N_("Batch {batch} has already been undone, by batch {by}."),
        N_("“catalogue log” lists them."),
    ),
    "repair.unreadable": (
        N_("{record} holds a value that cannot be read ({cause}), written by another program; nothing was changed."),
        N_("Correct it where it was written, or restore a copy with “catalogue db restore”."),
    ),
    "undo.found": (
        N_("Batch {batch} only records changes made outside this program; there is nothing to undo."),
        N_("Correct the records with “catalogue edit”, or restore a copy with “catalogue db restore”."),
    ),
    "undo.changed_since": (
        N_("{record} was changed again since ({field}); nothing was undone."),
        N_("Undo the later batches first; “catalogue log {record}” lists them."),
    ),
    "undo.still_linked": (
        N_("{record} cannot be undone: {by} is linked to it; nothing was undone."),
        N_("Undo the later batch first; “catalogue log {by}” lists them."),
    ),
    "link.dangling": (
        N_("{record} names {missing} ({role}), which does not exist; nothing was written."),
        N_("Import the missing record in the same run, or correct the id."),
    ),
    # health checks: the sentence of a passed check, and ".wrong" for a failed one
    "check.integrity": (N_("The file is intact."),),
    "check.integrity.wrong": (
        N_("The file is damaged: {cause}."),
        N_("“catalogue db restore BACKUP” restores a copy; “catalogue db salvage” recovers what is left."),
    ),
    "check.tables": (N_("Every table is there."),),
    "check.tables.wrong": (
        N_("Tables are missing: {cause}."),
        N_(
            "Restore a copy with “catalogue db restore BACKUP”; “catalogue db repair” rebuilds only the tables of the "
            "search index, “catalogue db salvage” recovers what is left."
        ),
    ),
    "check.foreign_tables": (N_("No table of another program is there."),),
    "check.foreign_tables.wrong": (
        N_("There are tables of another program: {cause}."),
        N_("They are not used and do no harm; remove them with the program that made them."),
    ),
    "check.references": (N_("Every link leads to a record."),),
    "check.references.wrong": (
        N_("Links lead nowhere: {cause}."),
        N_("“catalogue db salvage” recovers everything else into a new catalogue; or restore a copy."),
    ),
    "check.search": (N_("Every record can be found by its words."),),
    "check.search.wrong": (
        N_("The search index does not fit the records: {cause}."),
        N_("Run “catalogue db reindex”."),
    ),
    "check.analyser": (N_("The search keys are those of this version."),),
    "check.analyser.wrong": (
        N_("The search keys were made by another version."),
        N_("Run “catalogue db reindex”."),
    ),
    "check.computed": (N_("Every computed value agrees with what is stored."),),
    "check.computed.wrong": (
        N_("Computed values do not agree with what is stored: {cause}."),
        N_(
            "If the stored values are right, run “catalogue db repair”, which records them in the history; "
            "else restore a copy with “db restore”."
        ),
    ),
}
