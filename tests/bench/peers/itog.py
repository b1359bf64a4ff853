"""Itog itself, from records: four indicators of all districts side by side."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page

from tests.bench.city import CODE, YEARS
from tests.bench.peers.cells import DISTRICTS, INDICATORS
from tests.bench.peers.peer import Peer, Site

CHOICES = {
    "programme": CODE,
    "indicator": ",".join(INDICATORS),
    "district": ",".join(DISTRICTS),
    "lang": "en",
}
JSON = {
    "programme": CODE,
    "indicator": INDICATORS[0],
    "by": "district,year",
    "years": f"{YEARS[0]}..{YEARS[-1]}",
}


def _command(site: Site) -> Sequence[str]:
    itog = str(Path(sys.executable).with_name("itog"))
    return [itog, "serve", "--port", str(site.port), "--workers", "2"]


def _settings(site: Site) -> Mapping[str, str]:
    return {"ITOG_DATABASE_URL": f"sqlite:///{site.folder}/itog.db"}


def _points(number: int) -> str:
    return f"document.querySelectorAll('.js-plotly-plot path.point').length === {number}"


def _narrow(page: Page) -> None:
    page.select_option("#choose-first-year", label=str(YEARS[-1]))


PEER = Peer(
    "itog",
    _command,
    f"/compare?{urlencode(CHOICES)}",
    _narrow,
    ready=_points,
    cells=f"/api/v1/values?{urlencode(JSON)}",
    settings=_settings,
)
