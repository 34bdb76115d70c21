"""What lint found, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalogue.i18n import N_
from catalogue.i18n import gettext as _
from catalogue.model.lint import Flaw
from catalogue.present import marks, words
from catalogue.present.shapes import Column, Table

_SEVERITIES = {"info": N_("info"), "warning": N_("warning"), "error": N_("error")}
_GLYPHS = {"info": marks.UNKNOWN, "warning": marks.OVERDUE, "error": marks.WRONG}


def table(flaws: Iterable[Flaw]) -> Table[Flaw]:
    """A row a finding: how grave, which rule, which record and field, the sentence, what to do."""
    return Table(
        (
            Column(
                "severity", _("severity"), lambda own: own.severity, lambda own: f"{_GLYPHS[own.severity]} {_said(own)}"
            ),
            Column("rule", _("rule"), lambda own: own.rule, lambda own: own.rule),
            Column("record", _("record"), lambda own: own.record, lambda own: own.record, whole=True),
            Column("label", _("name"), lambda own: own.label, lambda own: own.label),
            Column("field", _("field"), lambda own: own.field or None, lambda own: own.field),
            Column("finding", _("finding"), sentence, sentence),
            Column("others", _("others"), lambda own: own.others, lambda own: " ".join(own.others)),
            Column("hint", _("what to do"), hint, hint),
        ),
        flaws,
    )


def sentence(flaw: Flaw) -> str:
    """What is doubtful."""
    return words.sentence(f"lint.{flaw.rule}", _params(flaw))


def hint(flaw: Flaw) -> str:
    """What to do about it."""
    return words.hint(f"lint.{flaw.rule}", _params(flaw))


def _params(flaw: Flaw) -> Mapping[str, object]:
    return {"record": flaw.record, "field": flaw.field, **flaw.params}


def _said(flaw: Flaw) -> str:
    return _(_SEVERITIES[flaw.severity])
