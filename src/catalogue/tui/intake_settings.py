"""How a file is read and what its columns become, as lines; each changeable setting is a link to its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from catalogue.api import exchange
from catalogue.api.exchange import Assigned, Draft
from catalogue.i18n import N_, ngettext
from catalogue.i18n import gettext as _
from catalogue.model.answers import Note
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.roles import ROLES
from catalogue.present import marks, words
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.text.width import cells, fit, pad
from catalogue.tui.intake import Intake

_LABEL = 17
_COLUMN = 26

MODES = {
    "insert": N_("a row whose id exists is refused"),
    "upsert": N_("rows update existing records"),
    "ignore": N_("existing records stay as they are"),
    "replace": N_("rows replace existing records"),
}
PARTIAL = {"": N_("nothing is written while any row is refused"), "yes": N_("the good rows are imported all the same")}
ORDERS = {"": N_("as the dates show"), "dmy": N_("day first"), "mdy": N_("month first"), "ymd": N_("year first")}
HEADINGS = {"yes": N_("in the first row"), "": N_("none: columns are numbered")}
YES_NO = {"": N_("no"), "yes": N_("yes: its name and its fingerprint")}
DELIMITERS = {"": N_("detect"), ",": ",", ";": ";", "\t": N_("tab"), "|": "|"}
ENCODINGS = ("utf-8", "utf-16", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic", "cp1252", "cp1254")


def choices(name: str, intake: Intake) -> Sequence[tuple[str, str]]:
    """The possible values of a setting, each with its label."""
    found_out = ("", _("detect"))
    match name:
        case "format":
            return (("", _("by the name of the file")), *((each, each) for each in exchange.READABLE))
        case "encoding":
            return (found_out, *((each, each) for each in ENCODINGS))
        case "sheet":
            return tuple((each, one_line(each)) for each in (intake.draft.sheets if intake.draft else ()))
        case "skip_lines":
            return tuple((str(each), str(each)) for each in range(21))
    return tuple((value, _(label)) for value, label in _WORDED[name].items())


def choice_lines(name: str, intake: Intake) -> tuple[Line, ...]:
    """The possible values of a setting, as lines to choose from."""
    return tuple((Span(label, "link", f"={value}"),) for value, label in choices(name, intake))


_WORDED = {
    "delimiter": DELIMITERS,
    "date_order": ORDERS,
    "mode": MODES,
}
TITLES = {
    "path": N_("File"),
    "format": N_("Format"),
    "encoding": N_("Encoding"),
    "delimiter": N_("Separator"),
    "sheet": N_("Sheet"),
    "headers": N_("Headings"),
    "skip_lines": N_("Lines before"),
    "date_order": N_("Dates 02/07"),
    "kind": N_("Kind"),
    "mapping": N_("Mapping"),
    "mode": N_("Already there"),
    "partial": N_("Refused rows"),
    "rejects": N_("Written to"),
    "source_from_file": N_("File as source"),
}


def setting(name: str, value: str, remark: str = "") -> Line:
    """One setting: its name, its value, and where the value comes from."""
    label = Span(pad(_(TITLES[name]), _LABEL) + " ", "label")
    return (
        label,
        Span(one_line(value, 200) or marks.NOT_RECORDED, "link", name),
        Span(f"  {remark}" if remark else "", "faint"),
    )


# ---------------------------------------------------------------- the table


def table(intake: Intake) -> Iterator[Line]:
    """How the file is read; includes settings that may be needed before it can be read at all."""
    options, draft = intake.options, intake.draft
    yield setting("path", intake.path)
    if not intake.path:
        return
    reading, sheets = (draft.reading, draft.sheets) if draft else (options.reading(), ())
    yield setting("format", options.format or _("by the name of the file"))
    if reading.delimiter or not draft:
        yield setting("encoding", _encoding(reading.encoding), _found(draft, options.encoding))
        separator = DELIMITERS.get(reading.delimiter, reading.delimiter)
        yield setting("delimiter", _(separator), _found(draft, options.delimiter))
    if sheets:
        among = ngettext("of {n} sheet", "of {n} sheets", len(sheets)).format(n=len(sheets))
        yield setting("sheet", reading.sheet, among)
    if reading.delimiter or sheets or not draft:
        yield setting("headers", _(HEADINGS["yes" if options.headers else ""]))
        yield setting("skip_lines", str(reading.skip_lines), _found(draft, options.skip_lines))
    yield setting("date_order", _(ORDERS[options.date_order or ""]))
    yield from remarks(draft.notes if draft else ())


def _found(draft: Draft | None, given: object) -> str:
    return _("detected") if draft and not given else ""


def _encoding(name: str) -> str:
    return name.removesuffix("-sig") or _("detect")


def remarks(notes: Iterable[Note]) -> Iterator[Line]:
    """How the file was understood."""
    for note in notes:
        text = words.sentence(note.code, note.params)
        yield (Span(one_line(text), "faint"),)


def preview_title(intake: Intake) -> str:
    """The title of the grid of rows."""
    rows = len(intake.draft.rows) if intake.draft else 0
    return ngettext("The first {n} row", "The first {n} rows", rows).format(n=rows)


# ---------------------------------------------------------------- the columns


def columns(intake: Intake, lang: str, width: int) -> Iterator[Line]:
    """What each column becomes, in lines of at most ``width`` cells."""
    draft, options = intake.draft, intake.options
    if draft is None:
        return
    if options.mapping:
        yield setting("mapping", options.mapping, _("says what the columns mean"))
        return
    if draft.kind is None:
        yield (Span(_("Each row states its own kind.")),)
    else:
        yield setting("kind", draft.kind.label.text(lang))
    own = _("The headings are the catalogue's own; no mapping is needed.")
    yield setting("mapping", intake.saved or _("not saved yet")) if not draft.own else (Span(own, "faint"),)
    yield ()
    for column in draft.columns:
        yield _column(column, draft.kind, lang, width)
        for text, meant in draft.taken_for(column):
            note = _("{text} is read as {value}").format(text=one_line(text, 60), value=meant.text(lang))
            yield (Span(fit(" " * (_COLUMN + 3) + note, width), "mark"),)
    if draft.wide:
        yield (Span(_("A column for each country: the cells say who takes part."), "faint"),)
    if draft.joined:
        names = ", ".join(one_line(made.heading) for made in draft.joined)
        yield (Span(fit(_("Made of several columns: {names}.").format(names=names), width), "faint"),)


def _column(column: Assigned, kind: Kind | None, lang: str, width: int) -> Line:
    heading = pad(one_line(column.heading), _COLUMN)
    target = fit(target_words(column.target, kind, lang), max(width - _COLUMN - 4, 10))
    left = width - _COLUMN - cells(target) - 6
    return (
        Span(heading + " "),
        Span(f"{marks.OUTGOING} ", "faint"),
        Span(target, "link" if column.target else "mark", f"column {column.heading}"),
        Span("  " + fit(_sample(column), left) if left > 10 else "", "faint"),
    )


def _sample(column: Assigned) -> str:
    """Examples of a column's content, and in how many rows it is filled unless in all."""
    full = "" if column.filled == 100 else f"{column.filled} %  "
    return full + ", ".join(one_line(text) for text in column.texts)


