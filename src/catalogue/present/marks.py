"""Glyphs that carry meaning without colour, each one terminal cell wide."""

from __future__ import annotations

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
