"""The page of official forms: the table of each, its choices, its file."""

import io

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from dashboard.request_reading import read_page_request
from dashboard.sections.forms import table
from indicators.forms.kinds import form_names


def drawn(server, query: str) -> str:
    url = f"http://localhost/report?{query}"
    with server.test_request_context(url):
        return str(table.draw(read_page_request(url)))


@pytest.mark.parametrize("code", form_names())
def test_each_form_is_a_table_with_its_notes(server, code: str) -> None:
    text = drawn(server, f"form={code}&period=2015&lang=en")
    assert form_names()[code]["en"] in text
    assert "“x” – does not apply" in text


def test_cells_say_what_they_are(server) -> None:
    text = drawn(server, "period=2015&lang=ru")
    assert '<td class="num">208,8</td>' in text
    assert '<td class="num empty">х</td>' in text
    assert 'colspan="3"' in text


def test_a_quarter_is_chosen_where_a_form_has_one(server) -> None:
    assert "за январь – июнь 2015 года" in drawn(server, "form=quarter&period=2015-Q2&lang=ru")
    # without a choice the whole year
    assert "за январь – декабрь 2015 года" in drawn(server, "form=quarter&period=2015&lang=ru")
    # a form of years is of the quarter's year
    assert "за 2015 год" in drawn(server, "form=budget&period=2015-Q2&lang=ru")


def test_the_file_is_that_of_the_page(client: FlaskClient) -> None:
    answer = client.get("/report.xlsx?form=quarter&period=2015-Q2", headers={"X-Lang": "ru"})
    assert answer.status_code == 200
    assert "quarter-khabarovsk-2014-2020-2015-Q2.xlsx" in answer.headers["Content-Disposition"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data())).get_sheet_by_index(0)
    assert rows.to_python()[2][0] == "за январь – июнь 2015 года, нарастающим итогом с начала года"


def test_what_there_is_not_is_refused(client: FlaskClient) -> None:
    assert client.get("/report.xlsx?form=poem").status_code == 404
    assert client.get("/report?form=poem").status_code == 404
    assert client.get("/report.xlsx?period=1999").status_code == 400
