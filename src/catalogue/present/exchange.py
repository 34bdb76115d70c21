"""The exchange between offices as tables: partners, rivals, writes that came along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from catalogue.i18n import gettext as _
from catalogue.model.bundles import OpenRival, Partner, Standing, Travelled
from catalogue.present.shapes import Column, Table
from catalogue.text.safe import one_line


def partners(standing: Standing) -> Table[Partner]:
    """How far each partner has come."""
    return Table(
        (
            Column("partner", _("partner"), lambda own: own.name or "hub", lambda own: own.name or "hub", whole=True),
            Column("number", _("bundle"), lambda own: own.number, lambda own: str(own.number), right=True),
            Column("base", _("in step up to write"), lambda own: own.base, lambda own: str(own.base), right=True),
        ),
        standing.partners,
    )


def rivals(found: Sequence[OpenRival]) -> Table[OpenRival]:
    """What two copies say differently of one thing: both values, whose they are, and how it was settled."""
    return Table(
        (
            Column("number", _("no."), lambda own: own.number, lambda own: str(own.number), right=True),
            Column("record", _("record"), lambda own: own.rival.record, lambda own: own.rival.record, whole=True),
            Column("field", _("field"), lambda own: own.rival.field, lambda own: own.rival.field),
            Column("before", _("before"), lambda own: own.rival.base, partial(_side, side="base")),
            Column("ours", _("ours"), lambda own: own.rival.ours, partial(_side, side="ours")),
            Column("theirs", _("theirs"), lambda own: own.rival.theirs, partial(_side, side="theirs")),
            Column("partner", _("partner"), lambda own: own.partner, lambda own: own.partner),
            Column("at", _("when"), lambda own: own.at, lambda own: own.at),
            Column("settled", _("settled"), lambda own: own.settled or None, lambda own: own.settled),
        ),
        tuple(found),
    )


def _side(own: OpenRival, side: str) -> str:
    text: str | None = getattr(own.rival, side)
    return "—" if text is None else one_line(text)


def writes(found: Sequence[Travelled]) -> Table[Travelled]:
    """The writes of other copies."""
    return Table(
        (
            Column("office", _("office"), lambda own: own.office or "hub", lambda own: own.office or "hub"),
            Column("batch", _("no."), lambda own: own.batch, lambda own: str(own.batch), right=True),
            Column("at", _("when"), lambda own: own.at, lambda own: own.at),
            Column("actor", _("who"), lambda own: own.actor, lambda own: own.actor),
            Column("action", _("action"), lambda own: own.action, lambda own: own.action),
            Column("records", _("records"), _records, lambda own: str(_records(own)), right=True),
            Column("reason", _("reason"), lambda own: own.reason, lambda own: own.reason),
        ),
        tuple(found),
    )


def _records(own: Travelled) -> int:
    return len({change.record for change in own.changes})
