"""The screens in a browser: a page with a terminal, behind which each visitor has a program of one's own.

The page, its scripts and its font come from here; nothing is fetched from elsewhere. A request passes three questions:
is it meant for this host (a page elsewhere may have its own name point here), does it come from this page (any page may
open a web socket), and, where a token was agreed, does it bring it.
"""

from __future__ import annotations

import hmac
import ipaddress
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from secrets import token_urlsafe
from string import Template
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

from catalogue.errors import BadUsage, Refused
from catalogue.i18n import gettext as _
from catalogue.i18n import language

PAGE = Path(__file__).with_name("styles") / "page.html"
COOKIE = "catalogue"
SHORTEST = 16
"""Characters of a token."""
VISITORS = 16
"""Programs that run at the same time."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Door:
    """Where the page is served: an address of this machine, a port, and the token that visitors bring ("" for none)."""

    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""

    @property
    def address(self) -> str:
        """The address to open, without the token."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    def check(self) -> None:
        """Raises ``BadUsage``: ``web.token_short``; ``web.token_missing`` where others than this machine can come."""
        if self.token and len(self.token) < SHORTEST:
            raise BadUsage("web.token_short", least=SHORTEST)
        if not self.token and not is_loopback(self.host):
            raise BadUsage("web.token_missing", host=self.host)


def serve(door: Door, path: Path, *, read_only: bool, told: Told) -> None:
    """Serve the screens on a catalogue until the program is ended; ``told`` is called with the address when it works.

    Raises ``BadUsage`` for a door that would stand open and ``Refused('web.address')`` for one that cannot be had.
    """
    door.check()
    command = [sys.executable, "-P", "-m", "catalogue", "--db", str(path.absolute()), "--lang", language(), "browse"]
    command += ["--read-only"] if read_only else []
    line = subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
    screens = Screens(line, door)
    try:  # what is called to print is called once, when the address can be opened
        web.run_app(
            screens.made(), host=door.host, port=door.port, print=lambda _text: told(door.address), access_log=None
        )
    except OSError as error:
        raise Refused("web.address", address=door.address, cause=error.strerror or str(error)) from error


def is_loopback(host: str) -> bool:
    """Whether an address is one that only this machine itself can reach."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Screens(Server):
    """The server of textual-serve with our page and a guard before every answer."""

    def __init__(self, command: str, door: Door) -> None:
        super().__init__(command, door.host, door.port, title="catalogue")
        self.door = door
        self.pass_ = token_urlsafe()
        self.visitors = 0

    async def made(self) -> web.Application:
        """The application of this server."""
        app = await self._make_app()
        app.middlewares.append(self.guard)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Nothing: textual-serve would write on standard output."""

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who may come in; a token in the address is changed for a cookie."""
        if not self.is_meant(request) or not self.is_from_here(request):
            raise web.HTTPForbidden(text=_("This address is not served here."))
        if self.door.token and not same(request.cookies.get(COOKIE, ""), self.pass_):
            if not same(request.query.get("token", ""), self.door.token):
                raise web.HTTPForbidden(text=_("Open the address with ?token=… and the token that was agreed."))
            inside = web.HTTPFound("/")
            inside.set_cookie(COOKIE, self.pass_, httponly=True, samesite="Strict")
            raise inside
        return await handler(request)

    def is_meant(self, request: web.Request) -> bool:
        """Whether the request names this host; behind a token any name will do."""
        return bool(self.door.token) or is_loopback(urlsplit(f"//{request.host}").hostname or "")

    def is_from_here(self, request: web.Request) -> bool:
        """Whether the request comes from no page or from ours."""
        origin = request.headers.get("Origin")
        return origin is None or urlsplit(origin).netloc == request.host

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page with the terminal."""
        nonce = token_urlsafe()
        words = {"lang": language(), "ended": _("The program has ended."), "again": _("Open it again"), "nonce": nonce}
        page = Template(PAGE.read_text(encoding="utf-8")).substitute({key: escape(own) for key, own in words.items()})
        allowed = f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        headers = {
            "Content-Security-Policy": allowed + "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A visitor's program, while the page is open."""
        if self.visitors >= VISITORS:
            raise web.HTTPServiceUnavailable(text=_("Too many pages are open; close one."))
        self.visitors += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self.visitors -= 1


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are the same; how long it takes tells nothing."""
    return hmac.compare_digest(given.encode(), wanted.encode())
