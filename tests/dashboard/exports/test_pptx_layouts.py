"""The master of a presentation: what somebody adds to a deck by hand looks like the rest of it."""

import subprocess

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from dashboard.exports.parts import pptx_master
from dashboard.exports.parts.canvas import FONT, HIGH, WIDE
from dashboard.exports.parts.pptx_layouts import THEME_COLOURS
from tests.dashboard.exports import reports

NAMES = {
    "ru": ["Обложка", "Содержание", "Раздел", "Только заголовок"],
    "en": ["Cover", "Content", "Section", "Title alone"],
}


def opened(written, *slides, language="ru"):
    return Presentation(written(reports.report(*slides, language=language), "pptx"))


@pytest.fixture
def deck(written):
    return opened(written, *reports.SLIDES)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_office_offers_our_layouts_in_the_readers_language(written, language):
    presentation = opened(written, *reports.SLIDES, language=language)
    assert [layout.name for layout in presentation.slide_layouts] == NAMES[language]


def test_a_slide_added_by_hand_has_places_for_what_ours_say(deck):
    slide = deck.slides.add_slide(deck.slide_layouts[pptx_master.CONTENT])
    kinds = [holder.placeholder_format.type for holder in slide.placeholders]
    assert kinds == [
        PP_PLACEHOLDER.TITLE,
        PP_PLACEHOLDER.BODY,
        PP_PLACEHOLDER.OBJECT,
        PP_PLACEHOLDER.BODY,
    ]
    ours = deck.slides[1].slide_layout
    assert ours == slide.slide_layout


@pytest.mark.parametrize("number", range(4))
def test_places_lie_within_the_slide_and_not_on_each_other(deck, number):
    places = [
        (holder.top, holder.top + holder.height, holder.left, holder.left + holder.width)
        for holder in deck.slide_layouts[number].placeholders
    ]
    assert all(bottom <= Inches(HIGH) and right <= Inches(WIDE) for _, bottom, _, right in places)
    for place, (top, bottom, left, right) in enumerate(places):
        for other in places[place + 1 :]:
            apart = bottom <= other[0] or other[1] <= top or right <= other[2] or other[3] <= left
            assert apart, deck.slide_layouts[number].name


def test_the_theme_has_our_colours_and_font(deck):
    theme = etree.fromstring(deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    colours = {
        name: next(theme.iter(qn(f"a:{name}"))).find(qn("a:srgbClr")).get("val").lower()
        for name in THEME_COLOURS
    }
    assert colours == {name: colour.strip("#").lower() for name, colour in THEME_COLOURS.items()}
    assert {
        next(theme.iter(qn(f"a:{part}"))).find(qn("a:latin")).get("typeface")
        for part in ("majorFont", "minorFont")
    } == {FONT}


def test_a_table_added_by_hand_is_of_our_style(deck):
    (styles,) = (
        etree.fromstring(part.blob)
        for part in deck.part.package.iter_parts()
        if part.partname == "/ppt/tableStyles.xml"
    )
    assert styles.get("def") == pptx_master.TABLE_STYLE
    assert [style.get("styleName") for style in styles] == ["Itog"]
    ours = next(shape for shape in deck.slides[4].shapes if shape.has_table)
    (own,) = ours._element.iter(qn("a:tableStyleId"))
    assert own.text == pptx_master.TABLE_STYLE


def test_our_own_slides_fill_the_places_of_their_layout(deck):
    """A change of the layout must reach them: nothing of the first kind floats above it."""
    for slide in deck.slides:
        kinds = {holder.placeholder_format.type for holder in slide.placeholders}
        assert kinds & {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
        assert {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER} <= kinds
        assert not [
            holder.name
            for holder in slide.placeholders
            if holder.has_text_frame and not holder.text_frame.text
        ], "no «click to add text» on a slide that is finished"


@pytest.mark.office
def test_an_office_draws_a_slide_added_by_hand(deck, tmp_path, convert):
    slide = deck.slides.add_slide(deck.slide_layouts[pptx_master.CONTENT])
    for holder, text in zip(
        slide.placeholders, ("Заголовок", "Вывод", "Первое", "Отчёт"), strict=True
    ):
        holder.text_frame.text = text
    path = tmp_path / "more.pptx"
    deck.save(path)
    text = subprocess.run(
        ["pdftotext", "-layout", str(convert(path, "pdf")), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert text.split("\f")[len(reports.SLIDES)].split() == [
        "Заголовок",
        "Вывод",
        "Первое",
        "Отчёт",
    ]
