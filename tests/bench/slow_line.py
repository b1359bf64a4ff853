"""A reader with a slow line and a slow processor: when the first content and the first chart are
seen, beside a bare Dash page with the same four charts.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests import services
from tests.bench.clock import Ratio
from tests.bench.peers import cells, itog, others
from tests.bench.peers.peer import Peer, served
from tests.bench.peers.visits import MILLISECONDS, SCREEN

ROWS = 10_000
"""Of records; what is drawn are their cells, as many for ten million."""

REPEATS = 5
MEGABITS, LATENCY, SLOWER = 10, 40, 4
"""A second, there and back in milliseconds, and how many times slower than this machine."""

LINE = {
    "offline": False,
    "latency": LATENCY,
    "downloadThroughput": MEGABITS * 1_000_000 / 8,
    "uploadThroughput": MEGABITS * 1_000_000 / 8,
}
CONTENT = "#react-entry-point :is(h1, .dash-graph), [data-first-copy] h1"
"""Of the page itself: the word that it is being loaded is none."""

CHART = ".js-plotly-plot .main-svg"
TARGET = "<= 1.3x"
FIRST_CHART = "a header, filters, tables and words come before the charts, and are drawn first"


def beside_bare_dash() -> Iterator[Ratio]:
    """Seconds from the reader's request, medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cells.write(folder, ROWS)
        arrivals = [_arrival(peer, folder) for peer in (itog.PEER, others.PLAIN_DASH)]
    line = f"{MEGABITS} Mbit/s, {SLOWER}x slower"
    for what, limit, itself, bare in zip(
        ("first content", "first chart"), ("", FIRST_CHART), *arrivals, strict=True
    ):
        yield Ratio(f"{what}, {line}, against bare Dash", itself, bare, TARGET, limit=limit)


def _arrival(peer: Peer, folder: Path) -> tuple[float, float]:
    with served(peer, folder) as (address, _process), sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=services.chromium(), args=services.CHROMIUM_FLAGS
        )
        # the first is the server's own first time
        visits = [_visit(browser, address + peer.path) for _repeat in range(REPEATS + 1)][1:]
        browser.close()
    contents, charts = zip(*visits, strict=True)
    return median(contents), median(charts)


def _visit(browser: Browser, address: str) -> tuple[float, float]:
    context = browser.new_context(viewport=SCREEN, bypass_csp=True)
    context.set_default_timeout(MILLISECONDS)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="commit")
    content, chart = (
        page.wait_for_function(
            "(mark) => document.querySelector(mark) && performance.now()", arg=mark, polling="raf"
        ).json_value()
        for mark in (CONTENT, CHART)
    )
    context.close()
    return content / 1000, chart / 1000
