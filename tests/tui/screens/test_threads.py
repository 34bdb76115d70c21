"""Queries in threads: only the latest of a group is answered, and a stopped one disturbs nothing."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from textual.app import App

from catalogue.api.session import Session
from catalogue.errors import CatalogueError, UnusableCatalogue
from catalogue.tui.screens.threads import AskingScreen
from catalogue.tui.widgets.searchbox import QueryBox

SLOW = "WITH RECURSIVE n(i) AS (SELECT started() UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT count(*) FROM n"


class Asker(AskingScreen):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.answers: list[object] = []

    def failed(self, failure: CatalogueError) -> None:
        self.answers.append(failure.code)


class Host(App[None]):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.session = Session.open(path, read_only=True)
        self.asker = Asker(self.session)

    def get_default_screen(self) -> Asker:
        return self.asker


async def settled(app: Host, pilot) -> None:
    while any(not worker.is_finished for worker in app.workers):
        await pilot.pause(0.01)
    await pilot.pause(0.05)


async def test_only_the_latest_query_of_a_group_is_answered(built: Path):
    app, gate = Host(built), threading.Event()
    async with app.run_test() as pilot:
        app.asker.ask("page", lambda: gate.wait(10) and "first", app.asker.answers.append)
        app.asker.ask("page", lambda: "second", app.asker.answers.append)
        app.asker.ask("card", lambda: "other group", app.asker.answers.append)
        await settled(app, pilot)
        gate.set()
        await pilot.pause(0.2)
        assert sorted(map(str, app.asker.answers)) == ["other group", "second"]


async def test_a_query_that_was_interrupted_for_another_screen_runs_again(built: Path):
    app, started, runs = Host(built), threading.Event(), []

    def slow_at_first() -> str:
        runs.append(None)
        app.session.reading.create_function("started", 0, lambda: started.set() or 1)
        return app.session.reading.execute(SLOW if len(runs) == 1 else "SELECT 'answer'").fetchone()[0]

    async with app.run_test() as pilot:
        app.asker.ask("page", slow_at_first, app.asker.answers.append)
        assert await asyncio.to_thread(started.wait, 10)
        app.session.interrupt()
        await settled(app, pilot)
        assert (app.asker.answers, len(runs)) == (["answer"], 2)


async def test_a_slow_query_is_stopped_at_once_and_reports_nothing(built: Path):
    app, started, ended = Host(built), threading.Event(), threading.Event()

    def slow() -> None:
        app.session.reading.create_function("started", 0, lambda: started.set() or 1)
        try:
            app.session.reading.execute(SLOW).fetchone()
        finally:
            ended.set()

    async with app.run_test() as pilot:
        app.asker.ask("page", slow, app.asker.answers.append)
        assert await asyncio.to_thread(started.wait, 10)
        assert not ended.is_set()
        app.asker.hush()
        assert ended.wait(5)
        app.asker.ask("page", lambda: "next", app.asker.answers.append)
        await settled(app, pilot)
        assert app.asker.answers == ["next"]
    assert app._exception is None


async def test_a_catalogue_error_is_reported(built: Path):
    def broken() -> None:
        raise UnusableCatalogue("db.locked", path="x", seconds=10)

    app = Host(built)
    async with app.run_test() as pilot:
        app.asker.ask("page", broken, app.asker.answers.append)
        await settled(app, pilot)
        assert app.asker.answers == ["db.locked"]


async def test_queries_do_not_block_the_screen(built: Path):
    app, gate = Host(built), threading.Event()
    async with app.run_test() as pilot:
        app.asker.ask("page", lambda: gate.wait(20), app.asker.answers.append)
        await pilot.pause()
        gate.set()
        await settled(app, pilot)
        assert app.asker.answers == [True], "the screen went on while the query was waiting"


async def test_a_query_that_waits_for_a_pause_in_typing_runs_once_typing_is_over(built: Path):
    app = Host(built)
    async with app.run_test() as pilot:
        await app.asker.mount(QueryBox(id="box"))
        app.asker.query_one(QueryBox).focus()
        await pilot.pause()
        app.asker.ask_then("card", lambda: "old", app.asker.answers.append, lull=60)
        app.asker.ask_then("card", lambda: "new", app.asker.answers.append, lull=60)
        await settled(app, pilot)
        assert (app.asker.answers, app.asker.unanswered) == ([], {"card"})
        app.asker.hasten()
        await settled(app, pilot)
        assert (app.asker.answers, app.asker.unanswered) == (["new"], set())
