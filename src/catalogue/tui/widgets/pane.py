"""A pane of lines that scroll."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class Pane(ScrollView):
    """Lines whose number changes without a new layout of the screen, unless the pane is as high as its lines.

    A ``ScrollView`` lays out the screen at each change of ``virtual_size``, which takes longer than the rest of an
    answer to a key.
    """

    virtual_size = Reactive(Size(0, 0))

    def watch_virtual_size(self, size: Size) -> None:
        """Show or hide the scroll bar; a new layout only if the size of the pane depends on its content."""
        if self.styles.auto_dimensions:
            self.refresh(layout=True)
        else:
            self._scroll_update(size)