def target_words(target: str | None, kind: Kind | None, lang: str) -> str:
    """What a column becomes, in words."""
    if target is None or target == "note":
        return _("a remark")
    if not target:
        return _("left out")
    label = _label(target, kind, lang)
    return f"{label} ({target})" if label and label != target else target


def _label(target: str, kind: Kind | None, lang: str) -> str:
    if target.startswith("name"):
        return _("name")
    kinds = (kind,) if kind else KINDS.values()
    field = next((each for own in kinds for each in own.all_fields if each.name == target), None)
    if field:
        return field.label.text(lang)
    return ROLES[target].label.text(lang) if target in ROLES else ""


def targets(intake: Intake, lang: str) -> tuple[Line, ...]:
    """All targets of a column; one already used is shown with the column that has it."""
    draft = intake.draft
    if draft is None:
        return ()
    given = {column.target: column.heading for column in draft.columns if column.target}
    names = exchange.targets(draft.kind.name if draft.kind else "")
    listed = [*((name, target_words(name, draft.kind, lang)) for name in names), ("", _("left out"))]
    return tuple(
        (Span(label, "link", f"={name}"), Span(f"  {one_line(given[name], 40)}" if name in given else "", "faint"))
        for name, label in listed
    )


def kinds(lang: str) -> tuple[Line, ...]:
    """The kinds of records."""
    return tuple((Span(kind.label.text(lang), "link", f"={kind.name}"),) for kind in KINDS.values())
