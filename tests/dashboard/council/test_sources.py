"""The source of a number in the reader's language, where its definition names it in both."""

from collections.abc import Iterator

import pytest

from dashboard.council.making import report
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

SOURCE = {"ru": "Журнал обращений", "en": "The log of requests"}


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    with SampleProgramme(
        f"sqlite:///{tmp_path_factory.mktemp('sources') / 'itog.db'}", code=DEFAULT_PROGRAMME
    ) as world:
        world.define("visits", kind="count", measure="consultations", source=SOURCE)
        world.record("consultations", "2014-03-05")
        world.cover("consultations", "2014..2016")
        yield world


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", ["plan_and_fact", "table", "within_year"])
def test_a_slide_names_its_source_in_the_readers_language(server, language, kind):
    with server.test_request_context("/", headers={"X-Lang": language}):
        (slide,) = report(
            Deck("", DEFAULT_PROGRAMME, "All", (SlideText(kind, "/indicator/visits"),))
        ).slides
    assert slide.source == SOURCE[language]
