"""The screens in a browser: who has access, and that a real browser can use them."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pyte
import pytest

from catalogue.errors import BadUsage
from catalogue.tui.serving import COOKIE, Endpoint, Screens
from program import PROGRAM

TOKEN = "sixteen letters!"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHOWN = """
window.received = [];
const Plain = WebSocket;
window.WebSocket = function (...given) {
  const made = new Plain(...given);
  made.addEventListener("message", (event) => {
    if (typeof event.data === "string") return;
    new Response(event.data).text().then((text) => window.received.push(text));
  });
  return made;
};
"""


@asynccontextmanager
async def served(door: Endpoint) -> AsyncIterator[str]:
    """A server in this process with a program behind it that does nothing."""
    screens = Screens(f"{sys.executable} -c 'input()'", door)
    runner = aiohttp.web.AppRunner(await screens.made())
    await runner.setup()
    site = aiohttp.web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
    finally:
        await runner.cleanup()


async def status(session: aiohttp.ClientSession, address: str, **headers: str) -> int:
    async with session.get(address, headers=headers, allow_redirects=False) as answer:
        return answer.status


@pytest.mark.parametrize(
    ("door", "code"),
    [
        (Endpoint("0.0.0.0"), "web.token_missing"),
        (Endpoint("::"), "web.token_missing"),
        (Endpoint("office.example"), "web.token_missing"),
        (Endpoint("127.0.0.1", token="short"), "web.token_short"),
    ],
)
def test_an_address_open_to_others_needs_a_token(door: Endpoint, code: str) -> None:
    with pytest.raises(BadUsage) as result:
        door.check()
    assert result.value.code == code


@pytest.mark.parametrize("door", [Endpoint(), Endpoint("::1"), Endpoint("localhost"), Endpoint("0.0.0.0", token=TOKEN)])
def test_this_machine_alone_needs_no_token(door: Endpoint) -> None:
    door.check()


async def test_pages_from_elsewhere_are_kept_out() -> None:
    async with served(Endpoint()) as address, aiohttp.ClientSession() as session:
        assert await status(session, address) == 200
        assert await status(session, address, Host="evil.example") == 403
        assert await status(session, f"{address}/ws", Origin="http://evil.example") == 403
        assert await status(session, f"{address}/static/css/xterm.css") == 200


async def test_the_page_loads_nothing_from_elsewhere() -> None:
    async with served(Endpoint()) as address, aiohttp.ClientSession() as session, session.get(address) as answer:
        assert re.findall(r"""(?:src|href|url\()=?["'(]*(https?:|//)""", await answer.text()) == []
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_every_request_needs_the_token_which_is_exchanged_for_a_cookie() -> None:
    async with served(Endpoint(token=TOKEN)) as address:
        async with aiohttp.ClientSession() as stranger:
            for place in ("/", "/ws", "/static/css/xterm.css", "/?token=wrong", "/?token=ї"):
                assert await status(stranger, address + place) == 403
            assert await status(stranger, f"{address}/ws", Cookie=f"{COOKIE}={TOKEN}") == 403
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as known:
            assert await status(known, f"{address}/?token=sixteen+letters!") == 302
            assert await status(known, address) == 200


async def test_the_number_of_programs_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.tui.serving.VISITORS", 0)
    async with served(Endpoint()) as address, aiohttp.ClientSession() as session:
        assert await status(session, f"{address}/ws") == 503


# ---------------------------------------------------------------- a real browser


class Page:
    """A page of Chromium, controlled through its debugging socket, its terminal read back by pyte."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket, self.number = socket, 0

    async def call(self, method: str, **given: object) -> Any:
        self.number += 1
        await self.socket.send_json({"id": self.number, "method": method, "params": given})
        while True:
            answer = await self.socket.receive_json()
            if answer.get("id") == self.number:
                return answer["result"]

    async def value(self, expression: str) -> Any:
        return (await self.call("Runtime.evaluate", expression=expression))["result"].get("value")

    async def type(self, text: str) -> None:
        for sign in text:
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=sign, key=sign)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=sign)

    async def press(self, key: str, code: int) -> None:
        text = {"text": "\r"} if key == "Enter" else {}
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    async def text(self) -> str:
        """The current content of the terminal."""
        screen = pyte.Screen(200, 60)
        pyte.Stream(screen).feed(await self.value("window.received.join('')") or "")
        return "\n".join(line.rstrip() for line in screen.display)

    async def until(self, reached: Callable[[str], bool]) -> str:
        """Wait for what the terminal should show."""
        for _try in range(300):
            if reached(text := await self.text()):
                return text
            await asyncio.sleep(0.1)
        raise AssertionError(await self.text())


@pytest.fixture
def open_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def serving(built: Path, open_port: int) -> Iterator[tuple[int, str]]:
    """``catalogue serve`` on the shipped catalogue: its process and its address."""
    command = [*PROGRAM, "--db", str(built), "serve", "--read-only", "--port", str(open_port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        yield running.pid, re.findall(r"http://\S+", running.stderr.readline())[0]
        running.terminate()
        assert running.wait(30) == 0


@pytest.fixture
def program(serving: tuple[int, str]) -> str:
    """The address of ``catalogue serve``."""
    return serving[1]


@asynccontextmanager
async def browsing(address: str, profile: Path) -> AsyncIterator[Page]:
    """A headless Chromium on a page."""
    assert CHROMIUM
    options = ["--headless=new", "--no-sandbox", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    quiet = asyncio.subprocess.DEVNULL
    running = await asyncio.create_subprocess_exec(CHROMIUM, *options, "about:blank", stdout=quiet, stderr=quiet)
    try:
        ready = profile / "DevToolsActivePort"
        for _try in range(600):
            if ready.exists() and ready.read_text().strip():
                break
            await asyncio.sleep(0.1)
        port = ready.read_text().split()[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                pages = [each for each in await answer.json() if each["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = Page(socket)
                await page.call("Page.enable")
                await page.call("Page.addScriptToEvaluateOnNewDocument", source=SHOWN)
                await page.call("Page.navigate", url=address)
                yield page
    finally:
        running.terminate()
        await running.wait()


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
@pytest.mark.skipif(os.name == "nt", reason="the program is ended by a signal")
async def test_a_browser_can_type_search_follow_a_link_and_quit(program: str, tmp_path: Path) -> None:
    async with browsing(program, tmp_path / "profile") as page:
        await page.until(lambda text: "agr-akit-uzeltechsanoat" in text)
        await page.type("/fergana")
        await page.until(lambda text: "─ 1 of" in text and "agr-fergana-bashkortostan" in text)
        await page.press("Enter", 13)
        await page.press("Enter", 13)
        await page.type("l")
        await page.until(lambda text: "[Links" in text)
        await page.press("Enter", 13)
        await page.until(lambda text: "not in this list" in text)
        await page.type("q")
        for _try in range(100):
            if await page.value("document.body.classList.contains('-closed')"):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(await page.text())


def below(process: int) -> list[str]:
    """The running child programs of a process."""
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


async def counted(process: int, wanted: int) -> list[str]:
    """The child programs of a process, once there are this many."""
    for _try in range(300):
        if len(found := below(process)) == wanted:
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(below(process))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no list of processes here")
async def test_each_visitor_has_a_program_that_ends_with_the_page(serving: tuple[int, str]) -> None:
    process, address = serving
    place = f"{address}ws?width=80&height=24"
    async with aiohttp.ClientSession() as session, session.ws_connect(place):
        (first,) = await counted(process, 1)
        async with session.ws_connect(place):
            assert first in await counted(process, 2)
        assert await counted(process, 1) == [first]
    await counted(process, 0)


def test_a_missing_extra_is_named(built: Path) -> None:
    code = "import sys; sys.modules['aiohttp'] = None; from catalogue.cli.main import main; main()"
    command = [sys.executable, "-c", code, "--db", str(built), "serve"]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "“web”" in ended.stderr
    assert "Traceback" not in ended.stderr
