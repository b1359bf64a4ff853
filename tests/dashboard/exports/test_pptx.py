"""Presentations: native charts with the report's very numbers, and slides on which nothing is cut."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import accumulate

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_FILL
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt
from python_calamine import CalamineWorkbook

from dashboard.council.making import find, report
from dashboard.exports.parts import measure, pptx_table_layout
from dashboard.exports.parts.canvas import HIGH, WIDE, Frame, rgb
from dashboard.figures.theme import WALL
from dashboard.http import context
from dashboard.report import Card, ReportTable, Series, Slide, TableCell
from indicators.answers.grid import answers
from indicators.answers.question import Question
from tests.dashboard.exports import rendered, reports

CITY = "khabarovsk-2014-2020"
INCH = 914_400


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def texts(slide):
    paragraphs = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [
        cell.text
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    return "\n".join([*paragraphs, *cells])


def sizes(slide):
    runs = [
        run
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    return [run.font.size for run in runs]


@pytest.fixture
def presentation(written):
    return Presentation(written(reports.report(*reports.SLIDES), "pptx"))


def test_a_slide_each_wide_and_titled(presentation):
    assert (presentation.slide_width / INCH, presentation.slide_height / INCH) == pytest.approx(
        (WIDE, HIGH), abs=0.001
    )
    assert [slide.shapes.title.text for slide in presentation.slides] == [
        slide.title for slide in reports.SLIDES
    ]


def test_bars_with_marks_over_them(presentation):
    (chart,) = charts(presentation.slides[1])
    bars, marks = chart.plots
    assert list(bars.categories) == list(marks.categories) == ["2014", "2015", "2016"]
    assert list(bars.series[0].values) == [10, None, 12.5], "no data is a gap, never a zero"
    assert list(marks.series[0].values) == [11, 11, None]
    assert marks.series[0].marker.style == XL_MARKER_STYLE.DIAMOND
    assert chart.value_axis.axis_title.text_frame.text == "ед."
    assert bars.data_labels.number_format == "[$-419]#,##0.0", "«1 062,4» in any office"


def test_the_workbook_behind_a_chart_has_the_same_numbers_and_no_formula(presentation):
    (chart,) = charts(presentation.slides[2])
    sheet = CalamineWorkbook.from_filelike(
        BytesIO(chart.part.chart_workbook.xlsx_part.blob)
    ).get_sheet_by_name("Sheet1")
    assert sheet.to_python() == [["", "Факт"], ["Север", 3], ["=Юг", 2], ["Запад", ""]]


def test_lying_bars_begin_with_the_greatest(presentation):
    (chart,) = charts(presentation.slides[2])
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert list(chart.plots[0].categories) == ["Север", "=Юг", "Запад"]
    assert chart.category_axis.reverse_order


def test_lines_stay_lines(presentation):
    (chart,) = charts(presentation.slides[3])
    assert chart.chart_type == XL_CHART_TYPE.LINE_MARKERS
    assert [list(series.values) for series in chart.plots[0].series] == [[1, 2, None], [4, 4, 4]]


def test_tables_are_tables_and_a_status_has_a_shape(presentation):
    (shape,) = [shape for shape in presentation.slides[4].shapes if shape.has_table]
    assert [cell.text for cell in shape.table.rows[1].cells] == [
        "Доля",
        "98\u00a0%",
        "нет данных",
        "−5",
    ]
    assert "✔" in shape.table.cell(2, 3).text
    assert "достигнут" in texts(presentation.slides[4])


def test_what_is_missing_is_said(presentation):
    assert "На этот год план не задан." in texts(presentation.slides[6])
    assert not charts(presentation.slides[6])


def test_a_chart_without_a_value_says_so(written):
    empty = replace(reports.LYING, chart=reports.chart(Series("Факт", (None, None, None))))
    (slide,) = Presentation(written(reports.report(empty), "pptx")).slides
    assert not charts(slide)
    assert "нет данных" in texts(slide)


def test_every_slide_says_what_lets_it_be_believed(presentation):
    for number, slide in enumerate(presentation.slides, 1):
        text = texts(slide)
        for part in (
            "Программа города",
            "снимок № 3",
            "0123456789ab…",
            f"стр. {number} из 8",
            "Условные данные",
        ):
            assert part in text
    assert "Источник: Журнал" in texts(presentation.slides[1])
    assert "неполно – отчитались не все." in texts(presentation.slides[1])


def test_no_letter_is_smaller_than_can_be_read(presentation):
    assert min(size for slide in presentation.slides for size in sizes(slide)) >= Pt(14)


def test_notes_say_the_definitions(presentation):
    notes = presentation.slides[1].notes_slide.notes_text_frame.text
    assert notes.startswith("Сказать о районах.")
    assert "visits – 1, 2" in notes
    assert "opinion 1" in presentation.slides[0].notes_slide.notes_text_frame.text


def test_properties_let_a_file_be_checked(presentation):
    core = presentation.core_properties
    assert (core.title, core.subject, core.language) == ("Итоги", "Программа города", "ru-RU")
    for part in ("данные на 12.03.2019", "0123456789abcdef" * 4, "visits 1, 2"):
        assert part in core.comments


@pytest.mark.parametrize("text", [*reports.NASTY, reports.LONG])
def test_any_text_may_stand_anywhere(written, text):
    slide = Slide(
        "x",
        text,
        text,
        text,
        text,
        text,
        text,
        chart=reports.chart(Series(text, (Decimal(1), None, Decimal(-2)))),
        table=ReportTable((text, text), ((TableCell(text), TableCell(text)),)),
    )
    presentation = Presentation(
        written(reports.report(slide, title=text, programme_name=text), "pptx")
    )
    assert all(inside(shape) for shape in presentation.slides[0].shapes)


def inside(shape):
    right, bottom = shape.left + shape.width, shape.top + shape.height
    return (
        shape.left >= 0
        and shape.top >= 0
        and right <= WIDE * INCH + 1
        and bottom <= HIGH * INCH + 1
    )


@pytest.mark.parametrize(
    ("rows", "columns"), [(3, 2), (14, 8), (84, 6), (14, 14), (5, 14), (200, 2)]
)
def test_a_table_keeps_to_its_place(rows, columns):
    names = ("Показатель", *(str(2013 + number) for number in range(columns - 1)))
    row = (
        TableCell(reports.LONG[:90]),
        *(TableCell("13\u00a0370", 13370, "achieved") for _ in range(columns - 2)),
        TableCell("не применимо"),
    )
    box = Frame(0.6, 1.6, 12.1, 4.2)
    words = pptx_table_layout.TableLabels({"achieved": "Достигнут"}, "… ещё {}".format)
    laid = pptx_table_layout.lay(ReportTable(names, (row,) * rows), box, words)
    key = measure.height(measure.lines(laid.key, 14, box.width), 14) if laid.key else 0
    assert sum(laid.heights) + key <= box.height
    assert sum(laid.widths) <= box.width + 0.001
    assert laid.size >= 14


def test_rows_for_the_next_slide_are_counted():
    words = pptx_table_layout.TableLabels({}, "… ещё {}".format)
    rows = tuple((TableCell(str(number)), TableCell("1", 1)) for number in range(84))
    laid = pptx_table_layout.lay(
        ReportTable(("Месяц", "Факт"), rows), Frame(0.6, 1.6, 12.1, 4.2), words
    )
    assert (*laid.rows, *laid.rest) == rows
    assert laid.key == f"… ещё {len(laid.rest)}"


@pytest.mark.parametrize(("rows", "columns"), [(25, 5), (50, 14), (84, 6)])
def test_a_table_goes_on_over_slides_until_every_row_has_been_shown(written, rows, columns):
    names = ("Показатель", *(f"Район {number}" for number in range(columns - 1)))
    numbers = (TableCell("13\u00a0370", 13370, "achieved"),) * (columns - 1)
    table = ReportTable(
        names,
        tuple((TableCell(f"{number} {reports.LONG[:90]}"), *numbers) for number in range(rows)),
    )
    slides = Presentation(
        written(reports.report(Slide("table", "Районы", table=table)), "pptx")
    ).slides
    labels = [row.cells[0].text for slide in slides for row in list(tables(slide)[0].rows)[1:]]
    assert [text.split()[0] for text in labels] == [str(number) for number in range(rows)]
    assert [slide.shapes.title.text for slide in slides] == [
        f"Районы ({part} из {len(slides)})" for part in range(1, len(slides) + 1)
    ]
    assert all(inside(shape) for slide in slides for shape in slide.shapes)
    sentences = [
        f"ещё строк на следующем слайде: {rows - shown_before}"
        for shown_before in running(slides)[:-1]
    ]
    assert all(sentence in texts(slide) for sentence, slide in zip(sentences, slides, strict=False))
    assert "на следующем" not in texts(slides[len(slides) - 1])


def test_a_long_and_narrow_table_stands_in_two_blocks(written):
    years = [TableCell(str(year)) for year in range(2013, 2026)]
    rows = tuple((year, TableCell("248,26872", Decimal("248.26872"))) for year in years)
    money = Slide("money", "Деньги", table=ReportTable(("Год", "Программа"), rows))
    (slide,) = Presentation(written(reports.report(money), "pptx")).slides
    left, right = tables(slide)
    blocks = [[row.cells[0].text for row in table.rows] for table in (left, right)]
    assert blocks == [["Год", *map(str, range(2013, 2020))], ["Год", *map(str, range(2020, 2026))]]
    runs = {cell.text_frame.paragraphs[0].runs[0].font.size for cell in left.iter_cells()}
    assert len(runs) == 1
    assert min(runs) >= Pt(20), "the letters are larger so"
    assert all(inside(shape) for shape in slide.shapes)


def test_sources_that_a_slide_cuts_stand_whole_in_its_notes(written):
    source = "; ".join(f"Отчёт {number} о ходе исполнения программы" for number in range(20))
    (slide,) = Presentation(
        written(reports.report(replace(reports.PLAN_AND_FACT, source=source)), "pptx")
    ).slides
    assert source not in texts(slide)
    assert source in slide.notes_slide.notes_text_frame.text


def tables(slide):
    return [shape.table for shape in slide.shapes if shape.has_table]


def running(slides):
    """How many rows have been shown by the end of each slide."""
    return list(accumulate(len(tables(slide)[0].rows) - 1 for slide in slides))


def test_forty_slides_are_forty_slides(written):
    report = reports.report(*reports.SLIDES * 5)
    assert len(Presentation(written(report, "pptx")).slides) == len(report.slides) >= 40


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_charts_are_the_answers(shipped_server, written, language):
    with shipped_server.test_request_context(headers={"X-Lang": language}):
        deck = find(CITY)
        deck_report = report(deck)
        presentation = Presentation(written(deck_report, "pptx"))
        pages = [
            (text.address, page)
            for text, page in zip(deck.slides, begun(presentation), strict=True)
        ]
        checked = [
            check(address, page)
            for address, page in pages
            if address.startswith("/indicator/") and charts(page)
        ]
    assert sum(checked) >= 7


def begun(presentation):
    """The slides of a presentation without those that go on with a table."""
    part = re.compile(r"\((\d+) (?:of|из) \d+\)$")
    numbers = [part.search(slide.shapes.title.text) for slide in presentation.slides]
    return [
        slide
        for slide, number in zip(presentation.slides, numbers, strict=True)
        if number is None or number[1] == "1"
    ]


def check(address, page):
    """Whether a page's chart is of years; then its bars must be the fact and its marks the plan."""
    (chart,) = charts(page)
    if not next(iter(chart.plots[0].categories)).isdigit():
        return False
    code = address.removeprefix("/indicator/")
    with context.database().read() as session:
        rows = answers(session, Question(programme=CITY, indicators=(code,)))
    divisor = (
        1000
        if chart.value_axis.axis_title.text_frame.text in ("тыс. руб.", "thousand roubles")
        else 1
    )
    series = [
        [None if value is None else value / divisor for value in values]
        for values in facts_and_plans(rows)
    ]
    assert [list(series.values) for plot in chart.plots for series in plot.series] == [
        pytest.approx([value if value is None else float(value) for value in values])
        for values in series
    ]
    return True


