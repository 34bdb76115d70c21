"""A screen that runs queries in threads: only the latest of each group is answered, and slow ones are interrupted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.worker import Worker, get_current_worker

from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.tui.screens.leaving import LeavingScreen
from catalogue.tui.widgets.searchbox import QueryBox

DRAWN, LULL, REST = 0.02, 0.1, 0.25
"""Seconds after an answer in which it is drawn undisturbed; seconds without a key after which waiting queries run while
the reader types, and after which the rest of them do.

Letters are typed 0.1 to 0.3 s apart: what takes long, or is of no use for the next letter, should not run in between.
"""


class AskingScreen(LeavingScreen[str]):
    """Runs queries in threads and delivers the answers on the screen's own thread."""

    @dataclass(eq=False, repr=False)
    class Answered(Message, bubble=False):
        """The answer to the ``number``th query of ``group``: call ``handle``."""

        group: str
        number: int
        handle: Callable[[], None]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._numbers: Counter[str] = Counter()
        self._waiting: dict[str, Callable[[], None]] = {}
        self.unanswered: set[str] = set()
        """The groups whose latest query has not been answered yet."""

    def ask(self, group: str, question: Callable[[], Any], answered: Callable[[Any], None]) -> None:
        """Run a query in a thread; an earlier one of the group that is still running will not be answered."""
        self._numbers[group] += 1
        self.unanswered.add(group)
        self._ask_now(group, self._numbers[group], question, answered)

    def ask_then(
        self, group: str, question: Callable[[], Any], answered: Callable[[Any], None], *, lull: float = LULL
    ) -> None:
        """As ``ask``, for a query that can wait: until the answer is drawn, or while the reader types until a pause."""
        typing = isinstance(self.focused, QueryBox)
        self.ask_later(group, question, answered, seconds=lull if typing else DRAWN)

    def ask_later(
        self, group: str, question: Callable[[], Any], answered: Callable[[Any], None], *, seconds: float
    ) -> None:
        """As ``ask``, but so much later; not at all if another of the group came since."""
        self._numbers[group] += 1
        self.unanswered.add(group)
        number = self._numbers[group]

        def begin() -> None:
            if self._numbers[group] == number and self._waiting.get(group) is begin:
                del self._waiting[group]
                self._ask_now(group, number, question, answered)

        self._waiting[group] = begin
        self.set_timer(seconds, begin)

    def hasten(self) -> None:
        """Run the queries that wait for a pause: the reader has stopped typing."""
        for begin in tuple(self._waiting.values()):
            begin()

    def _ask_now(self, group: str, number: int, question: Callable[[], Any], answered: Callable[[Any], None]) -> None:
        def run() -> None:
            worker = get_current_worker()
            try:
                answer = self._answer(question, worker)
            except CatalogueError as failure:
                raised = failure  # Python deletes the name of an except clause at its end
                self.post_message(self.Answered(group, number, lambda: self.failed(raised)))
            except Exception:
                if not worker.is_cancelled:  # an interrupted query fails in its own way, and nobody waits for it
                    raise
            else:
                self.post_message(self.Answered(group, number, lambda: answered(answer)))

        self.run_worker(run, group=group, exclusive=True, thread=True)

    def _answer(self, question: Callable[[], Any], worker: Worker[Any]) -> Any:
        """The answer; raises ``UnusableCatalogue`` if the file can no longer be read.

        A query that was interrupted for another screen, while its own still waits for it, is run again.
        """
        return self.session.answered(question, wanted=lambda: not worker.is_cancelled and self.is_running)

    def tell(self, handle: Callable[[], None]) -> None:
        """Run a function on the screen's own thread; may be called from any thread."""
        self.post_message(self.Answered("", self._numbers[""], handle))

    def hush(self) -> None:
        """Drop all open queries and interrupt those that are running."""
        for group in self._numbers:
            self._numbers[group] += 1
            self.workers.cancel_group(self, group)
        self.unanswered.clear()
        self._waiting.clear()
        self.session.interrupt()

    def on_asking_screen_answered(self, event: Answered) -> None:
        """Deliver an answer, unless another query of the group came since."""
        event.stop()
        if self._numbers[event.group] == event.number:
            self.unanswered.discard(event.group)
            event.handle()

    def failed(self, failure: CatalogueError) -> None:
        """Report the failure; a screen overrides it."""
        raise failure
