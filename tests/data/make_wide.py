"""Writes wide.xlsx: a sheet with a title, typed dates and a column for each country."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

HEADINGS = ["Instrument", "Adopted", "Uzbekistan", "Kazakhstan", "Kyrgyzstan", "Tajikistan", "Россия", "Total"]
ROWS: list[list[object]] = [
    ["Charter of the Regional Energy Council", date(2011, 9, 5), date(2011, 9, 5), date(2012, 1, 20), "", "x", "", 3],
    ["Statute of the Water Data Centre", "2014-06", date(2014, 6, 17), "-", "2015", "", date(2016, 2, 1), 3],
    ["Rules of the Arbitration Board", 2019, "", "", "", "", "", 0],
    ["Tariff Annex", "2019-02-31", date(2019, 3, 1), "", "", "", "", 1],
    ["Transit Annex", "2020-02-28", "signed in 2020", "", "", "", "", 1],
]


def main() -> None:
    """Write the file next to this one."""
    with xlsxwriter.Workbook(Path(__file__).with_name("wide.xlsx")) as book:
        book.set_properties({"created": date(2024, 1, 1)})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        notes = book.add_worksheet("Notes")
        notes.write_string(0, 0, "x: signed, date not known")
        sheet = book.add_worksheet("Status")
        sheet.write_string(0, 0, "Status of instruments")
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(2, column, heading)
        for line, row in enumerate(ROWS, 3):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                elif value != "":
                    sheet.write(line, column, value)


if __name__ == "__main__":
    main()
