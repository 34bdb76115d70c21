"""Keys that arrive faster than they are processed: each is delivered once those before it are done.

Textual delivers a key at once to the widget that has the focus, and looks for its command only when the key has bubbled
up from there to the application. Everything typed or pasted in one go after ``/`` would therefore reach the list. So
while a key is being processed the others wait: a message follows it up the same way, and when that arrives the next key
is delivered. A key that acts on something that is still being asked for waits for the answer, too: the screen knows
which.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.widgets import Input

from catalogue.tui import hangup, starting, typed
from catalogue.tui.guard import Guard

ENDED_BY_SIGNAL = 128
HANGUP = 1
"""The number of the signal SIGHUP, whether the system has it or not."""
LOOK_EVERY = 1.0
"""Seconds between two checks whether the terminal still exists.

Not every terminal that closes sends a signal, and Textual would read from it for ever.
"""
SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
ROUNDS = 2
"""How often a message follows a key: once for the key's own command, once for what that sent to the screen."""
PATIENCE = 0.5
"""Seconds until a check whether the widget under the last key is gone; then the next key is delivered at once."""
GLANCE = 0.01
"""Seconds between two checks whether what a key waits for is there."""
LONGEST_WAIT = 2.0
"""Seconds that a key waits for an answer at most: a slow query must not keep the reader from giving it up."""
_MOVING = "bfd\x7f"
"""Characters that terminals send after an escape for alt and an arrow or backspace: words left, right, deleted."""


@runtime_checkable
class Awaiting(Protocol):
    """A screen whose keys may have to wait for answers."""

    def awaits(self, key: str) -> bool:
        """Whether something that this key ("" for a paste) acts on is still pending."""


class SafeApp(App[object]):
    """An application in which no key overtakes another, and no control character of any text reaches the terminal."""

    @dataclass(eq=False, repr=False)
    class Passed(Message):
        """Everything before this has reached the application, for the ``number``th key the ``round``th time."""

        number: int
        round: int

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._number = 0
        self._under_way = False
        self._under: DOMNode | None = None
        self._alt_is_used = False
        self._waits_from: float | None = None

    def on_mount(self) -> None:
        """End cleanly when the terminal closes or the system asks for it; the first drawing completes the start."""
        self.call_after_refresh(starting.end)
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))  # the shell drew over it
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._end, number)
        if not self.is_headless and (gone := hangup.gone()) is not None:
            self.set_interval(LOOK_EVERY, lambda: self._end(HANGUP) if gone() else None)

    def _end(self, number: int) -> None:
        self.exit(return_code=ENDED_BY_SIGNAL + number)

    @property
    def failure(self) -> BaseException | None:
        """The exception that ended the application, if it failed."""
        return self._exception

    def _print_error_renderables(self) -> None:
        """Print nothing: a failure is reported in words by the caller that started the screens."""
        self._exit_renderables.clear()

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this system, which never waits for a closed terminal."""
        return hangup.outlasting(typed.understanding(super().get_driver_class(), self._are_two_keys))

    def set_keymap(self, keymap: Mapping[str, str]) -> None:
        """Use these keys instead of those of the commands."""
        self._alt_is_used = any("alt+" in keys for keys in keymap.values())
        super().set_keymap(keymap)

    def _are_two_keys(self, character: str) -> bool:
        """Whether escape and this character, come together, are two keys; in a text some are one that moves."""
        if self._alt_is_used:
            return False
        return not (isinstance(self.focused, Input) and character in _MOVING)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a message long enough to be read; it is never markup."""
        seconds = min(max(5.0, 3 + len(message) / 12), 20.0) if timeout is None else timeout
        super().notify(message, title=title, severity=severity, timeout=seconds, markup=markup)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, then the guard."""
        return [*super().get_line_filters(), Guard()]

    async def on_event(self, event: events.Event) -> None:
        """Deliver a key, or keep it until its turn comes; other events are handled as usual."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if self._under_way:
            self._look_after(self._number)
        else:
            await self._next()

    async def _next(self) -> None:
        """Deliver the next key, or wait until what it acts on is there."""
        if not self.screen_stack:
            self._typed.clear()  # a key has ended the application
            return
        typed = self._typed[0]
        if self._must_wait(typed.key if isinstance(typed, events.Key) else ""):
            self._under_way = True
            self._number += 1
            number = self._number
            self.set_timer(GLANCE, lambda: self._follow(number, ROUNDS))  # behind what an answer has led to
            self._look_after(number)
        else:
            self._waits_from = None
            await self._hand_over(self._typed.popleft())

    def _must_wait(self, key: str) -> bool:
        ready = self.screen.is_mounted  # one that is just being opened has no focus yet
        if ready and not (isinstance(self.screen, Awaiting) and self.screen.awaits(key)):
            return False
        now = time.monotonic()
        self._waits_from = now if self._waits_from is None else self._waits_from
        return now - self._waits_from < LONGEST_WAIT

    async def _hand_over(self, event: events.Key | events.Paste) -> None:
        self._under_way = True
        self._number += 1
        await super().on_event(event)
        self._follow(self._number, 1)

    def _follow(self, number: int, round: int) -> None:  # noqa: A002 - what it is
        if not self.screen_stack:
            return  # that key ended the application
        self._under = self.focused or self.screen
        self._under.post_message(self.Passed(number, round))

    def _look_after(self, number: int) -> None:
        self.set_timer(PATIENCE, lambda: self._look(number))

    async def _look(self, number: int) -> None:
        if self._under is not None and self._under.is_attached and number == self._number and self._under_way:
            self._look_after(number)
        else:
            await self._go_on(number)

    async def on_safe_app_passed(self, event: Passed) -> None:
        """Deliver the next key, or send the message once more."""
        if event.number == self._number and event.round < ROUNDS:
            self._follow(event.number, event.round + 1)
        else:
            await self._go_on(event.number)

    async def _go_on(self, number: int) -> None:
        if number != self._number or not self._under_way:
            return
        self._under_way = False
        if self._typed:
            await self._next()
