"""A form of a programme's own may be of a quarter where its places allow it: by figures worked out by
hand.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from flask import Flask

from dashboard.request_reading import read_page_request
from dashboard.sections.forms import table
from dashboard.sections.forms.form_page import FormPage
from data.passports import programme_id
from data.refusals import NotFound, Problem, Refusal
from indicators.forms.templates.keeping import load_templates
from indicators.forms.templates.own_forms import own_forms
from indicators.forms.templates.places import is_quarterly
from tests.dashboard.forms.conftest import Written
from tests.dashboard.forms.test_own import document, workbook
from tests.indicators.forms.town import form_town
from tests.sample_programme import SampleProgramme

HALF = {
    "A1": "Отчёт {{ period }}",
    "A2": "{{ illustrative }}",
    "A3": "{{ indicator.visits.actual }}",
    "B3": "{{ indicator.visits.plan }}",
    "C3": "{{ indicator.visits.year_plan }}",
    "D3": "{{ indicator.visits.degree }}",
    "E3": "{{ indicator.visits.status }}",
    "A4": "{{ indicator.trust.actual }}",
    "B4": "{{ indicator.trust.plan }}",
    "C4": "{{ indicator.trust.year_plan }}",
    "A5": "{{ money.programme }}",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Visits of February, May and August 2015; 3 were planned for the second quarter, 4 for the
    year.
    """
    folder = tmp_path_factory.mktemp("quarters")
    (folder / "forms").mkdir()
    for name, content in (
        ("half.xlsx", workbook(HALF)),
        ("letter.docx", document("{{ illustrative }}", "{{ period }}", "{{ indicator.visits.actual }}")),
        ("silent.xlsx", workbook({"A1": "{{ illustrative }}", "A2": "{{ indicator.visits.actual }}"})),
        ("spent.xlsx", workbook({"A1": "{{ illustrative }}", "A2": "{{ period }}", "A3": "{{ money.cash }}",
                                 "A4": "{{ evaluation.rating }}"})),
    ):  # fmt: skip
        (folder / "forms" / name).write_bytes(content)
    with form_town(f"sqlite:///{folder / 'itog.db'}") as town:
        with town.revision() as change:
            town.target("visits", "2015-Q2", 3)
            load_templates(change, programme_id(change.session, town.code), folder)
        yield town


def cells(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path).active
    return {at: sheet[at].value for at in HALF}


def test_a_quarter_is_counted_from_january(written: Written) -> None:
    filled = cells(written("half", "half.xlsx", quarter=2))
    assert filled["A1"] == "Отчёт за январь – июнь 2015 года, нарастающим итогом с начала года"
    # two of three visits came by June: 2 of 3 are 66.7 %
    assert [filled[at] for at in ("A3", "B3", "C3", "E3")] == [2, 3, 4, "Не достигнут"]
    assert round(filled["D3"], 1) == 66.7
    # what is reported for years alone is unknown within them; money is planned for the year
    assert [filled[at] for at in ("A4", "B4", "C4", "A5")] == ["–", "–", 30, 190000.5]


def test_the_last_quarter_and_the_year_are_the_same_numbers(written: Written) -> None:
    year, last = (
        cells(written("half", name, quarter=quarter))
        for name, quarter in (("year.xlsx", None), ("last.xlsx", 4))
    )
    assert year["A1"] == "Отчёт за 2015 год"
    assert str(last["A1"]).startswith("Отчёт за январь – декабрь 2015 года")
    assert {at: value for at, value in year.items() if at != "A1"} == {
        at: value for at, value in last.items() if at != "A1"
    }
    assert [year[at] for at in ("A3", "B3", "D3", "A4")] == [3, 4, 75, 29.97]


def test_a_document_says_its_months(written: Written) -> None:
    path = written("letter", "letter.docx", quarter=1, language="en")
    texts = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert texts[1:] == ["for January – March 2015, cumulative from the start of the year", "1"]


def test_what_cannot_be_of_a_quarter_says_why(written: Written) -> None:
    for code, rule, words in (
        ("silent", "form_quarter_period", ("{{ period }}",)),
        ("spent", "form_quarter_places", ("money.cash", "evaluation.rating")),
        ("half", "form_quarter_wrong", ("5",)),
    ):
        with pytest.raises(Refusal) as refusal:
            written(code, f"{code}.xlsx", quarter=5 if code == "half" else 2)
        (problem,) = refusal.value.problems
        assert problem.rule == rule
        for language in ("ru", "en"):
            assert all(word in problem.sentence(language) for word in words)


