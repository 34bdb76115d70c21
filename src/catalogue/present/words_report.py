"""Words about marks, dossiers and citations: what was done, and what is not possible. A sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

ABOUT_REPORTS: Mapping[str, tuple[str, ...]] = {
    # tags, notes, stars
    "mark.tag": (
        N_("“{tag}” cannot be a tag."),
        N_("It needs a letter or digit, at most {limit} characters, and no hidden ones."),
    ),
    "mark.name": (
        N_("“{name}” cannot be the name of a search."),
        N_("It needs a letter or digit, at most {limit} characters, and no hidden ones."),
    ),
    "mark.note": (N_("A note has 1 to {limit} characters, no control characters among them."),),
    "mark.no_words": (
        N_("“{query}” contains nothing to search for, so it was not saved."),
        N_("Save it with words or conditions, such as kind:agreement."),
    ),
    "mark.columns": (N_("“{columns}” are not names of columns, or are more than {limit}."),),
    "mark.query": (N_("A saved query cannot be longer than {limit} characters."),),
    "mark.no_note": (N_("{id} has no note number {number}; it has {notes}."), N_("“catalogue note {id}” lists them.")),
    "mark.no_records": (N_("No record is named."), N_("Give ids, or “-” to read them from standard input.")),
    "marks.none": (N_("There are none."),),
    "tag.added": (N_("Records newly tagged “{tag}”: {records}."),),
    "tag.removed": (N_("Tag “{tag}” removed from records: {records}."),),
    "star.added": (N_("Records newly starred: {records}."),),
    "star.removed": (N_("Stars removed from records: {records}."),),
    "note.added": (N_("Noted on {id}."),),
    "note.known": (N_("{id} already has this note."),),
    "note.removed": (N_("Removed from {id}: “{text}”."),),
    # saved searches
    "saved.taken": (N_("There is already a saved search called {name}."),),
    "saved.renamed": (N_("The saved search is now called {name}."),),
    "saved.missing": (
        N_("There is no saved search “{name}”."),
        N_("Did you mean {nearest}?"),
        N_("Known: {known}."),
    ),
    "saved.done": (N_("Saved “{name}”: {query}"), N_("(It was: {before})")),
    "saved.removed": (N_("Removed “{name}”: {query}"),),
    # marks as a file
    "marks.too_large": (N_("{path} is larger than {limit} MB, and no file of marks is."),),
    "marks.not_ours": (N_("{path} is not a file of marks."), N_("“catalogue marks export FILE” writes one.")),
    "marks.refused": (N_("{path} contains invalid marks; nothing was written."), N_("Correct or remove them.")),
    "marks.entry": (N_("entry {number} cannot be read"),),
    "marks.exported": (N_("Written to {path}: tags {tags}, notes {notes}, stars {stars}, saved searches {saved}."),),
    "marks.imported": (N_("Added: {added}; there already: {known}."),),
    "marks.absent": (N_("They wait for records that are not here: {ids}."),),
    "marks.left": (N_("Saved searches left as they are, the file has others: {names}."),),
    "stats.by": (N_("Records: {records}. One with several values counts in each."),),
    # dossiers and citations
    "dossier.no_query": (N_("A dossier needs a query."), N_("Try “country:UZ country:RU”, or a record's id.")),
    "dossier.nothing": (N_("Nothing was found for the dossier."), N_("“catalogue search” tries queries out.")),
    "dossier.format": (
        N_("The format of {path} is not known."),
        N_("Name the file .md, .html or .json, or give --format."),
    ),
    "dossier.done": (N_("Written to {path}: records {records}, sources {sources}."),),
    "dossier.cut": (N_("Only the first {records} of {found} records are in the dossier; narrow the query."),),
}
