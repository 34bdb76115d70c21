"""A description of a catalogue file and its content, in a few lines."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import gettext as _
from catalogue.model.answers import About
from catalogue.model.kinds import KINDS
from catalogue.present import in_words
from catalogue.present.shapes import Line, Section, Sheet, Span
from catalogue.text.safe import one_line
from catalogue.text.width import cells


def sheet(about: About, lang: str) -> Sheet:
    """Counts by kind, then facts about the file."""
    counts = [(in_words.kinds(kind, lang), str(about.counts[kind])) for kind in KINDS if about.counts.get(kind)]
    counts.append((_("All records"), str(sum(about.counts.values()))))
    size = _("{number} kB").format(number=max(about.size // 1000, 1))
    file = [
        (_("Links"), str(about.links)),
        (_("Names"), str(about.names)),
        (_("Batches in the history"), str(about.batches)),
        (_("Size"), size + (", " + _("read only") if about.read_only else "")),
        (_("Schema"), f"{about.schema} (SQLite {about.sqlite})"),
    ]
    return Sheet(one_line(about.path), (Section("", (*_lines(counts), (), *_lines(file))),))


def _lines(rows: list[tuple[str, str]]) -> tuple[Line, ...]:
    width = max(cells(label) for label, _text in rows)
    return tuple((Span(f"  {label}{' ' * (width - cells(label))}  ", "label"), Span(text)) for label, text in rows)


def as_data(about: About) -> Mapping[str, str | int | Mapping[str, int]]:
    """The same for machines."""
    return {
        "path": about.path,
        "counts": dict(about.counts),
        "records": sum(about.counts.values()),
        "links": about.links,
        "names": about.names,
        "batches": about.batches,
        "size": about.size,
        "read_only": about.read_only,
        "schema": about.schema,
        "sqlite": about.sqlite,
    }
