"""What a reader's browser sees of a peer: seconds to the charts, bytes and requests."""

import time
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests import services
from tests.bench.peers.load import Post
from tests.bench.peers.peer import Peer

REPEATS = 5
SCREEN = {"width": 1440, "height": 900}
MILLISECONDS = 120_000


@dataclass(frozen=True)
class Arrival:
    """A page as it comes: seconds to all marks, kilobytes over the wire, requests."""

    seconds: float
    kilobytes: float
    requests: int


@dataclass(frozen=True)
class Visit:
    """A reader with a browser of their own: comes, comes again, and chooses a year; ``narrow`` are
    the seconds from there to its marks alone, ``callback`` the last POST of it.
    """

    cold: Arrival
    warm: Arrival
    narrow: float
    callback: Post | None


def visits(peer: Peer, address: str, marks: int, fewer: int) -> list[Visit]:
    """Visit the page of a peer that draws ``marks`` marks, ``fewer`` once one year is chosen."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=services.chromium(), args=services.CHROMIUM_FLAGS
        )
        # the first is the server's own first time
        each = [_visit(browser, peer, address, marks, fewer) for _repeat in range(REPEATS + 1)]
        browser.close()
    return each[1:]


def _visit(browser: Browser, peer: Peer, address: str, marks: int, fewer: int) -> Visit:
    context = browser.new_context(viewport=SCREEN, bypass_csp=True)
    context.set_default_timeout(MILLISECONDS)
    page, cold = _arrive(context, peer, address, marks)
    page.close()
    page, warm = _arrive(context, peer, address, marks)
    posts: list[Request] = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request))
    narrow = _choose(page, peer, fewer)
    callback = _post(posts[-1]) if posts else None
    context.close()
    return Visit(cold, warm, narrow, callback)


def _arrive(context: BrowserContext, peer: Peer, address: str, marks: int) -> tuple[Page, Arrival]:
    page = context.new_page()
    traffic = Traffic(page)
    start = time.perf_counter()
    page.goto(address + peer.path, wait_until="commit")
    page.wait_for_function(peer.ready(marks), polling="raf")
    took = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    return page, Arrival(took, traffic.kilobytes, traffic.requests)


def _choose(page: Page, peer: Peer, fewer: int) -> float:
    peer.reach(page)
    start = time.perf_counter()
    peer.narrow(page)
    page.wait_for_function(peer.ready(fewer), polling="raf")
    return time.perf_counter() - start


def _post(request: Request) -> Post:
    return Post(request.url, request.post_data_buffer or b"", request.all_headers())


class Traffic:
    """Kilobytes over the wire and requests of a page, the browser's own cache not counted."""

    def __init__(self, page: Page) -> None:
        self.kilobytes, self.requests = 0.0, 0
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.loadingFinished", self._finished)
        devtools.on("Network.requestWillBeSent", self._sent)
        devtools.on("Network.webSocketFrameReceived", self._frame)

    def _finished(self, event: dict[str, float]) -> None:
        self.kilobytes += event["encodedDataLength"] / 1000

    def _sent(self, event: dict[str, dict[str, str]]) -> None:
        self.requests += not event["request"]["url"].startswith(("data:", "blob:"))

    def _frame(self, event: dict[str, dict[str, str]]) -> None:
        self.kilobytes += len(event["response"]["payloadData"]) / 1000
