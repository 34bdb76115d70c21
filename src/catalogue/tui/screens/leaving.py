"""Screens that are left once, with all windows that were opened over them."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.events import Event, Mount
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


class LeavingScreen(Screen[Result]):
    """A screen that goes itself when it is dismissed.

    Textual takes away the uppermost screen instead. That is another one if an answer leads on while the list of keys is
    open over the screen, and the one below if two keys leave it.
    """

    async def on_event(self, event: Event) -> None:
        """A screen that was left while it was being opened has no widgets any more, so nothing is set up in it."""
        if not isinstance(event, Mount) or self in self.app.screen_stack:
            await super().on_event(event)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Give the result to the screen below; does nothing a second time."""
        stack = self.app.screen_stack
        if self not in stack:
            return AwaitComplete()
        for _above in stack[stack.index(self) + 1 :]:
            self.app.pop_screen()
        return super().dismiss(result)


class SmallWindow(LeavingScreen[Result], ModalScreen[Result]):
    """A window over another screen."""
