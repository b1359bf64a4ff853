"""A ratio's effect and history name numerator and denominator apart, and count who enters and
leaves each.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from flask import Flask

from data.drafts import steps
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme, yaml_of

VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
SHARE = {
    "kind": "ratio",
    "numerator": {**VISITS, "filter": {"topic": ["law"]}},
    "denominator": VISITS,
}
NARROW = {**SHARE, "numerator": {**VISITS, "filter": {"topic": ["law"], "channel": ["visit"]}}}


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("sides")) as world:
        world.record("consultations", "2015-02-01", "north", topic="law", channel="phone")
        world.define("share", **SHARE)
        steps.begin(
            world.database,
            world.code,
            "share",
            yaml_of("share", **NARROW),
            author="anna",
            based_on=1,
        )
        yield world


def text(server: Flask, path: str, language: str) -> str:
    client = signed_in(server, "anna")
    client.set_cookie("lang", language)
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def test_the_effect_counts_each_side_and_names_the_side_of_a_field(server: Flask) -> None:
    page = text(server, "/steward/definitions/drafts/1/effect", "en")
    assert "Numerator: Channel" in page
    assert "Records that leave the numerator: 1" in page
    assert "Records that leave the denominator: 0" in page
    page = text(server, "/steward/definitions/drafts/1/effect", "ru")
    assert "Числитель: Способ обращения" in page
    assert "Записи, которые выйдут из числителя: 1" in page
    assert "Записи, которые войдут в знаменатель: 0" in page


def test_the_history_does_too(server: Flask, world: SampleProgramme) -> None:
    world.define("share", **NARROW)
    page = text(server, "/steward/definitions/share", "ru")
    assert "Числитель: Способ обращения" in page
    assert "Записи, которые выйдут из числителя: 1" in page
    assert "Знаменатель: " in page, "the passport names the fields of both sides apart"
