"""Words about registers and mapping files: a sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

_NEAREST = N_("Did you mean {nearest}?")
_ALLOWED = N_("Allowed: {allowed}.")
_GRAMMAR = N_("docs/importing.md has the grammar.")

ABOUT_MAPPING: Mapping[str, tuple[str, ...]] = {
    # the mapping file
    "mapping.unreadable": (N_("{path}, line {line}: this is not TOML ({cause})."), _GRAMMAR),
    "mapping.key": (N_("{path}, line {line}: there is no key “{key}” in [{section}]."), _NEAREST, _ALLOWED),
    "mapping.section": (N_("{path}, line {line}: there is no section [{key}]."), _NEAREST, _ALLOWED),
    "mapping.spec": (N_("{path}, line {line}: a column has no “{value}” (“{key}”)."), _NEAREST, _ALLOWED),
    "mapping.type": (N_("{path}, line {line}: “{key}” in [{section}] must look like {expected}."), _GRAMMAR),
    "mapping.value": (
        N_("{path}, line {line}: “{value}” cannot stand for “{key}” in [{section}]."),
        _NEAREST,
        _ALLOWED,
    ),
    "mapping.missing": (N_("{path}, line {line}: [{section}] needs “{key}”."), _ALLOWED, _GRAMMAR),
    "mapping.pattern": (N_("{path}, line {line}: “{value}” of “{key}” is no regular expression ({cause})."),),
    "mapping.no_column": (N_("the mapping names a column that the file does not have: “{column}”"), _NEAREST),
    "mapping.unused": (
        N_("the mapping does not mention the column “{column}”"),
        N_('Add it to [columns] ("" leaves it out), or set rest = "keep" or "drop" in [table].'),
    ),
    "mapping.one_file": (N_("A mapping is suggested for one file at a time."),),
    "mapping.written": (N_("Wrote {path}: review it, then “catalogue import --mapping {path} -n FILE”."),),
    # values that rows get through a mapping
    "column.again": (N_("the column {column} has a value already: {first}"), N_("Join the columns in [join].")),
    "column.unnamed": (N_("the cell is in a column without a heading"), N_("Map it by this name.")),
    "key.missing": (N_("a part of the key ({key}) is empty"),),
    "record.differs": (
        N_("another row of this record says {first} (line {first_line})"),
        N_('Correct one of them, or set differing = "remark" in the mapping.'),
    ),
    "record.unnamed": (N_("the record “{record}” of this row has no name"), N_("Give it a key, or map a name.")),
    "link.ambiguous": (N_("several records have this name or code: {candidates}"), N_("Write the id of one.")),
    "link.nothing": (N_("no record has this name or code"), N_("Give the link a “kind”, so that one is made.")),
    "link.several": (
        N_("this names several countries: {countries}"),
        N_('Say in the rule what separates them, as in split = [";"].'),
    ),
    "link.kind_needed": (N_("a link by name needs the kind of what it names"),),
    "quantity.scaled": (
        N_("the figure has a unit of its own ({unit}), and its column is times {scale}"),
        N_("Write the plain number, or remove the scale from the mapping."),
    ),
    "row.possible_duplicate": (N_("{id} may be the same as {other} (same {shared}; score {score} of 100)"),),
    "similar.limit": (
        N_("Only the first {limit} new names were checked for duplicates inside the files, not {count} more."),
    ),
    # how files were read
    "read.headings": (N_("{file}: columns without a heading of their own are called {names}."),),
    "read.sheet": (N_("{file}: the sheet “{sheet}” is read, not {others}."), N_("--sheet overrides this.")),
    "read.records": (N_("{file}: the list {path} is read, not {others}."),),
    "read.unmarked": (N_("{column}: cells with words that no rule of the mapping covers: {count} ({words})."),),
    "read.seasons": (
        N_("Read as a season or month (2021-22 is summer 2021, 2011/12 December 2011), not as two years: {words}."),
    ),
    "read.country_codes": (
        N_("{column}: among names, these are read as codes of countries: {codes}."),
        N_('If they are short names (EC, the European Community), set country_codes = "none" in the mapping.'),
    ),
    "read.around": (N_("Dates stored as their whole period, with these words kept as evidence ({count}): {words}."),),
    "read.one_line": (N_("{file} has its records in one line: “line” is the number of the record in the list."),),
    "read.unknown": (N_("Cells read as “not known”: {count}: {words}."),),
    "read.missed": (N_("{column}: the pattern of the mapping found nothing in {count} cells."),),
    "read.kept": (N_("{column}: cells that could not be read and became remarks: {count}."),),
    "read.wrong_cells": (N_("{file}: cells with an error of their formula (#REF!, #N/A …), read as empty: {count}."),),
    "rows.filled": (N_("Rows of unequal length padded with empty cells: {count}."),),
    "rows.skipped": (N_("Rows skipped by the mapping: {count}."),),
    "sheet.unknown": (N_("{path} has no sheet “{sheet}”."), _NEAREST, N_("It has {sheets}.")),
    "sheet.unreadable": (
        N_("this is not a workbook that can be read"),
        N_("Open it where it was made, and save it again as XLSX or CSV."),
    ),
    "sheet.locked": (N_("the workbook is locked with a password"), N_("Save it without one.")),
    "sheet.too_large": (
        N_("the workbook would unpack to more than {limit} MB"),
        N_("Save the sheet as CSV, or accept more with --limit unpacked=N."),
    ),
    "sheet.too_wide": (
        N_("the sheet spans more than {limit} cells"),
        N_("Remove stray cells far from the table, or accept more with --limit spanned=N."),
    ),
    "zip.unreadable": (N_("this is not a zip archive that can be read"), N_("Take another copy of it.")),
    "zip.locked": (N_("the archive is locked with a password"), N_("Save it without one.")),
    "stdin.too_large": (
        N_("there are more than {limit} MB on standard input"),
        N_("Save them as a file, or accept more with --limit unpacked=N."),
    ),
    "zip.too_large": (
        N_("the archive would unpack to more than {limit} MB"),
        N_("Unpack it yourself, or accept more with --limit unpacked=N."),
    ),
    "archive.dense": (
        N_("a part is compressed more than {limit} times, as only data made to fill a disk is"),
        N_("If you trust its origin, --limit ratio=N accepts it."),
    ),
    "archive.parts": (
        N_("the archive has more than {limit} parts"),
        N_("Remove what is not needed, or accept more with --limit parts=N."),
    ),
    "zip.unclear": (
        N_("the archive holds neither a data package nor just one table"),
        N_("It contains {found}. Unpack it and name the file you mean."),
    ),
    "source.folder": (N_("{path} is a data package; it has sources of its own."),),
}
