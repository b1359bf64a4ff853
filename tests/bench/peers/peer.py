"""A program that draws the same four charts of the same cells, and how it is driven."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page

from tests import environments
from tests.local import free_port

HERE = Path(__file__).parent
SECONDS = 120


def bars(number: int) -> str:
    """True once plotly has drawn as many bars."""
    return f"document.querySelectorAll('.js-plotly-plot .bars path').length === {number}"


@dataclass(frozen=True)
class Site:
    """Where a peer finds the cells, and where it listens."""

    folder: Path
    port: int

    @property
    def csv(self) -> Path:
        """Indicator, district, year, value."""
        return self.folder / "cells.csv"

    @property
    def sqlite(self) -> Path:
        """The same rows as the table ``cells``."""
        return self.folder / "cells.db"


@dataclass(frozen=True)
class Peer:
    """One program.

    ``command``: what serves it; ``path``: its page of four charts; ``ready``: true once as many
    marks stand there, in JavaScript; ``reach`` and ``narrow``: go to the choice of years, and
    choose the last alone, as a reader does; ``cells``: the path of one indicator's cells as JSON,
    where it has one.
    """

    name: str
    command: Callable[[Site], Sequence[str]]
    path: str
    narrow: Callable[[Page], None]
    reach: Callable[[Page], object] = lambda page: None
    ready: Callable[[int], str] = bars
    cells: str | None = None
    settings: Callable[[Site], Mapping[str, str]] = field(
        default=lambda site: {"CELLS": str(site.csv)}
    )


def program(name: str, script: str) -> str:
    """A program of the peer's own environment, which is made from its lock."""
    python = environments.python(f"bench-{name}", HERE / name / "requirements.txt")
    return str(python.with_name(script))


@contextmanager
def served(peer: Peer, folder: Path) -> Iterator[tuple[str, int]]:
    """The peer's address and the number of its first process, as soon as it answers."""
    site = Site(folder, free_port())
    home = HERE / peer.name
    with (
        (folder / f"{peer.name}.log").open("w") as log,
        subprocess.Popen(
            peer.command(site),
            cwd=home if home.is_dir() else folder,
            env={**os.environ, **peer.settings(site)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as process,
    ):
        try:
            address = f"http://127.0.0.1:{site.port}"
            _wait(address, process, folder / f"{peer.name}.log")
            yield address, process.pid
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address):  # noqa: S310 - our own process
                return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} never answered:\n{log.read_text()}")
