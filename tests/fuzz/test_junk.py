"""Junk made of what means something: every target takes or refuses it, at once and in words."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.deep.report import ReportLine, say
from tests.depth import examples
from tests.fuzz.places import targets, town
from tests.fuzz.targets import Target
from tests.hostile import NO_TEXTS, TEXTS

NAMES = (
    "formula",
    "question",
    "values",
    "definition",
    "table",
    "layer",
    "kind",
    "workbook",
    "address",
    "callback",
)
ODD = tuple(text.encode("utf-8", "surrogatepass")[:400] for text in {**TEXTS, **NO_TEXTS}.values())


@pytest.fixture(scope="module")
def every(
    application: Any, serving: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Target]]:
    folder = tmp_path_factory.mktemp("fuzz")
    with town(folder) as world, serving(world.database):
        yield targets(world, application, folder)


def test_every_target_is_fed(every: Mapping[str, Target]) -> None:
    assert set(every) == set(NAMES)


def junk(seeds: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """A seed with pieces cut out, doubled, and put in from other seeds, hostile texts and nowhere."""
    piece = st.one_of(st.binary(max_size=6), st.sampled_from(ODD), st.sampled_from(seeds))
    edit = st.tuples(st.integers(0, 400), st.integers(0, 12), piece)
    return st.builds(edited, st.sampled_from(seeds), st.lists(edit, min_size=1, max_size=4))


def edited(seed: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, piece in edits:
        place %= len(seed) + 1
        seed = seed[:place] + piece + seed[place + length :]
    return seed


@pytest.mark.parametrize("name", NAMES)
def test_junk_is_taken_or_refused_in_words(every: Mapping[str, Target], name: str) -> None:
    target, inputs = every[name], count()
    for seed in target.seeds:
        target.hold(seed)

    @given(junk(target.seeds))
    @settings(
        max_examples=examples(40, 2_000),
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def hold(data: bytes) -> None:
        target.hold(data)
        next(inputs)

    hold()
    say(ReportLine(f"junk, {name}", next(inputs), "inputs"))
