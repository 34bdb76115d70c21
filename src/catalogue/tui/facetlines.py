"""A facet in words: its name, and its values as lines to choose from."""

from __future__ import annotations

from catalogue.i18n import gettext as _
from catalogue.model.answers import Facet, FacetValue
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line

_NOT_RECORDED, _VALUE = "-", "="


def lines(facet: Facet) -> tuple[Line, ...]:
    """The values with their counts, each a link to that value."""
    return tuple(
        (Span(_label(value), "link", _target(value)), Span(f"  {value.count}", "faint")) for value in facet.values
    )


def value_of(target: str) -> str | None:
    """The value of a link; None for *not recorded*."""
    return None if target == _NOT_RECORDED else target.removeprefix(_VALUE)


def _label(value: FacetValue) -> str:
    return _("not recorded") if value.value is None else one_line(value.label or value.value)


def _target(value: FacetValue) -> str:
    return _NOT_RECORDED if value.value is None else _VALUE + value.value
