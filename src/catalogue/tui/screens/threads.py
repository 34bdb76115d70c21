"""A screen that asks in threads: only the latest question of each sort is answered, and a slow one is stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.tui.widgets.searchbox import QueryBox

LULL = 0.2
"""Seconds without a key after which what may wait is asked: a fast typist leaves as much between two keys."""


class AskingScreen(Screen[str]):
    """Runs questions in threads and hands the answers over on the screen's own thread."""

    @dataclass
    class Answered(Message, bubble=False):
        """A question of ``group``, the ``number``th, was answered: call ``handle``."""

        group: str
        number: int
        handle: Callable[[], None]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._numbers: Counter[str] = Counter()

    def ask(self, group: str, question: Callable[[], Any], answered: Callable[[Any], None]) -> None:
        """Ask in a thread; an earlier question of the group that is still open will not be answered."""
        self._numbers[group] += 1
        self._ask_now(group, self._numbers[group], question, answered)

    def ask_then(self, group: str, question: Callable[[], Any], answered: Callable[[Any], None]) -> None:
        """The same for what may wait: asked after the next drawing, or while somebody types when the keys pause.

        Not asked at all where another question of the group has been put since.
        """
        self._numbers[group] += 1
        number = self._numbers[group]

        def begin() -> None:
            if self._numbers[group] == number:
                self._ask_now(group, number, question, answered)

        if isinstance(self.focused, QueryBox):
            self.set_timer(LULL, begin)
        else:
            self.call_after_refresh(begin)

    def _ask_now(self, group: str, number: int, question: Callable[[], Any], answered: Callable[[Any], None]) -> None:
        def run() -> None:
            worker = get_current_worker()
            try:
                answer = self._answer(question)
            except CatalogueError as failure:
                told = failure  # the name of an except clause ends with it
                self.post_message(self.Answered(group, number, lambda: self.failed(told)))
            except Exception:
                if not worker.is_cancelled:  # a question that was stopped fails in its own way, and nobody waits for it
                    raise
            else:
                self.post_message(self.Answered(group, number, lambda: answered(answer)))

        self.run_worker(run, group=group, exclusive=True, thread=True)

    def _answer(self, question: Callable[[], Any]) -> Any:
        """The answer; raises ``UnusableCatalogue`` where the file cannot be read on."""
        try:
            return question()
        except Exception as failure:
            self.session.tell(failure)
            raise

    def tell(self, handle: Callable[[], None]) -> None:
        """Have something done on the screen's own thread; from any thread."""
        self.post_message(self.Answered("", self._numbers[""], handle))

    def hush(self) -> None:
        """Forget every open question and stop those that are being worked on."""
        for group in self._numbers:
            self._numbers[group] += 1
            self.workers.cancel_group(self, group)
        self.session.interrupt()

    def on_asking_screen_answered(self, event: Answered) -> None:
        """Hand over an answer, unless another question was asked since."""
        event.stop()
        if self._numbers[event.group] == event.number:
            event.handle()

    def failed(self, failure: CatalogueError) -> None:
        """Say what went wrong; a screen overrides it."""
        raise failure