def test_which_forms_may_be_of_a_quarter(world: SampleProgramme) -> None:
    with world.database.read() as session:
        quarterly = {form.code: form.is_quarterly for form in own_forms(session, world.code)}
    assert quarterly == {"half": True, "letter": True, "silent": False, "spent": False}
    assert not is_quarterly(["period", "part.help.money.fact_thousand"])
    assert not is_quarterly(["period", "indicator.days.reason"])
    assert is_quarterly(["period", "part.help.money.roster_thousand"])


def test_the_page_offers_quarters_of_such_a_form_alone(server: Flask) -> None:
    def drawn(query: str) -> str:
        url = f"http://localhost/report?{query}&lang=ru"
        with server.test_request_context(url, headers={"X-Lang": "ru"}):
            view = FormPage(read_page_request(url))
            return str([*view.choices(), table.draw(view.page_request)])

    half = drawn("form=half&period=2015-Q2")
    assert "за январь – июнь 2015 года" in half
    assert "period=2015-Q3" in half
    assert "period=2015-Q3" not in drawn("form=spent&period=2015")
    client = server.test_client()
    answer = client.get("/report/own?form=half&period=2015-Q2")
    assert "half-khabarovsk-2014-2020-2015-Q2.xlsx" in answer.headers["Content-Disposition"]


def test_a_form_of_any_days_has_the_numbers_of_these_days(server: Flask) -> None:
    """Visits came in February, May and August 2015."""
    client = server.test_client()
    for days, visits in (
        ("2015-01-01..2015-04-30", "1"),
        ("2015-05-01..2015-12-31", "2"),
        ("2014..2015", "3"),
        ("2015-Q2", "2"),
    ):
        address = f"/report/own?form=letter&period={days}&lang=ru"
        texts = [each.text for each in Document(io.BytesIO(client.get(address).data)).paragraphs]
        assert texts[2] == visits, days
        assert ("нарастающим" in texts[1]) is (days == "2015-Q2")
    page = client.get("/report?form=letter&period=2015-01-01..2015-04-30&lang=ru&view=text").text
    assert "01.01.2015–30.04.2015" in page
    for code, is_kept in (("letter", True), ("half", False)):
        url = f"http://localhost/report?form={code}&period=2015&lang=ru"
        with server.test_request_context(url):
            choices = str(FormPage(read_page_request(url)).choices())
        assert (f"value='{code}', type='hidden', name='form'" in choices) is is_kept


def test_what_cannot_be_of_any_days_says_why(server: Flask) -> None:
    for code, rule, words in (
        ("silent", "form_days_period", ("{{ period }}",)),
        ("half", "form_days_places", ("indicator.visits.plan", "indicator.visits.degree")),
    ):
        with server.test_request_context():
            view = FormPage(read_page_request(f"/report?form={code}&period=2015-02-03..2015-04-05"))
            with pytest.raises(Refusal) as refusal:
                _facts = view.own_facts
        (problem,) = refusal.value.problems
        assert problem.rule == rule
        for language in ("ru", "en"):
            assert all(word in problem.sentence(language) for word in words)
    districts = "/report/own?form=letter&period=2015-02-03..2015-04-05&district=north"
    assert server.test_client().get(districts).status_code == 400


def test_an_unknown_form_is_told_all_forms_wherever_it_is_asked_for(
    server: Flask, written: Written
) -> None:
    with pytest.raises(NotFound) as unknown:
        written("haf", "half.xlsx")
    sentence = unknown.value.problems[0].sentence("ru")
    assert "(indicators)" in sentence
    assert "half, letter, silent, spent" in sentence
    client = server.test_client()
    for address in ("/report?form=haf", "/report.xlsx?form=haf", "/report/own?form=haf"):
        assert client.get(address).status_code == 404
    problem = refusal_of(server, "/report?form=haf")
    assert problem == unknown.value.problems[0], "the page says what the command says"
    # the yearly report is a file, and no table of a page
    assert "/report.docx" in refusal_of(server, "/report?form=annual").sentence("ru")


def refusal_of(server: Flask, address: str) -> Problem:
    with server.test_request_context(address), pytest.raises(NotFound) as refusal:
        FormPage(read_page_request(address)).choices()
    (problem,) = refusal.value.problems
    return problem
