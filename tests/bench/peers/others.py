"""The other programs, each from cells that are ready."""

import subprocess
from collections.abc import Sequence

from playwright.sync_api import Page

from tests.bench.city import YEARS
from tests.bench.peers.cells import INDICATORS
from tests.bench.peers.peer import HERE, Peer, Site, program

LAST = str(YEARS[-1])
DATASETTE = "/-/dashboards/cells"


def _gunicorn(name: str, site: Site) -> Sequence[str]:
    return [program(name, "gunicorn"), "-w", "2", "-b", f"127.0.0.1:{site.port}", "app:server"]


# ---------------------------------------------------------------- plain Dash


def _open_dash(page: Page) -> None:
    page.click("#year")
    page.wait_for_selector("[role=option]")


def _narrow_dash(page: Page) -> None:
    page.click(f"[role=option]:has-text('{LAST}')")


PLAIN_DASH = Peer(
    "plain_dash",
    lambda site: _gunicorn("plain_dash", site),
    "/",
    _narrow_dash,
    _open_dash,
    cells=f"/cells/{INDICATORS[0]}.json",
)


# ---------------------------------------------------------------- Datasette


def _datasette(site: Site) -> Sequence[str]:
    metadata = site.folder / "metadata.json"
    writer = [program("datasette", "python"), HERE / "datasette" / "metadata.py", *INDICATORS]
    metadata.write_bytes(subprocess.run(writer, capture_output=True, check=True).stdout)
    return [
        *(program("datasette", "datasette"), "serve", str(site.sqlite)),
        *("--metadata", str(metadata), "--port", str(site.port)),
    ]


def _vega_bars(number: int) -> str:
    return f"document.querySelectorAll('svg.marks .mark-rect path').length === {number}"


def _narrow_datasette(page: Page) -> None:
    page.fill("input[name=year]", LAST)
    page.click("input[type=submit]", no_wait_after=True)


DATASETTE_DASHBOARDS = Peer(
    "datasette",
    _datasette,
    DATASETTE,
    _narrow_datasette,
    ready=_vega_bars,
    cells=f"/cells/cells.json?indicator={INDICATORS[0]}&_size=1000&_shape=array",
)


# ---------------------------------------------------------------- Streamlit


def _streamlit(site: Site) -> Sequence[str]:
    return [
        *(program("streamlit", "streamlit"), "run", "app.py"),
        *("--server.port", str(site.port), "--server.address", "127.0.0.1"),
        *("--server.headless", "true", "--browser.gatherUsageStats", "false"),
    ]


def _open_streamlit(page: Page) -> None:
    page.click("input[role=combobox]")
    page.wait_for_selector("[role=option]")


STREAMLIT = Peer("streamlit", _streamlit, "/", _narrow_dash, _open_streamlit)


# ---------------------------------------------------------------- Vizro


def _type_year(page: Page) -> None:
    page.click("input.dash-range-slider-min-input")
    page.keyboard.press("Control+A")
    page.keyboard.type(LAST)


VIZRO = Peer(
    "vizro",
    lambda site: _gunicorn("vizro", site),
    "/",
    lambda page: page.keyboard.press("Tab"),
    _type_year,
)

PEERS = (PLAIN_DASH, DATASETTE_DASHBOARDS, STREAMLIT, VIZRO)
