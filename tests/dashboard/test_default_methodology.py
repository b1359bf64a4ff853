"""A programme's own default of evaluation: every place judges by it, and says whose it is."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from ruamel.yaml import YAML

from dashboard.request_reading import read_page_request
from dashboard.sections.evaluation import result
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from indicators.answers.facts import programme_facts
from indicators.evaluation.evaluation import evaluation as evaluate
from indicators.forms.form import FormQuestion
from indicators.forms.year import FormYear
from indicators.loading import load
from tests import template_databases
from tests.sample_programme import SampleProgramme

WHY = {"ru": "По приказу № 7.", "en": "By order No. 7."}
NAMED = {"settings": {"methodology": "achieved_share"}}
TEXTS = {"name": {"ru": "Город", "en": "City"}}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Of two plans of 2015 one was met: 10 of 10, and 895 of 1000."""
    url = f"sqlite:///{tmp_path_factory.mktemp('default') / 'itog.db'}"
    texts = TEXTS | {"methodology": WHY}
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, texts=texts, **NAMED) as town:
        with town.revision():
            apart = {"places": "none", "periods": "none"}
            for code, plan, fact in (("answers", 1000, 895), ("books", 10, 10)):
                town.define(code, kind="observed", combine=apart)
                town.target(code, "2015", plan)
                town.observe(code, "2015", fact)
        yield town


def drawn(server: Flask, query: str, language: str) -> str:
    href = f"http://localhost/evaluation?{query}&lang={language}"
    with server.test_request_context(href):
        return str(result.draw(read_page_request(href)))


def test_a_year_is_evaluated_by_the_default_unless_another_is_asked_for(
    world: SampleProgramme,
) -> None:
    with world.database.read() as session:
        own = evaluate(session, world.code, 2015)
        federal = evaluate(session, world.code, 2015, "federal")
        of_forms = FormYear(session, FormQuestion(world.code, 2015)).evaluation
    assert own.methodology.code == of_forms.methodology.code == "achieved_share"
    assert federal.methodology.code == "federal"
    # one achieved of two
    assert own.whole.known.outcome(own.methodology.main.of).fraction == Fraction(1, 2)


def test_the_page_says_whose_the_default_is(server: Flask) -> None:
    own = drawn(server, "period=2015", "ru")
    assert "она названа в паспорте программы" in own
    assert WHY["ru"] in own
    other = drawn(server, "period=2015&methodology=federal", "en")
    assert "By default this programme is evaluated by" in other
    assert WHY["en"] not in other
    with server.test_request_context("/evaluation?period=2015"):
        options = result.EvaluationPage(
            read_page_request("/evaluation?period=2015")
        ).methodology_options()
    # the default needs no word in the address; the federal one does
    chosen = [option for option in options if option.chosen]
    assert len(chosen) == 1
    assert "methodology=" not in chosen[0].href
    assert any("methodology=federal" in option.href for option in options)


def test_programs_are_told_which_one_it_was(client: FlaskClient) -> None:
    address = f"/api/v1/evaluation?programme={DEFAULT_PROGRAMME}&year=2015"
    for query, code in (("", "achieved_share"), ("&methodology=federal", "federal")):
        rows = client.get(f"{address}{query}").get_json()["rows"]
        assert {row["methodology"] for row in rows} == {code}


def folder(path: Path, methodology: str | None) -> Path:
    passport = {"code": "village", "first_year": 2015, "last_year": 2016, "texts": TEXTS}
    settings = {"settings": {"methodology": methodology}} if methodology else {}
    YAML().dump(passport | settings, path / "programme.yaml")
    return path


def test_a_programme_is_loaded_with_its_default(tmp_path: Path, sqlite_url: str) -> None:
    database = Database(sqlite_url)
    template_databases.tables(database)
    with pytest.raises(Refusal) as refusal:
        load(database, folder(tmp_path, "federl"))
    (problem,) = refusal.value.problems
    assert (problem.file, problem.field) == ("programme.yaml", "settings.methodology")
    for language in ("ru", "en"):
        text = problem.text(language)
        assert "federl" in text
        assert "(achieved_share)" in text
        assert "(federal)" in text
    load(database, folder(tmp_path, "vokhma"))
    with database.read() as session:
        facts = programme_facts(session, "village")
    assert facts.settings["methodology"] == "vokhma"
    database.dispose()


def test_without_a_word_the_default_is_ours_and_says_so(
    tmp_path: Path, sqlite_url: str, serving
) -> None:
    with (
        SampleProgramme(sqlite_url, code=DEFAULT_PROGRAMME) as town,
        serving(town.database) as server,
    ):
        assert "our default: the programme's passport names none" in drawn(
            server, "period=2015", "en"
        )