def facts_and_plans(rows):
    return [answer.value for answer in rows], [answer.plan for answer in rows]


@pytest.mark.office
@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_office_without_our_fonts_opens_every_slide(
    shipped_server, written, convert, tmp_path, language
):
    """Neither Arial nor Golos is there: nothing leaves its place, and no words lie on others."""
    with shipped_server.test_request_context(headers={"X-Lang": language}):
        path = written(report(find(CITY)), "pptx")
    pages = rendered.words(convert(path, "pdf", fonts=rendered.only_free_fonts(tmp_path)))
    slides = Presentation(path).slides
    assert len(pages) == len(slides), "one page a slide"
    for slide, words in zip(slides, pages, strict=True):
        assert slide.shapes.title.text.split()[0] in [word.text for word in words]
        assert rendered.strays(slide, words) == []
        assert rendered.collisions(words) == []


# ---------------------------------------------------------------- what bars and names look like

MONTHS = ["янв", "февр", "март", "апр", "май", "июнь", "июль", "авг", "сент", "окт", "нояб", "дек"]
ILLUSTRATIVE, PARTIAL = ("illustrative",), ("partial",)


def months(number: int) -> Slide:
    names = tuple(f"{MONTHS[place % 12]} {2014 + place // 12}" for place in range(number))
    drawn = reports.chart(
        Series("Факт", tuple(Decimal(place % 12 + 3) for place in range(number))), categories=names
    )
    return replace(reports.PLAN_AND_FACT, chart=drawn)


