"""The document of a meeting, without a browser."""

import json
import re
from dataclasses import replace

import pytest

from dashboard.council import making
from dashboard.presenting.document import document, embedded, has_number, numeric
from dashboard.presenting.files import linked
from dashboard.report import Chart, ReportTable, Slide, TableCell
from data.passports import DEFAULT_PROGRAMME

HOSTILE = "</script><script>alert(1)</script><!--"
MEETING = re.compile(r'<script type="application/json" id="meeting">(.*?)</script>', re.DOTALL)


def of(text: str) -> dict:
    match = MEETING.search(text)
    assert match
    return json.loads(match[1])


@pytest.fixture
def report(server):
    with server.test_request_context(headers={"X-Lang": "ru"}):
        yield making.report(making.find(DEFAULT_PROGRAMME))


def test_every_slide_is_in_one_document(client):
    response = client.get(f"/present/{DEFAULT_PROGRAMME}?lang=en")
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert '<html lang="en">' in response.text
    assert response.text.count('<section class="slide ') == len(of(response.text)["slides"]) > 3
    assert {"Accept-Language", "Cookie"} <= set(response.vary)


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_it_is_sent_compressed(client, encoding):
    response = client.get(f"/present/{DEFAULT_PROGRAMME}", headers={"Accept-Encoding": encoding})
    assert response.headers["Content-Encoding"] == encoding


def test_what_it_loads_is_ours_and_names_its_version(client):
    text = client.get(f"/present/{DEFAULT_PROGRAMME}").text
    addresses = re.findall(r'<(?:script|link)[^>]* (?:src|href)="([^"]+)"', text)
    assert any("plotly" in address for address in addresses)
    for address in addresses:
        assert re.fullmatch(r"/assets/[\w./-]+\?m=\d+", address)
        with client.get(address) as file:
            assert (file.status_code, "immutable" in file.headers["Cache-Control"]) == (200, True)


def test_other_pages_do_not_load_it(client):
    assert "/assets/present/" not in client.get("/").text


def test_an_unknown_deck_is_refused_with_a_way_back(client):
    response = client.get("/present/nothing?lang=en")
    assert response.status_code == 404
    assert "nothing" in response.text
    assert 'href="/"' in response.text


def test_nothing_breaks_out_of_the_data():
    content = {"title": HOSTILE, "line": "\u2028"}
    assert not set(embedded(content)) & set("<>&\u2028")
    assert json.loads(embedded(content)) == content


def test_words_of_people_are_only_words(report):
    slide = Slide("text", HOSTILE, text=HOSTILE, notes=HOSTILE, source=HOSTILE, finding=HOSTILE)
    text = document(replace(report, slides=(slide,), programme_name=HOSTILE), linked())
    assert "<script>alert" not in text
    assert of(text)["slides"][0]["title"] == HOSTILE


def test_shapes_without_words_are_explained(report):
    cells = (
        TableCell("Визиты"),
        TableCell("5", 5, "at_risk"),
        TableCell("Достигнут", None, "achieved"),
    )
    table = ReportTable(("Показатель", "2014", "Статус"), (cells,))
    text = document(replace(report, slides=(Slide("matrix", "По годам", table=table),)), linked())
    key = text.partition('class="slide__statuses"')[2].partition("</p>")[0]
    assert "Почти достигнут" in key
    assert "Достигнут" not in key, "its word stands beside it"
    assert numeric(table) == (False, True, False)


def test_shapes_on_an_axis_are_explained(report):
    figure = {"data": [], "layout": {"xaxis": {"ticktext": ["2014<br>✖\ufe0e"]}}}
    chart = Chart(figure, ("2014",), (), "ед.")
    text = document(
        replace(report, slides=(Slide("plan_and_fact", "Визиты", chart=chart),)), linked()
    )
    assert "Не достигнут" in text.partition('class="slide__statuses"')[2].partition("</p>")[0]


@pytest.mark.parametrize("banner", ["Условные данные: всё придумано", ""])
def test_made_up_data_are_called_so_on_every_slide(report, banner):
    slides = (Slide("text", "Один", text="1"), Slide("text", "Два", text="2"))
    text = document(replace(report, illustrative=banner, slides=slides), linked())
    assert text.count('<p class="slide__made-up">Условные данные</p>') == (2 if banner else 0)


def test_what_is_missing_is_a_word(report):
    text = document(
        replace(report, slides=(Slide("plan_and_fact", "Визиты", missing="срок не наступил"),)),
        linked(),
    )
    assert '<p class="missing">срок не наступил</p>' in text


def test_a_word_is_no_number():
    assert has_number("5,10")
    assert not has_number("нет данных")


def test_the_foot_of_a_slide_says_the_programmes_short_name(report):
    foot = '<p class="slide__facts"><span>{}</span></p>'.format
    assert foot("Город") in document(replace(report, short_name="Город"), linked())
    assert foot(report.programme_name) in document(replace(report, short_name=""), linked())
