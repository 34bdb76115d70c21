"""A pane with text on its border: a title above and a remark below, or both above if only that line is drawn."""

from __future__ import annotations

from textual.content import Content

from catalogue.text.safe import one_line
from catalogue.tui.widgets.pane import Pane

BETWEEN = " · "


class Titled(Pane):
    """Lines or rows under a title; any text in the title is shown literally."""

    heading = ""
    remark = ""

    def entitle(self, title: str, remark: str = "") -> None:
        """Set the title of the pane and a remark."""
        self.heading, self.remark = one_line(title), one_line(remark)
        self._label()

    def on_resize(self) -> None:
        """Adapt to a changed border."""
        if self.heading:
            self._label()

    @property
    def whole(self) -> bool:
        """Whether the border is drawn on all sides, so that the remark has a line of its own."""
        return self.styles.border_bottom[0] not in ("", "none")

    def _label(self) -> None:
        whole = self.whole
        above = self.heading if whole else BETWEEN.join(filter(None, (self.heading, self.remark)))
        if not whole and above:
            above = f" {above} "  # Textual leaves no space where there is no corner
        self.border_title = Content(above) if above else None
        self.border_subtitle = Content(self.remark) if whole and self.remark else None