def marked(*marks: tuple[str, ...]) -> Slide:
    values = tuple(Decimal(10 + place) for place in range(len(marks)))
    names = tuple(str(2014 + place) for place in range(len(marks)))
    series = (Series("Факт", values, marks=marks), Series("План", values, "mark"))
    return replace(reports.PLAN_AND_FACT, chart=reports.chart(*series, categories=names), marks=())


def test_months_stand_level_and_leave_each_other_room(written):
    presentation = Presentation(written(reports.report(*map(months, (12, 24, 84))), "pptx"))
    axes = [charts(slide)[0].category_axis._element for slide in presentation.slides]
    angles = [
        int(axis.find(qn("c:txPr")).find(qn("a:bodyPr")).get("rot")) / 60_000 for axis in axes
    ]
    assert angles == pytest.approx([0, 0, 0], abs=0.02), "degrees"
    skipped = [axis.find(qn("c:tickLblSkip")) for axis in axes]
    assert [1 if each is None else int(each.get("val")) for each in skipped] == [1, 4, 12]


def test_bars_look_as_on_the_screen(written):
    presentation = Presentation(
        written(reports.report(marked((), ILLUSTRATIVE, PARTIAL, ILLUSTRATIVE + PARTIAL)), "pptx")
    )
    (slide,) = presentation.slides
    bars = charts(slide)[0].plots[0].series[0]
    fills = [bars.points[place].format.fill for place in range(4)]
    assert bars.format.fill.fore_color.rgb == rgb(WALL.accent)
    assert fills[1].fore_color.rgb == rgb(WALL.accent_soft)
    assert [fill.type for fill in fills[2:]] == [MSO_FILL.PATTERNED] * 2
    assert [fill.back_color.rgb for fill in fills[2:]] == [rgb(WALL.accent), rgb(WALL.accent_soft)]
    assert "Светлые столбцы – условные; заштрихованные – неполные." in texts(slide)


