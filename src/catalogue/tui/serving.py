"""The screens in a browser: a page with a terminal, with a program of its own for each visitor.

The page, its scripts and its font come from here; nothing is fetched from elsewhere. A request must pass three checks:
it is meant for this host (another site's name may be made to point here), it comes from this page (any page may open a
web socket), and, if a token was set, it carries the token.
"""

from __future__ import annotations

import hmac
import ipaddress
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from secrets import token_urlsafe
from string import Template
from urllib.parse import urlsplit

from aiohttp import web
from msgspec import Struct
from textual_serve.server import Server

from catalogue.errors import BadUsage, Refused
from catalogue.i18n import gettext as _
from catalogue.i18n import language

PAGE = Path(__file__).with_name("styles") / "page.html"
COOKIE = "catalogue"
SHORTEST = 16
"""Fewest characters of a token."""
VISITORS = 16
"""Most programs running at the same time."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
OnReady = Callable[[str], None]


class Endpoint(Struct, frozen=True):
    """Where the page is served: an address of this machine, a port, and the token that visitors need ("" for none)."""

    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""

    @property
    def address(self) -> str:
        """The address to open, without the token."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    def check(self) -> None:
        """Raises ``BadUsage``: ``web.token_short``; ``web.token_missing`` if other machines can connect."""
        if self.token and len(self.token) < SHORTEST:
            raise BadUsage("web.token_short", least=SHORTEST)
        if not self.token and not is_loopback(self.host):
            raise BadUsage("web.token_missing", host=self.host)


def serve(endpoint: Endpoint, path: Path, *, read_only: bool, on_ready: OnReady) -> None:
    """Serve the screens on a catalogue until the program is ended; ``on_ready`` is called with the address when ready.

    Raises ``BadUsage`` for an unprotected address and ``Refused('web.address')`` for one that is not available.
    """
    endpoint.check()
    command = [sys.executable, "-P", "-m", "catalogue", "--db", str(path.absolute()), "--lang", language(), "browse"]
    command += ["--read-only"] if read_only else []
    line = subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
    screens = Screens(line, endpoint)
    try:  # the function passed as ``print`` is called once, when the address can be opened
        web.run_app(
            screens.made(),
            host=endpoint.host,
            port=endpoint.port,
            print=lambda _text: on_ready(endpoint.address),
            access_log=None,
        )
    except OSError as error:
        raise Refused("web.address", address=endpoint.address, cause=error.strerror or str(error)) from error


def is_loopback(host: str) -> bool:
    """Whether an address can be reached only from this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Screens(Server):
    """The server of textual-serve with our page, and a check before every response."""

    def __init__(self, command: str, door: Endpoint) -> None:
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
        """Admit permitted requests; a token in the address is exchanged for a cookie."""
        if not self.is_for_this_server(request) or not self.is_from_here(request):
            raise web.HTTPForbidden(text=_("This address is not served here."))
        if self.door.token and not tokens_match(request.cookies.get(COOKIE, ""), self.pass_):
            if not tokens_match(request.query.get("token", ""), self.door.token):
                raise web.HTTPForbidden(text=_("Open the address with ?token=… and the token that you were given."))
            inside = web.HTTPFound("/")
            inside.set_cookie(COOKIE, self.pass_, httponly=True, samesite="Strict")
            raise inside
        return await handler(request)

    def is_for_this_server(self, request: web.Request) -> bool:
        """Whether the request names this host; with a token any name is accepted."""
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
        """Run a visitor's program while the page is open."""
        if self.visitors >= VISITORS:
            raise web.HTTPServiceUnavailable(text=_("Too many pages are open; close one."))
        self.visitors += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self.visitors -= 1


def tokens_match(given: str, wanted: str) -> bool:
    """Whether two secrets are equal, compared in constant time."""
    return hmac.compare_digest(given.encode(), wanted.encode())
