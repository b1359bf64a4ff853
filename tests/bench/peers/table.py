"""The table of the peers: a line each, and for each column whether Itog is the first."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.peers import cells, itog, others
from tests.bench.peers.load import Post, answers_a_second, megabytes
from tests.bench.peers.peer import Peer, served
from tests.bench.peers.visits import visits


@dataclass(frozen=True)
class Column:
    """A measure of the table; ``limit``: what keeps Itog from being the first, where it is not."""

    title: str
    decimals: int
    limit: str
    more_is_better: bool = False


COLUMNS = {
    "cold": Column("cold, s", 2, "one page of Itog is a header, filters, tables and words, too"),
    "warm": Column("warm, s", 2, "one document, one answer, one paint of plotly's points"),
    "narrow": Column("year, s", 2, "one answer, and the same paint"),
    "cold_kilobytes": Column("kB cold", 0, "plotly's bars and lines alone are 325 kB"),
    "warm_kilobytes": Column("kB warm", 0, "the document and the tables of the four charts"),
    "requests": Column("requests", 0, "document, style, scripts, fonts, one answer"),
    "callbacks": Column(
        "callbacks/s", 0, "tables and words beside the charts", more_is_better=True
    ),
    "answers": Column("JSON/s", 0, "state, plan and source of each value", more_is_better=True),
    "memory": Column(
        "MB",
        0,
        "two workers of the whole program, and a copy in each of what Python counts references in",
    ),
}
Numbers = Mapping[str, float | None]


def lines(rows: int) -> Iterator[str]:
    """Head, a line for each program, and what Itog is not the first in."""
    yield f"{'':<12}" + "".join(f"{column.title:>13}" for column in COLUMNS.values())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cells.write(folder, rows)
        measured = {}
        for peer in (itog.PEER, *others.PEERS):
            measured[peer.name] = _numbers(peer, folder)
            yield _line(peer.name, measured[peer.name])
    yield from _places(measured)


def _numbers(peer: Peer, folder: Path) -> Numbers:
    with served(peer, folder) as (address, process):
        each = visits(peer, address, cells.MARKS, cells.FEWER)
        return {
            "cold": median(visit.cold.seconds for visit in each),
            "warm": median(visit.warm.seconds for visit in each),
            "narrow": median(visit.narrow for visit in each),
            "cold_kilobytes": median(visit.cold.kilobytes for visit in each),
            "warm_kilobytes": median(visit.warm.kilobytes for visit in each),
            "requests": median(visit.cold.requests for visit in each),
            "callbacks": _callbacks(each[-1].callback),
            "answers": answers_a_second(address + peer.cells) if peer.cells else None,
            "memory": megabytes(process),
        }


def _callbacks(post: Post | None) -> float | None:
    """Answers a second to what the browser sent when a year was chosen; None of what is no POST."""
    return None if post is None else answers_a_second(post.address, post.body, post.headers)


def _line(name: str, numbers: Numbers) -> str:
    texts = (_text(numbers[name], column) for name, column in COLUMNS.items())
    return f"{name:<12}" + "".join(f"{text:>13}" for text in texts)


def _text(number: float | None, column: Column) -> str:
    return "–" if number is None else f"{number:,.{column.decimals}f}"


def _places(measured: Mapping[str, Numbers]) -> Iterator[str]:
    for name, column in COLUMNS.items():
        known = {
            peer: numbers[name] for peer, numbers in measured.items() if numbers[name] is not None
        }
        order = sorted(known, key=lambda peer: known[peer], reverse=column.more_is_better)
        place = order.index(itog.PEER.name) + 1
        if place > 1:
            yield f"{column.title}: {place} of {len(order)}, after {', '.join(order[: place - 1])} – {column.limit}"