INTERVALS = ((Decimal("36.5"), Decimal(45)), None, (Decimal(40), Decimal("48.25")))
POLL = Series("Факт", (Decimal("40.5"), None, Decimal(44)), intervals=INTERVALS)


@pytest.mark.parametrize("lying", [False, True])
def test_an_interval_is_a_whisker(written, lying):
    poll = replace(reports.PLAN_AND_FACT, chart=reports.chart(POLL, lying=lying))
    (slide,) = Presentation(written(reports.report(poll), "pptx")).slides
    (series,) = charts(slide)[0].plots[0].series
    ends = {
        side: [
            float(point.text)
            for point in series._element.find(qn("c:errBars")).find(qn(f"c:{side}")).iter(qn("c:v"))
        ]
        for side in ("minus", "plus")
    }
    assert ends == {"minus": [4, 0, 4], "plus": [4.5, 0, 4.25]}, "the ends themselves, 36.5 to 45"


def test_a_chart_says_of_what_it_is_and_which_number_has_a_note(written):
    noted = reports.chart(
        reports.PLAN_AND_FACT.chart.series[0], categories=("2014", "2015 ✱", "2016")
    )
    scoped = replace(reports.PLAN_AND_FACT, scope="ед., 2014–2016, все районы", chart=noted)
    (slide,) = Presentation(written(reports.report(scoped), "pptx")).slides
    scope, source = (
        next(
            shape
            for shape in slide.shapes
            if shape.has_text_frame and words in shape.text_frame.text
        )
        for words in (scoped.scope, "Источник")
    )
    (chart,) = [shape for shape in slide.shapes if shape.has_chart]
    assert scope.top + scope.height <= chart.top
    assert chart.top + chart.height <= source.top
    assert list(chart.chart.plots[0].categories)[1] == "2015 ✱"
    assert "✱ – есть пометка." in texts(slide)


