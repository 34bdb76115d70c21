"""Screens that are left once, with all windows that were opened over them."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


class LeavingScreen(Screen[Result]):
    """A screen that goes itself when it is dismissed.

    Textual takes away the uppermost screen instead. That is another one if an answer leads on while the list of keys is
    open over the screen, and the one below if two keys leave it.
    """

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
