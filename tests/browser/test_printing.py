"""A page on paper: light whatever its theme, and as it was once it is printed."""

import re

import pytest

pytestmark = pytest.mark.browser

COLOURS = """() => [
    getComputedStyle(document.querySelector('main h1')).color,
    getComputedStyle(document.querySelector('main .panel')).backgroundColor,
    ...new Set([...document.querySelectorAll('.js-plotly-plot .ytick text')].map((text) => text.style.fill)),
]"""


def test_a_dark_page_is_printed_light(opened):
    page = opened("/indicator/events?lang=ru&theme=dark")
    dark = page.evaluate(COLOURS)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    printed = page.evaluate(COLOURS)
    page.emulate_media(media="screen")
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    ink, undetermined = "rgb(22, 35, 59)", "rgb(84, 96, 117)"
    assert printed[:2] == [ink, "rgb(255, 255, 255)"]
    assert set(printed[2:]) == {ink, undetermined}
    assert not set(dark) & set(printed)
    assert page.evaluate(COLOURS) == dark


def test_the_plan_of_a_year_is_one_sheet(opened):
    page = opened("/calendar?period=2016&type=activity&view=list&lang=ru")
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
