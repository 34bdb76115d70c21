"""Words about inputs: files, rows, cells. A sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

_NEAREST = N_("Did you mean {nearest}?")
_ALLOWED = N_("Allowed: {allowed}.")

ABOUT_INPUT: Mapping[str, tuple[str, ...]] = {
    # dates
    "date.unreadable": (
        N_("this is not a date"),
        N_('As a day counted by a spreadsheet it is {serial}: serial_dates = "1900" in a mapping says that it is one.'),
        N_("Write 2024, 2024-05, 2024-05-17, 17.05.2024, 2023/2025 or XXXX-06-24."),
    ),
    "date.part": (
        N_("this part of the date is missing, and a finer one is given"),
        N_("Write it, or leave the finer one out."),
    ),
    "date.period": (
        N_("a period cannot be the beginning or the end of another"),
        N_("Map this column by itself, or leave it out of [join]."),
    ),
    "date.impossible": (N_("there is no such date (impossible {part})"),),
    "date.reversed": (
        N_("the end of this interval lies before its beginning"),
        N_("Swap {start} and {end}."),
    ),
    # figures
    "quantity.unreadable": (
        N_("this is not a figure"),
        N_("Write 120, >30 planned, ~1.5, 60000000 USD planned @2024-02."),
    ),
    "quantity.unit": (N_("“{unit}” is not a unit of this field"), N_("Expected: {expected}.")),
    "quantity.currency": (
        N_("the currency is missing"),
        N_("Add its three-letter code, as in 60000000 USD."),
    ),
    "quantity.range": (N_("the range runs backwards"),),
    "quantity.negative": (N_("a count, an area or an amount cannot be negative"),),
    "quantity.size": (N_("the number has too many digits"), N_("At most {digits}.")),
    # other cells
    "choice.unknown": (N_("this value is not in the list"), _NEAREST, _ALLOWED),
    "country.former": (
        N_("{state} ended in {ended}, and no single state of today is the same"),
        N_('Name its successor in [values], or give the link kind = "place".'),
    ),
    "country.or_state": (
        N_("under this heading two letters may be a country or a state of the USA or Canada"),
        N_("Map the column in a mapping: to country, to note, or to nothing."),
    ),
    "country.unknown": (
        N_("no country of this code or name is known"),
        _NEAREST,
        N_("Write the two-letter ISO code, as in UZ."),
    ),
    "region.unknown": (
        N_("no region of this code or name is known"),
        _NEAREST,
        N_("Write the ISO code, as in UZ-FA."),
    ),
    "sector.unknown": (
        N_("no sector of this code or name is known"),
        _NEAREST,
        N_("Write the NACE code, as in 29 or C."),
    ),
    "degrees.unreadable": (
        N_("these are not degrees between {low} and {high}"),
        N_("Write 41.3111 or 41°18′40″ N; the order of two bare numbers in one cell is unknown."),
    ),
    "degrees.swapped": (
        N_("this is no latitude, which lies between {low} and {high}"),
        N_("Latitude and longitude may be exchanged."),
    ),
    "flag.unreadable": (N_("this is neither yes nor no"), _ALLOWED),
    "integer.unreadable": (N_("this is not a whole number"),),
    "text.nul": (
        N_("the text contains a NUL character"),
        N_("Remove it; the file may be in another encoding."),
    ),
    "text.surrogate": (N_("the text contains a broken character"), N_("Save the file as UTF-8.")),
    "text.too_long": (
        N_("the text has {length} characters; {limit} are allowed"),
        N_("An import accepts longer ones with --limit cell={length}."),
    ),
    "url.scheme": (N_("only http, https and ftp addresses are taken"),),
    "url.unreadable": (N_("this is not an address"), N_("It must not contain spaces or control characters.")),
    # files and their encoding
    "file.empty": (N_("the file is empty"), N_("Check that it was saved or downloaded completely.")),
    "file.skipped": (
        N_("nothing is left below the first {lines} lines"),
        N_("Check --skip-lines, or skip_lines in the mapping."),
    ),
    "file.html": (
        N_("this is a web page (HTML), not a table"),
        N_("Open it in a spreadsheet program and save the table as CSV or XLSX."),
    ),
    "file.xml": (
        N_("this is XML, not a table"),
        N_("Open it in a spreadsheet program and save it as XLSX, or convert it to JSON."),
    ),
    "file.text": (N_("this is text, not a workbook"), N_("Give it a name that ends in .csv, or use --format csv.")),
    "file.zeros": (N_("the file begins with nothing but zeros: it is damaged"), N_("Take another copy of it.")),
    "row.too_long": (
        N_("this line is longer than {limit} characters, so the rest of the file cannot be read"),
        N_("Check the line ends of the file; --limit cell=N accepts longer lines."),
    ),
    "file.zipped": (
        N_("this is a workbook or another zip archive, not text"),
        N_("For a workbook use --format xlsx or ods; for an archive give it a name that ends in .zip."),
    ),
    "file.old_office": (N_("this is a workbook of older Office programs, not text"), N_("Use --format xls.")),
    "file.compressed": (N_("the file is compressed"), N_("Unpack it first.")),
    "file.database": (
        N_("this is a database, not text"),
        N_("Another catalogue is read with “catalogue diff”; of other databases export tables as CSV."),
    ),
    "file.pdf": (N_("this is a PDF, not a table"), N_("Save its table as CSV or as a workbook.")),
    "encoding.wrong": (
        N_("the text is not in the encoding {encoding}"),
        N_("Omit --encoding, or name the right one."),
    ),
    "encoding.broken": (N_("the text is UTF-8 with damaged bytes"), N_("Save the file as UTF-8.")),
    "encoding.unclear": (
        N_("the encoding cannot be determined"),
        N_("Its first words read as {readings}."),
        N_("Specify it with --encoding, or save the file as UTF-8."),
    ),
    "header.too_many": (
        N_("the header has {found} columns; {limit} are allowed"),
        N_("Check --delimiter; --limit columns={found} accepts them."),
    ),
    "row.ragged": (
        N_("the row has {found} cells, the header {expected}"),
        N_("Check quotes and separators in this row."),
    ),
    "row.unreadable": (N_("the row cannot be read as CSV"), N_("Check the quotes in this row.")),
    "row.unclosed_quote": (N_("a quote is opened here and never closed"), N_("Close it, or double it.")),
    "row.stray_quote": (
        N_("a quote inside a cell that is not quoted"),
        N_("Put the cell in quotes and double those inside."),
    ),
    "row.stray_cr": (N_("a lone carriage return outside quotes"), N_("Save the file with usual line ends.")),
    "cell.too_long": (
        N_("a cell is longer than {limit} characters, so the rest of the file cannot be read"),
        N_("Check its quotes; --limit cell=N accepts cells of N characters."),
    ),
    "file.too_long": (
        N_("the file has more than {limit} rows"),
        N_("Import it in parts, or accept more with --limit rows=N."),
    ),
    "cell.list": (N_("one value is expected here, not a list"),),
    "cell.required": (N_("this cell must not be empty"),),
    "json.unreadable": (N_("this is not JSON"), N_("Check that the file is complete, or name its --format.")),
    "json.no_records": (
        N_("this JSON holds no records"),
        N_("It must be a list of objects, or an object in which there is one (--mapping: records)."),
    ),
    "json.too_deep": (
        N_("objects and lists are nested more than {limit} deep"),
        N_("Flatten the record, or allow more with --limit depth=N (at most 400)."),
    ),
    "json.too_wide": (
        N_("a list of objects with different keys has more than {limit} places"),
        N_("Give all objects the same keys, or accept more with --limit spanned=N."),
    ),
    "json.not_a_number": (N_("NaN and infinities are not numbers in JSON"),),
    "json.key_twice": (N_("a name occurs twice in one object"), N_("Keep one of them.")),
    "json.not_an_object": (N_("a record must be an object"), N_('Write {{"id": "…", …}}.')),
    # columns, ids, kinds, parts of records
    "column.twice": (N_("the column {column} is given already, as {first}"), N_("Remove or remap one of them.")),
    "column.missing": (N_("the column {column} is missing"),),
    "column.not_of_kind": (N_("a record of kind {kind} has no such column"), N_("Empty the cell.")),
    "field.unknown": (N_("there is no such field"), _NEAREST, _ALLOWED),
    "place.half": (N_("latitude and longitude go together, and one of them is missing"), N_("Give both or neither.")),
    "id.missing": (N_("the record has neither an id nor a name to make one from"), N_("Give it an id or a name.")),
    "id.unreadable": (N_("this cannot be an id"), _NEAREST, N_("Write a-z, 0-9 and “-”, at most 80.")),
    "kind.unknown": (N_("there is no such kind"), _NEAREST, _ALLOWED),
    "kind.missing": (N_("the kind of the record is not given"), N_("Add a column “kind”, or use --kind.")),
    "kind.conflict": (N_("the row's kind is not that of --kind {kind}"),),
    "id.duplicate": (
        N_("the id occurred already, in line {first_line} of {first_file}, and that row says something else"),
        N_("Give one of the rows another id."),
    ),
    "id.namesake": (
        N_("another record has this name; this one becomes {id}"),
        N_("If {nearest} is meant, give that id."),
    ),
    "link.kind": (N_("a record of kind {kind} cannot stand here"), _ALLOWED),
    "link.missing": (
        N_("there is no record {missing}"),
        N_("Import it in the same run, or correct the id."),
    ),
    "lang.unknown": (N_("this is not a language tag"), N_("Write en, ru, uz-Latn, uz-Cyrl, kk, …")),
    "role.unknown": (N_("there is no such role"), _NEAREST, _ALLOWED),
    "role.subject": (N_("a record of kind {kind} cannot have this role"), _ALLOWED),
    "record.exists": (
        N_("the record {id} already exists and differs ({fields})"),
        N_("Use --upsert, --ignore or --replace."),
    ),
    "record.other_kind": (N_("the record already exists as {present}, not {given}"), N_("Give it another id.")),
    "package.orphan": (N_("the row belongs to a record that is not in the package"), N_("Correct its id.")),
    "contact.phone": (
        N_("the cell holds a personal telephone number"),
        N_("Remove it, or use --allow-contacts to accept it."),
    ),
    "contact.handle": (
        N_("the cell holds a personal name in a messenger"),
        N_("Remove it, or use --allow-contacts to accept it."),
    ),
    "contact.document": (
        N_("the cell holds the number of a personal document"),
        N_("Remove it, or use --allow-contacts to accept it."),
    ),
    "contact.email": (
        N_("the cell holds a personal e-mail address"),
        N_("Remove it, or use --allow-contacts to accept it."),
    ),
    "date.ambiguous": (
        N_("the date has several readings"),
        N_("Is it {readings}? Specify it with --date-order."),
        N_("Write the year “{year}” in full, or say in a mapping what two digits mean: century = 1950."),
        N_("Write it as 2024-05-17."),
    ),
    "quantity.ambiguous": (
        N_("the figure has several readings"),
        N_("Is it {readings}? Write it without separators, or say which sign is decimal (--decimal)."),
        N_("Write it without separators of thousands."),
    ),
}
