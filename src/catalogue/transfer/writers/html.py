"""Records as one self-contained HTML file: a table for each kind, in words, for screen and paper.

It contains no script, font or picture, and a strict Content-Security-Policy forbids any that would slip through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import BinaryIO

from catalogue.model.records import Record
from catalogue.text.safe import visible
from catalogue.transfer.writers.options import WriteOptions
from catalogue.transfer.writers.worded import Worded

_WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_STYLE = """\
:root { color-scheme: light; }
body { font: .95rem/1.4 "Segoe UI", "Noto Sans", Arial, sans-serif; color: #1a1a1a; background: #fff; margin: 1.5rem; }
h2 { border-bottom: 2px solid #345; padding-bottom: .25rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #bbb; padding: .25rem .5rem; text-align: left; vertical-align: top; }
th, td { overflow-wrap: anywhere; }
th { background: #eef1f5; position: sticky; top: 0; }
td { white-space: pre-line; min-width: 4rem; max-width: 30rem; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { font-size: 8pt; margin: 0; }
  h2 { break-after: avoid; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th { position: static; }
  td { min-width: 0; max-width: none; }
  a { color: inherit; text-decoration: none; }
}
"""
_HEAD = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""


def write(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write the whole file."""
    with Worded(options) as worded:
        worded.take(records)
        kind = options.kind.label_plural.text(options.lang) if options.kind else "Catalogue"
        out.write(_HEAD.format(lang=escape(options.lang), title=escape(kind), style=_STYLE).encode())
        for title, heads, rows in worded.tables():
            headings = "".join(f"<th>{_text(head)}</th>" for head in heads)
            out.write(f"<h2>{_text(title)}</h2>\n<table>\n<thead><tr>{headings}</tr></thead>\n<tbody>\n".encode())
            out.writelines(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>\n".encode() for row in rows)
            out.write(b"</tbody>\n</table>\n")
        out.write(b"</body>\n</html>\n")


def _cell(text: str) -> str:
    shown = _text(text)
    return (
        f'<a href="{shown}" rel="noreferrer">{shown}</a>' if _WEB.fullmatch(text) and visible(text) == text else shown
    )


def _text(text: str) -> str:
    return escape(visible(text, keep_newlines=True))
