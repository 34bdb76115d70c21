"""Actions on one value of a record: only this, without it, open, copy; and opening the record's sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from catalogue.i18n import gettext as _
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.text.width import fit
from catalogue.tui.screens.marking import MarkingScreen

if TYPE_CHECKING:
    from catalogue.tui.fieldlines import FieldValue
    from catalogue.tui.screens.prompts import Answer


class ActingScreen(MarkingScreen):
    """Offers actions on the values of the record whose card is shown."""

    def action_values(self) -> None:
        """Offer the actions on the value under the cursor of the card; from elsewhere, choose a value first."""
        if self.card is None:
            return
        from catalogue.tui import fieldlines

        lang = self.session.lang
        here = fieldlines.at(self.card, self.detail.target, lang) if self.pane == "detail" else None
        if here is not None:
            self._offer_acts(here)
        else:
            self._choose(one_line(self.card.label, 60), fieldlines.field_values(self.card, lang), self._offer_acts)

    def follow(self, record: str) -> None:
        """Open the record of a link; for a value offer the actions on it."""
        from catalogue.present.places import row_of

        if row_of(record):
            self.action_values()
        else:
            super().follow(record)

    def action_open_source(self) -> None:
        """Open the place where the record, or one of its sources, can be read."""
        from catalogue.tui import fieldlines

        found = fieldlines.sources(self.card) if self.card else ()
        if len(found) == 1:
            self._open(found[0].leads)
        elif found:
            self._choose(_("Open a source"), found, lambda own: self._open(own.leads))
        else:
            self.say(_("No address and no file is recorded for it or its sources."), severity="warning")

    def _choose(self, title: str, values: tuple[FieldValue, ...], then: Callable[[FieldValue], None]) -> None:
        from catalogue.tui import fieldlines
        from catalogue.tui.screens.prompts import Prompt

        prompt = Prompt(title, _("part of a value"), fieldlines.lines(values), choosing=True)

        def chosen(answer: Answer | None) -> None:
            if answer:
                then(values[int(answer.chosen)])

        self.app.push_screen(prompt, chosen)

    def _offer_acts(self, value: FieldValue) -> None:
        from catalogue.tui import fieldlines
        from catalogue.tui.screens.prompts import Prompt

        only, without = fieldlines.narrowed(self.looking.query, value)
        acts: list[tuple[str, str, partial[None]]] = []
        if only:
            acts.append((_("Only this"), only, partial(self._narrow, only)))
        if without:
            acts.append((_("Without this"), without, partial(self._narrow, without)))
        if value.leads:
            acts.append((_("Open"), value.leads, partial(self._open, value.leads)))
        acts.append((_("Copy"), value.text, partial(self._copy, value.text)))
        lines: list[Line] = [
            (Span(name, "link", str(at)), Span("  " + one_line(label, 80), "faint"))
            for at, (name, label, _do) in enumerate(acts)
        ]
        prompt = Prompt(one_line(f"{value.label}: {value.text}", 60), _("part of a value"), lines, choosing=True)
        self.app.push_screen(prompt, lambda answer: acts[int(answer.chosen)][2]() if answer else None)

    def _narrow(self, query: str) -> None:
        self.go(replace(self.looking, query=query))
        self.enter("results")

    def _open(self, leads: str) -> None:
        """Open a record on the screen, an address or a document on the desktop; else offer its name for copying."""
        from catalogue.tui import fieldlines, opening

        file = fieldlines.file_of(leads, self.session.path)
        if self.card and leads in {own.id for own in self.card.neighbours}:
            self.follow(leads)
            self.enter("detail")
        elif opening.is_web(leads):
            self._show(leads)
        elif file is None:
            text = _("The file {name} is not in the folder of the catalogue.")
            self.say(text.format(name=one_line(leads, 80)), severity="warning")
        elif not opening.is_document(file):
            text = _("{name} is no document, so it is not opened.")
            self.say(text.format(name=one_line(leads, 80)), severity="warning")
        else:
            self._show(str(file))

    def _show(self, place: str) -> None:
        from catalogue.tui import opening

        if opening.open_natively(place):
            self.say(_("Opened: {place}").format(place=fit(one_line(place), 80)))
        else:
            self._copy(place)

    def _copy(self, text: str) -> None:
        from catalogue.tui import clipboard

        natively = clipboard.copy_natively(text)
        if not natively:
            self.app.copy_to_clipboard(text)
        how = _("Copied: {text}") if natively else _("Sent to the terminal to copy (it may ignore this): {text}")
        self.say(how.format(text=fit(one_line(text), 80)))
