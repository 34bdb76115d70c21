"""Writes decrees.xls, a workbook of Excel 97 to 2003.

It needs xlwt, which the tests do without: the workbook is kept beside this file.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlwt

HEADINGS = ["Рег. №", "Название соглашения", "Подписано", "Вступило в силу", "Страна", "Сумма, млн долл.", "Действует"]
ROWS: list[list[object]] = [
    [400123456789, "Соглашение о поставках насосов", date(2019, 3, 14), date(2019, 9, 1), "Казахстан", 12.5, True],
    [400123456790, "Меморандум о хлопке", "апрель 2021", "-", "Узбекистан", "более 30", False],
    [400123456791, "Протокол о дорогах", date(1998, 12, 31), "", "Кыргызстан", 7, True],
    [400123456792, "Соглашение без страны", "31.02.2020", "", "Казахстн", "", True],
    [400123456790, "Меморандум о хлопке", "апрель 2021", "-", "Узбекистан", "более 30", False],
]  # fmt: skip


def main() -> None:
    """Write the file next to this one."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    book.add_sheet("Примечания").write(0, 0, "Выгружено из реестра")
    sheet = book.add_sheet("Реестр")
    sheet.write_merge(0, 0, 0, len(HEADINGS) - 1, "Реестр соглашений")
    for column, heading in enumerate(HEADINGS):
        sheet.write(1, column, heading)
    for line, row in enumerate(ROWS, 2):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write(line, column, value, day)
            elif value != "":
                sheet.write(line, column, value)
    book.save(str(Path(__file__).with_name("decrees.xls")))


if __name__ == "__main__":
    main()
