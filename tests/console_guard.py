"""A guard over browser pages: no error in the console, no uncaught exception, no address but our
own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

OUR_HOSTS = {"127.0.0.1", "localhost"}
NETWORK_SCHEMES = {"http", "https", "ws", "wss"}


class ConsoleGuard:
    """Collects what pages complain of and fails the test that did not expect it."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.allowed: list[str] = []

    def follow(self, context: BrowserContext) -> BrowserContext:
        """Listen to every page of a context, those opened later included."""
        context.on("console", self._on_console)
        context.on("weberror", self._on_exception)
        context.on("request", self._on_request)
        return context

    @contextmanager
    def following(self, context: BrowserContext) -> Iterator[None]:
        """Listen to a context for a while only: it serves several tests."""
        self.follow(context)
        yield
        context.remove_listener("console", self._on_console)
        context.remove_listener("weberror", self._on_exception)
        context.remove_listener("request", self._on_request)

    def allow(self, pattern: str) -> None:
        """Expect complaints that match a regular expression, such as ``status of 404``."""
        self.allowed.append(pattern)

    def check(self) -> None:
        """Fail with every complaint that no test expected."""
        unexpected = [
            complaint
            for complaint in self.complaints
            if not any(re.search(known, complaint) for known in self.allowed)
        ]
        assert not unexpected, "The page complained:\n" + "\n".join(unexpected)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console error: {message.text} ({message.location['url']})")

    def _on_exception(self, error: WebError) -> None:
        self.complaints.append(f"uncaught exception: {error.error}")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in NETWORK_SCHEMES and address.hostname not in OUR_HOSTS:
            self.complaints.append(f"request to another address: {request.url}")
