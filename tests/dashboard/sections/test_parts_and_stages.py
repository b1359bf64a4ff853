"""The page of an indicator shows the plans of its parts, and both stages of what was reported."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from dashboard.request_reading import read_page_request
from dashboard.sections.indicator import split, stages
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

APART = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('parts') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            for code in ("opinion", "settled"):
                world.define(code, **APART, decimals=1)
            world.observe("opinion", "2014", "41.5", stage="preliminary")
            world.observe("opinion", "2015", 44, stage="preliminary")
            world.observe("opinion", "2014", 30, by="sex=women")
            world.target("opinion", "2014", 40, by="sex=women")
            world.observe("settled", "2014", 5)
            world.observe("settled", "2015", 9, by="sex=women")
            world.target("settled", "2015", 5, by="sex=women")
        with world.revision():
            world.observe("opinion", "2014", 43, stage="refined")
        yield world


def drawn(server: Flask, draw: Any, address: str, language: str = "en") -> str:
    with server.test_request_context("/", headers={"X-Lang": language}):
        block = draw(read_page_request(address))
        return str(block and block.to_plotly_json())


def test_a_part_with_a_plan_stands_beside_it(server: Flask) -> None:
    text = drawn(server, split.draw, "/indicator/opinion?split=sex")
    # 30 of 40 planned, by hand
    for words in ("Plans by part", "women", "40", "30.0", "75%"):
        assert words in text
    assert "Планы в разрезе" in drawn(server, split.draw, "/indicator/opinion", "ru")
    assert "Plans by part" not in drawn(server, split.draw, "/indicator/opinion?years=2015")


def test_both_stages_are_shown_and_which_one_counts(server: Flask) -> None:
    text = drawn(server, stages.draw, "/indicator/opinion")
    for words in ("41.5", "43.0", "the refined one", "44.0", "not reported yet", "the preliminary"):
        assert words in text
    earlier = drawn(server, stages.draw, "/indicator/opinion?as_of=2")
    assert "43.0" not in earlier
    assert drawn(server, stages.draw, "/indicator/settled") == "None"


def test_a_part_far_over_its_plan_is_marked(server: Flask) -> None:
    # 9 of 5 are 180 %
    assert "over 150% of plan" in drawn(server, split.draw, "/indicator/settled?split=sex")
    assert "over 150% of plan" not in drawn(server, split.draw, "/indicator/opinion?split=sex")
