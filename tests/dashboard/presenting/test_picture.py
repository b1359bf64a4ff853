"""Pictures of slides: the wall's markup as XML, and charts as plain shapes that say what the numbers
say.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from flask import Flask

from dashboard.council import making
from dashboard.presenting.picture import picture
from dashboard.presenting.sketch import FOOT, HEAD, HEIGHT, NAMES, sketch
from dashboard.report import Chart, FloatingBar, Report, Series, Slide
from data.passports import DEFAULT_PROGRAMME
from tests.hostile import TEXTS

TAGS = {"svg", "foreignObject", "div", "style", "section", "header", "h1", "p", "rect", "text"}
TAGS |= {"footer", "span"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def report(server: Flask) -> Iterator[Report]:
    with server.test_request_context(headers={"X-Lang": "ru"}):
        yield making.report(making.find(DEFAULT_PROGRAMME))


def chart(*series: Series, lying: bool = False, names: tuple[str, ...] = ("2014", "2015")) -> Chart:
    return Chart({"layout": {}}, names, series, "", lying=lying)


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - our own


def shapes(drawing: str, tag: str, kind: str = "") -> list[ElementTree.Element]:
    tree = parsed(drawing)
    return [each for each in tree.iter(SVG + tag) if kind in each.get("class", "")]


def sizes(drawing: str, name: str) -> list[float]:
    return [float(each.get(name, "")) for each in shapes(drawing, "rect", "sketch__bar")]


def test_every_slide_of_a_programme_has_a_picture_in_xml(report: Report) -> None:
    for slide in report.slides:
        text = picture(replace(report, slides=(slide,)))
        assert "".join(parsed(text).itertext()).count(slide.title) >= 1
        assert ("<svg" in text.partition("foreignObject")[2]) == (slide.chart is not None)


def test_words_of_people_break_no_picture(report: Report) -> None:
    for words in (*TEXTS.values(), "\x00\x0b\ufffe</style>]]><!--"):
        drawn = chart(Series(words, (Decimal(1), None)), names=(words, "2015"))
        slide = Slide("split", words, finding=words, text=words, source=words, chart=drawn)
        tree = parsed(picture(replace(report, title=words, slides=(slide,))))
        assert {each.tag.rpartition("}")[2] for each in tree.iter()} <= TAGS, words


def test_bars_are_as_high_as_their_numbers_and_none_stands_for_what_is_absent(
    report: Report,
) -> None:
    room = HEIGHT - FOOT - HEAD
    drawing = sketch(chart(Series("Fact", (Decimal(50), None, Decimal(100), Decimal(0)))))
    assert sizes(drawing, "height") == [room / 2, room, 2], "a zero is a line, no data is nothing"
    below = sketch(chart(Series("Fact", (Decimal(-50), Decimal(50)))))
    assert sizes(below, "height") == [room / 2, room / 2]
    assert sizes(below, "y") == [HEAD + room / 2, HEAD], "less than nothing hangs under the line"


def test_lying_bars_are_as_long_as_their_numbers(report: Report) -> None:
    values = (Decimal(10), None)
    drawing = sketch(chart(Series("Fact", values), lying=True, names=("north", "south")))
    (wide,) = sizes(drawing, "width")
    double = sketch(chart(Series("Fact", (Decimal(20), Decimal(10))), lying=True))
    assert sizes(double, "width") == [wide, wide / 2]
    assert sizes(double, "x") == [NAMES, NAMES]
    texts = [each.text for each in shapes(drawing, "text")]
    assert texts == ["north", "south", "10"]


def test_bars_upon_one_another_and_bars_that_float_stand_where_the_numbers_say(
    report: Report,
) -> None:
    parts = Series("One", (Decimal(10), None)), Series("Two", (Decimal(30), Decimal(20)))
    stacked = sketch(replace(chart(*parts, lying=True), stacked=True))
    first, second, alone = sizes(stacked, "width")
    assert (second, alone) == (first * 3, first * 2)
    assert sizes(stacked, "x") == [NAMES, NAMES + first, NAMES]
    floating = tuple(FloatingBar(Decimal(start), "end", "") for start in (0, 60))
    drawn = chart(Series("Gives", (Decimal(100), Decimal(-20))), lying=True)
    whole, less = sizes(sketch(replace(drawn, floating=floating)), "width")
    assert whole == less * 5
    assert sizes(sketch(replace(drawn, floating=floating)), "x") == [NAMES, NAMES + 2 * less]


def test_a_line_breaks_where_a_number_is_absent(report: Report) -> None:
    values = (Decimal(1), Decimal(2), None, Decimal(4))
    drawing = sketch(chart(Series("Fact", values, "line"), names=("1", "2", "3", "4")))
    lines = [each.get("points", "").split() for each in shapes(drawing, "polyline")]
    assert [len(set(points)) for points in lines] == [2, 1]


def test_a_plan_is_a_mark_and_a_chart_without_numbers_is_empty(report: Report) -> None:
    plan = Series("Plan", (Decimal(3), None), "mark")
    assert len(shapes(sketch(chart(plan)), "rect", "sketch__mark")) == 1
    assert shapes(sketch(chart(Series("Fact", (None, None)))), "rect") == []
    assert shapes(sketch(chart(names=())), "text") == []
