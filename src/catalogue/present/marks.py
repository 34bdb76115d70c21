"""Glyphs that carry meaning without colour, each one terminal cell wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalogue.i18n import N_
from catalogue.model.kinds import KINDS

STAGES = {"idea": "○", "part": "◐", "done": "●", "over": "✓", "void": "✕"}
"""The glyph of each stage of a status (``model.labels.Choice.stage``)."""

UNKNOWN = "·"
NOT_RECORDED = "—"
INFERRED = "≈"
CONFLICTING = "≠"
OVERDUE = "⚑"
STAR = "★"
OUTGOING = "→"
INCOMING = "←"
OK = "✓"
WRONG = "✕"
NOTE = "·"

# A claim beside the value shown: it agrees, refers to another time or phase, is deprecated.
AGREEING = "="
OTHER = "·"
DEPRECATED = "✕"

FLAGS: Mapping[str, str] = {"starred": STAR, "inferred": INFERRED, "conflicting": CONFLICTING}
"""The glyphs of properties that ``is:`` finds."""

MEANINGS: Sequence[tuple[str, str]] = (
    (STAGES["idea"], N_("a status: an idea, or under negotiation")),
    (STAGES["part"], N_("a status: agreed, planned or begun")),
    (STAGES["done"], N_("a status: signed, in force, operating")),
    (STAGES["over"], N_("a status: completed, expired, closed")),
    (STAGES["void"], N_("a status: cancelled, terminated, suspended")),
    (UNKNOWN, N_("a status that is not recorded")),
    (NOT_RECORDED, N_("a value that is not recorded")),
    (CONFLICTING, N_("sources disagree about it")),
    (INFERRED, N_("inferred by the editor; no source says it so")),
    ("2024?", N_("a year that is uncertain")),
    ("––", N_("a year that the source does not give")),
    ("¹", N_("the number of a source")),
    (OVERDUE, N_("overdue")),
    (STAR, N_("starred by you")),
    (f"{OUTGOING} {INCOMING}", N_("a link from this record, a link to it")),
)
"""What the glyphs, and a few short forms of dates, mean."""

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def stage(kind: str, status: str | None) -> str:
    """The stage of a status of a kind: ``idea``, ``part``, ``done``, ``over``, ``void``; "" without one."""
    declared = KINDS.get(kind)
    ladder = declared.status if declared else None
    choice = ladder.vocabulary.get(status) if status and ladder and ladder.vocabulary else None
    return choice.stage if choice else ""


def glyph(kind: str, status: str | None) -> str:
    """The glyph of a status of a kind; ``·`` if no status is recorded."""
    return STAGES.get(stage(kind, status), UNKNOWN)


def superscript(number: int) -> str:
    """A note number: 12 → ¹²."""
    return str(number).translate(_SUPERSCRIPTS)