def test_a_chart_without_intervals_has_no_whiskers(presentation):
    (chart,) = charts(presentation.slides[1])
    assert not list(chart._chartSpace.iter(qn("c:errBars")))


def test_bars_that_are_all_alike_have_a_legend_alike(written):
    (slide,) = Presentation(
        written(reports.report(marked(ILLUSTRATIVE, ILLUSTRATIVE)), "pptx")
    ).slides
    bars = charts(slide)[0].plots[0].series[0]
    assert bars.format.fill.fore_color.rgb == rgb(WALL.accent_soft)
    assert bars._element.findall(qn("c:dPt")) == []


def test_plain_bars_need_no_explanation(written):
    (slide,) = Presentation(written(reports.report(marked((), ())), "pptx")).slides
    assert "столбцы" not in texts(slide)


def test_every_bar_has_its_number(written):
    """A number of its own look must not take away those of its neighbours."""
    (slide,) = Presentation(
        written(reports.report(marked((), ILLUSTRATIVE, PARTIAL, ())), "pptx")
    ).slides
    bars = charts(slide)[0].plots[0].series[0]
    assert bars.data_labels.show_value
    assert bars.data_labels.font.color.rgb == rgb(WALL.card)
    own = [bars.points[place].data_label.font.color.rgb for place in (1, 2)]
    assert own == [rgb(WALL.ink)] * 2


def test_a_unit_stands_below_its_number_rather_than_break():
    """«153.9 thousand roubles» five times a row leave no room for names; no word is cut for it."""
    amount = TableCell("153.9\u00a0thousand\u00a0roubles", 153900)
    rows = ((TableCell("Money awarded in grants per 10,000 residents"), *(amount,) * 5),) * 8
    columns = ("Indicator", "Here", "Rank", "Worst", "Best", "Whole")
    words = pptx_table_layout.TableLabels({}, "… ещё {}".format)
    laid = pptx_table_layout.lay(ReportTable(columns, rows), Frame(0.6, 1.6, 12.1, 4.6), words)
    assert laid.whole
    assert {cells[0].text for cells in laid.rows} == {rows[0][0].text}
    assert not laid.rest


def test_later_slides_take_what_the_first_has_for_its_finding():
    words = pptx_table_layout.TableLabels({}, "… ещё {}".format)
    rows = tuple((TableCell(str(number)), TableCell("1", 1)) for number in range(29))
    box = Frame(0.6, 1.6, 12.1, 4.4)
    laid = pptx_table_layout.lay(ReportTable(("Месяц", "Факт"), rows), box, words, later=0.7)
    rest = replace(ReportTable(("Месяц", "Факт"), rows), rows=tuple(laid.rest))
    assert not pptx_table_layout.lay(rest, replace(box, height=5.1), words, laid.size).rest


def test_thirteen_years_of_long_names_are_whole():
    name = "Прирост количества работников и добровольцев социально ориентированных организаций, человек"
    years = tuple(str(year) for year in range(2013, 2026))
    row = (
        TableCell(name),
        TableCell("1\u00a0044", 1044, "achieved"),
        *[TableCell("нет данных")] * 11,
        TableCell("13\u00a0370", 13370),
    )
    words = pptx_table_layout.TableLabels({"achieved": "Достигнут"}, "… ещё {}".format)
    laid = pptx_table_layout.lay(
        ReportTable(("Показатель", *years), (row,) * 4), Frame(0.6, 1.2, 12.1, 4.9), words
    )
    assert [cells[0].text for cells in laid.rows] == [name] * 4
    assert laid.whole, "no number, year or word is broken"
    assert "… – нет данных" in laid.key


def test_cards_of_long_names_stand_in_rows_and_keep_their_numbers_large(written):
    name = "Прирост количества граждан, вовлеченных в деятельность территориальных общин"
    card = Card(name, "13\u00a0370", "чел.", "План: 2\u00a0000", "669 %", "achieved", "Достигнут")
    slide = Slide("numbers", "Ключевые показатели", cards=(card,) * 5)
    (drawn,) = Presentation(written(reports.report(slide), "pptx")).slides
    cards = [shape for shape in drawn.shapes if shape.name == name]
    assert len({shape.top for shape in cards}) > 1
    for shape in cards:
        title, number, *_below = shape.text_frame.paragraphs
        assert title.text == name
        assert number.runs[0].font.size >= Pt(24)
        assert shape.top + shape.height <= Inches(HIGH)
