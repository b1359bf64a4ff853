"""A year that is closed is not at risk; what is missed while its due date is ahead can still be
saved.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from dashboard.council.making import report
from dashboard.request_reading import read_page_request
from dashboard.sections.about import numbers
from dashboard.text import labels
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

WORDS = {
    "ru": ("Почти достигнут", "Под угрозой", "Не достигнут", "Пока не достигнут"),
    "en": ("Almost achieved", "At risk", "Not achieved", "Not achieved yet"),
}
YEAR = datetime.datetime.now(datetime.UTC).year


@pytest.fixture(params=["ru", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(serving, tmp_path: Path) -> Iterator[Flask]:
    """Two indicators near and far from their plans: in a closed year, and in this one, which is not
    due.
    """
    with SampleProgramme(
        f"sqlite:///{tmp_path / 'words.db'}", code=DEFAULT_PROGRAMME, years=(YEAR - 2, YEAR)
    ) as world:
        with world.revision():
            for code, value in (("a", 97), ("b", 50)):
                world.define(code, kind="observed", combine={}, key=True)
                for year in (YEAR - 2, YEAR):
                    world.observe(code, str(year), value)
                    world.target(code, str(year), 100)
        with serving(world.database) as application:
            yield application


def text_of(server: Flask, address: str, language: str) -> str:
    return (
        server.test_client().get(address, headers={"X-Lang": language, "Accept": "text/html"}).text
    )


def names(server: Flask, address: str, language: str) -> list[str]:
    with server.test_request_context(headers={"X-Lang": language}):
        return [
            labels.status_of(answer)
            for answer in read_page_request(address).answers()
            if answer.status
        ]


def test_the_words_of_a_closed_year_are_not_those_of_one_under_way(
    server: Flask, language: str
) -> None:
    almost, at_risk, missed, not_yet = WORDS[language]
    assert names(server, f"/?years={YEAR - 2}..{YEAR - 2}", language) == [almost, missed]
    assert names(server, f"/?years={YEAR}..{YEAR}", language) == [at_risk, not_yet]


def test_as_of_then_what_is_closed_by_now_could_still_be_saved(
    server: Flask, language: str
) -> None:
    with server.test_request_context(headers={"X-Lang": language}):
        page_request = read_page_request(f"/?years={YEAR - 2}..{YEAR - 2}")
        then = page_request.answers(on=datetime.date(YEAR - 1, 1, 31))
        after = page_request.answers(on=datetime.date(YEAR - 1, 2, 1))
    assert [answer.is_open for answer in (*then, *after)] == [True, True, False, False]


@pytest.mark.parametrize(
    "kind", ["numbers", "behind_plan", "matrix", "state", "table", "plan_and_fact"]
)
def test_every_slide_has_the_word_of_its_year(server: Flask, language: str, kind: str) -> None:
    path = "/indicator/a" if kind in ("table", "plan_and_fact") else "/"
    for year, (word, other) in ((YEAR - 2, WORDS[language][:2]), (YEAR, WORDS[language][1::-1])):
        with server.test_request_context(headers={"X-Lang": language}):
            slides = (SlideText(kind, f"{path}?years={year}..{year}"),)
            (slide,) = report(Deck("", DEFAULT_PROGRAMME, "Meeting", slides)).slides
        text = f"{slide.cards} {slide.table} {dict(slide.statuses)}"
        assert word in text
        assert other not in text


def test_a_key_of_many_years_has_both_words(server: Flask, language: str) -> None:
    with server.test_request_context(headers={"X-Lang": language}):
        key = labels.status_key(read_page_request("/").answers())
    almost, at_risk, *_rest = WORDS[language]
    assert key["at_risk"] == f"{almost} / {at_risk}"


def test_the_methodology_says_both_tolerances_and_all_words(server: Flask, language: str) -> None:
    with server.test_request_context(headers={"X-Lang": language}):
        text = str(numbers.statuses(read_page_request("/about"))).replace("\\xa0", "\u00a0")
    for word in WORDS[language]:
        assert word in text
    for limit in ("95", "105", "5"):
        assert (f"{limit}\u00a0%" if language == "ru" else f"{limit}%") in text
