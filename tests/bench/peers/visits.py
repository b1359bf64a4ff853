"""What a reader's browser sees of a peer: seconds to the charts, bytes and requests."""

import statistics
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
class Visits:
    """Medians: seconds to all marks with an empty cache, with a full one, and from the choice of a
    year to its marks alone; kilobytes and requests of the first two; the last POST of a choice.
    """

    cold: float
    warm: float
    narrow: float
    cold_kilobytes: float
    warm_kilobytes: float
    requests: int
    callback: Post | None


def visits(peer: Peer, address: str, marks: int, fewer: int) -> Visits:
    """Visit the page of a peer that draws ``marks`` marks, ``fewer`` once one year is chosen."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=services.chromium(), args=services.CHROMIUM_FLAGS
        )
        _Visit(browser, peer, address, marks, fewer).go()  # the server's own first time
        each = [_Visit(browser, peer, address, marks, fewer) for _repeat in range(REPEATS)]
        for visit in each:
            visit.go()
        browser.close()
    return Visits(
        *(statistics.median(getattr(visit, name) for visit in each) for name in MEASURES),
        requests=int(statistics.median(visit.requests for visit in each)),
        callback=each[-1].callback,
    )


MEASURES = ("cold", "warm", "narrow", "cold_kilobytes", "warm_kilobytes")


class _Visit:
    """One reader with a browser of their own: comes, comes again, chooses a year."""

    def __init__(self, browser: Browser, peer: Peer, address: str, marks: int, fewer: int) -> None:
        self.browser, self.peer, self.address = browser, peer, address
        self.marks, self.fewer = marks, fewer
        self.callback: Post | None = None
        self._last: Request | None = None

    def go(self) -> None:
        context = self.browser.new_context(viewport=SCREEN, bypass_csp=True)
        context.set_default_timeout(MILLISECONDS)
        self.cold, self.cold_kilobytes, self.requests = self._arrive(context)
        self.warm, self.warm_kilobytes, _again = self._arrive(context, choose=True)
        context.close()

    def _arrive(self, context: BrowserContext, *, choose: bool = False) -> tuple[float, float, int]:
        page = context.new_page()
        traffic = Traffic(page)
        start = time.perf_counter()
        page.goto(self.address + self.peer.path, wait_until="commit")
        self._wait(page, self.marks)
        took = time.perf_counter() - start
        page.wait_for_load_state("networkidle")
        numbers = took, traffic.kilobytes, traffic.requests
        if choose:
            self.narrow = self._choose(page)
        page.close()
        return numbers

    def _choose(self, page: Page) -> float:
        self.peer.reach(page)
        page.on("request", self._keep)
        start = time.perf_counter()
        self.peer.narrow(page)
        self._wait(page, self.fewer)
        took = time.perf_counter() - start
        if self._last:
            self.callback = Post(
                self._last.url, self._last.post_data_buffer or b"", self._last.all_headers()
            )
        return took

    def _keep(self, request: Request) -> None:
        if request.method == "POST":
            self._last = request

    def _wait(self, page: Page, marks: int) -> None:
        page.wait_for_function(self.peer.ready(marks), polling="raf")


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
