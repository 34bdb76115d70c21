"""Words about requests: commands, options, queries, records. A sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

_NEAREST = N_("Did you mean {nearest}?")
_KNOWN = N_("Known: {known}.")
_EXACT = N_("--exact searches only for what was typed.")

ABOUT_REQUEST: Mapping[str, tuple[str, ...]] = {
    # records and columns
    "record.missing": (
        N_("There is no record {id}."),
        N_("Did you mean: {nearest}?"),
        N_("“catalogue search WORDS --ids” finds ids."),
    ),
    "column.unknown": (N_("The catalogue has no column {column}."), _NEAREST, _KNOWN),
    "rule.unknown": (N_("There is no rule {rule}."), _NEAREST, _KNOWN),
    "source.missing": (N_("There is no source {id}."), N_("Import it first: it is a record of kind source.")),
    "source.kind": (N_("{id} is not a source but a record of kind {kind}."),),
    "usage.kind": (N_("There is no kind {kind}."), _NEAREST, _KNOWN),
    "sort.unknown": (N_("Records cannot be ordered by {field}."), _NEAREST),
    "sql.refused": (N_("The statement cannot be run: {cause}."), N_("One SELECT is possible; nothing can be written.")),
    "sql.empty": (N_("There is no statement to run."),),
    "facet.unknown": (N_("There is no field {field} to count by."), _NEAREST),
    "sum.not_a_figure": (
        N_("{field} is not a figure that can be added up."),
        N_("Try investment, residents or area_ha."),
    ),
    # queries: remarks; the query is answered nevertheless
    "query.unknown_field": (N_("“{name}” is not a field; it was searched as text."), _NEAREST),
    "query.no_field": (
        N_("“{value}” does not say what to compare, so it was not read as a figure."),
        N_("Write the field before it, as in investment:>10 or residents:>=30."),
    ),
    "query.inner_star": (N_("A star counts only at the end of a word; in “{word}” it was ignored."),),
    "query.several_places": (N_("“{value}” is the name of several places, and all are searched: {places}."),),
    "query.value_ends": (
        N_("The value of {field} is only “{value}”."),
        N_('A value of several words needs quotes: {field}:"{longer}".'),
    ),
    "query.unknown_value": (N_("{field} has no value “{value}”, so nothing is found by it."), _NEAREST),
    "query.unknown_flag": (N_("“is:” does not know “{value}”, so nothing is found by it."), _NEAREST, _KNOWN),
    "query.unknown_recorded": (N_("There is no field “{value}”, so nothing is found by “{field}:”."), _NEAREST),
    "query.no_words": (N_("“{typed}” contains no word to search for; these are all records."),),
    "query.undecodable": (N_("The query held characters that could not be read; they were left out."),),
    "query.unknown_sort": (N_("Records cannot be ordered by {value}."), _NEAREST),
    "query.no_value": (N_("“{field}:” needs a value, as in “status:signed” or “signed:2023”."),),
    "query.bad_date": (
        N_("“{value}” is not a date, so nothing is found by {field}."),
        N_("Write 2024, 2024-05, 17.05.2024, 24 June or 2022..2024."),
    ),
    "query.bad_figure": (
        N_("“{value}” is not a figure, so nothing is found by {field}."),
        N_("Write 10, >10, <=3.5 or 5..10."),
    ),
    "query.too_deep": (N_("Brackets nested deeper than {limit} were ignored."),),
    "rescue.layout": (N_("Nothing for “{typed}”; showing {shown} (another keyboard layout)."), _EXACT),
    "rescue.reworded": (N_("Nothing for “{typed}”; showing {shown}."), _EXACT),
    "rescue.typo": (N_("Nothing for “{typed}”; showing {shown}."), _EXACT),
    # the user's own terms
    "terms.unreadable": (N_("The terms in {path} cannot be read: {cause}."),),
    "terms.not_utf8": (N_("The terms in {path} are not UTF-8."), N_("Save the file as UTF-8.")),
    "terms.too_large": (N_("The terms in {path} are more than {limit} bytes."),),
    "terms.none": (N_("There is no file of terms; it would be {path}."),),
    "terms.used": (N_("Terms in {path}: rows in use {rows}, ignored {problems}."),),
    "terms.bad_columns": (N_("{path}, line {line}: “{text}” is not “concept,language,terms,acronyms”."),),
    "terms.bad_concept": (N_("{path}, line {line}: “{text}” is no name of a concept: small Latin letters and “_”."),),
    "terms.no_terms": (N_("{path}, line {line}: “{text}” has no terms."),),
    "terms.ambiguous": (
        N_("{path}, line {line}: “{text}” already has another meaning."),
        N_("End an acronym that really has two meanings with “~”."),
    ),
    # import and export
    "format.unknown": (
        N_("The format of {path} is not known."),
        N_("Specify it with --format; known formats: {known}."),
    ),
    "format.no_such": (N_("There is no format {format}."), N_("Known: {known}.")),
    "format.write_only": (N_("The format {format} can be written, but not read."),),
    "encoding.unknown": (N_("There is no encoding {encoding}."), N_("Try utf-8, utf-16, cp1251, koi8-r or cp866.")),
    "import.unreadable": (N_("{file} cannot be read; nothing was written."),),
    "import.columns": (
        N_("The columns of {file} do not match; nothing was written."),
        N_("--map “Heading=column” helps; --suggest-mapping writes a mapping for a whole register."),
    ),
    "import.refused": (
        N_("Rows refused: {refused} of {read}; nothing was written."),
        N_("--rejects FILE writes them to a file for correction; --partial imports the others."),
    ),
    "import.delimiter": (N_("The separator {delimiter} cannot be used with the quote {quotechar}."),),
    "input.missing": (N_("There is no file {path}."),),
    "input.not_a_file": (N_("{path} is not a file that can be read."),),
    "input.unreadable": (N_("{path} cannot be read: {cause}."),),
    "map.no_column": (N_("--map: the file has no column “{column}”."), _NEAREST),
    "map.unknown_target": (N_("--map: there is no column {column} in the catalogue."), _NEAREST),
    "map.taken": (N_("The column {column} is already given by “{first}”."), N_("Remove that one first.")),
    "limit.no_number": (N_("--limit {pair} is not a name and a number."), N_("Write --limit cell=5000000.")),
    "limit.unknown": (N_("There is no limit {name}."), _NEAREST, _KNOWN),
    "limit.range": (N_("The limit {name} cannot be {value}."), N_("Write a number from 1 to {highest}.")),
    "map.no_sign": (N_("--map {pair} has no “=”."), N_("Write --map “Heading=column”.")),
    "package.not_a_folder": (N_("{path} is not a folder, so it cannot be a data package."),),
    "package.whole_only": (
        N_("A data package holds the whole catalogue."),
        N_("Leave out the query, --kind and --columns, or choose another format."),
    ),
    "export.contacts": (
        N_("Records written without their personal contact data: {records}."),
        N_("--with-contacts writes it."),
    ),
    "export.done": (N_("Written to {path}: records {records}."),),
    "import.no_files": (N_("No file is named."),),
    "import.stdin_twice": (N_("Standard input can be read only once."),),
    "mapping.is_input": (N_("{path} is being read; the mapping cannot be written to it."), N_("Give another name.")),
    "rejects.is_input": (N_("{path} is being read; refused rows cannot be written to it."),),
    "format.read_only": (N_("The format {format} can be read, but not written."),),
    "package.empty": (N_("{path} holds no file of a data package."), N_("It should have agreements.csv, links.csv, …")),
    "package.elsewhere": (N_("{path} is a link that leads out of the package."), N_("Put the file itself there.")),
    "package.ignored": (N_("{file} is not part of the package and was left alone."),),
    "rejects.format": (N_("Rows of this input are written out as {suffixes}, not as {path}."),),
    "read.encoding": (N_("{file} is read as {encoding}."), N_("--encoding overrides this.")),
    "read.delimiter": (N_("{file} is read with the separator “{delimiter}”."), N_("--delimiter overrides this.")),
    "read.tabs": (N_("{file} is read with tabs between cells."), N_("--delimiter overrides this.")),
    "rows.blank": (N_("Empty rows skipped: {count}."),),
    "output.symlink": (N_("{path} is a symbolic link and was not written through."), N_("Name the file itself.")),
    "output.not_a_folder": (N_("{path} is not a folder."), N_("Name a folder after -o.")),
    "output.not_empty": (
        N_("{path} is not empty and does not look like an export."),
        N_("Name a new or an empty folder."),
    ),
    "output.foreign": (
        N_("{path} is not a file of an export, and was not replaced."),
        N_("Name a new or an empty folder."),
    ),
    "output.needs_folder": (N_("A data package cannot be written to standard output."), N_("Name a folder after -o.")),
    "export.whole_format": (
        N_("--all writes a data package into a folder, not {format}."),
        N_("“catalogue export --format {format} -o {path}” (without --all) writes every record."),
    ),
    "output.database": (N_("{path} is a database and was not replaced."), N_("Give another name.")),
    "output.beside": (
        N_("{path} is a name under which SQLite keeps a part of {database}: a file there may be deleted."),
        N_("Give another name."),
    ),
    "output.exists": (N_("{path} exists already and was left as it is."), N_("Give another name.")),
    "output.not_a_file": (N_("{path} is not a plain file."), N_("Name a file after -o.")),
    "output.no_folder": (N_("There is no folder {path}."), N_("Create it first.")),
    # the command line
    "usage.command": (N_("There is no command {name}."), _NEAREST, N_("“{command} --help” lists them.")),
    "usage.option": (
        N_("There is no option {name}."),
        _NEAREST,
        N_("A query that begins with “-” goes after “--”. “{command} --help” lists the options."),
    ),
    "usage.missing": (N_("{name} is missing."), N_("See “{command} --help”.")),
    "usage.choice": (N_("{name} cannot be “{value}”; it takes one of these: {known}."),),
    "usage.number": (
        N_("{name} cannot be “{value}”; it takes a whole number."),
        N_("Allowed: {low} to {high}."),
        N_("The smallest is {low}."),
    ),
    "usage.value": (N_("{name} was given without its value, or with a value it does not take."),),
    "usage.broken": (N_("“{value}” contains a broken character."), N_("Type it again, in a terminal set to UTF-8.")),
    "usage.extra": (N_("Unexpected argument: {given}."), N_("See “{command} --help”.")),
    "usage.other": (N_("{message}"), N_("See “{command} --help”.")),
    "usage.formats": (N_("Only one of {options} can be given."),),
    "usage.apart": (N_("{options} cannot be given together."),),
    "terminal.missing": (
        N_("The screens need a terminal for input and output."),
        N_("“catalogue search” and “catalogue show” work without one."),
    ),
    "terminal.missing-below": (
        N_("Choosing needs a terminal for input and for messages."),
        N_("“catalogue search --ids” lists ids without one."),
    ),
    "terminal.dumb": (
        N_("This terminal cannot draw screens (TERM=dumb)."),
        N_("“catalogue search” and “catalogue show” work in any terminal."),
    ),
    # output
    "output.closed": (N_("Standard output is closed."), N_("Use -o FILE.")),
    "output.failed": (
        N_("{path} could not be written: {cause}."),
        N_("Check the free space and the rights."),
    ),
    "failure.unexpected": (
        N_("The program failed unexpectedly ({kind})."),
        N_("Details are in {path}; nothing was sent anywhere. --debug shows them."),
        N_("--debug shows what happened."),
    ),
    "failure.interrupted": (N_("Interrupted."),),
    "failure.file": (N_("{path}: {cause}."),),
    "failure.memory": (
        N_("There is not enough memory; what was being written was rolled back."),
        N_("Close other programs, or divide the file."),
    ),
    "failure.system": (N_("The system refused: {cause}."), N_("Check the free space and the rights.")),
    # remarks of the command line on its results
    "search.more": (N_("{shown} of {total} shown; --limit 0 shows all."),),
    "sum.counted": (N_("Records added up: {counted}; without a figure: {unknown}."),),
    "search.nothing": (N_("Nothing found."),),
    "search.analyser": (N_("The search keys were made by another version."), N_("Run “catalogue db reindex”.")),
}
