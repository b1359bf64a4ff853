"""Names as people and spreadsheets spell them: one normalisation for all, and the sign that differs
is named.
"""

import unicodedata

import pytest
import xlsxwriter

from data.refusals import Refusal
from data.tables.definitions import Observation
from data.tables.places import District
from data.tables.programmes import Passport
from tests.data.imports.conftest import World
from tests.record_tables import Consultation, EventDistrict, Grant

HEAD = "number;date;district;request\n"
EVENTS = "number;date;districts;type;title\n"


def refusal_texts(world: World, kind: str, text: str, **options: object) -> tuple[str, str]:
    """A refusal in both languages."""
    with pytest.raises(Refusal) as refusal:
        world.load(kind, text, **options)
    return refusal.value.text("ru"), refusal.value.text("en")


def call(world: World, *names: tuple[str, str]) -> None:
    """Give districts other names."""
    with world.database.transaction("edit", "names") as change:
        for code, name in names:
            for row in change.session.query(District).filter_by(number=code):
                row.name_ru = name


@pytest.mark.parametrize(
    "spelling",
    [
        "Центральный\u200b",
        "\ufeffЦентральный",
        "Цент\u00adральный",
        "  центральный ",
        unicodedata.normalize("NFD", "Центральный"),
        "ЦЕНТРАЛЬНЫЙ",
        "Central\u2060",
    ],
)
def test_a_district_is_known_however_it_is_spelled(embedded: World, spelling: str) -> None:
    embedded.load("consultations", HEAD + f"1;31.05.2016;{spelling};copying\n")
    assert embedded.rows(Consultation, "district") == [("central",)]


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Кировский  район", "Кировский\u00a0район"),
        ("Северо-Восточный", "северо–восточный"),
        ("Зелёный", "Зеленый"),
        ("«Новый» город", '"новый" город'),
        ("посёлок «Южный»", "поселок “Южный”"),
    ],
)
def test_spaces_dashes_quotes_and_yo_make_no_other_district(
    embedded: World, name: str, spelling: str
) -> None:
    call(embedded, ("central", name))
    quoted = spelling.replace('"', '""')
    embedded.load("consultations", HEAD + f'1;31.05.2016;"{quoted}";copying\n')
    assert embedded.rows(Consultation, "district") == [("central",)]


def test_a_letter_of_the_other_alphabet_is_named(embedded: World) -> None:
    ru, en = refusal_texts(embedded, "consultations", HEAD + "1;31.05.2016;Кирoвский;copying\n")
    assert "В «Кирoвский» знак 4 – латинская «o» на месте кириллической «о»" in ru
    assert "Latin “o” in place of Cyrillic “о”" in en
    ru, _ = refusal_texts(embedded, "consultations", HEAD + "1;31.05.2016;сentral;copying\n")
    assert "кириллическая «с» на месте латинской «c»" in ru
    ru, _ = refusal_texts(embedded, "consultations", HEAD + "1;31.05.2016;central;cоpying\n")
    assert "кириллическая «о» на месте латинской «o»" in ru


def test_an_invisible_sign_that_is_left_is_named(embedded: World) -> None:
    ru, en = refusal_texts(
        embedded, "consultations", HEAD + "1;31.05.2016;Киров\u2066ский;copying\n"
    )
    assert "U+2066 LEFT-TO-RIGHT ISOLATE" in ru
    assert "invisible sign, U+2066" in en


def test_what_there_is_is_shown_by_names(embedded: World) -> None:
    ru, en = refusal_texts(embedded, "consultations", HEAD + "1;31.05.2016;Атлантида;кофе\n")
    assert "Есть: Центральный, Кировский, Северный" in ru
    assert "kirovsky" not in ru
    assert "Консультация, Интернет" in ru
    assert "consulting" not in ru
    assert "Consulting, Internet and legal databases" in en
    ru, _ = refusal_texts(
        embedded,
        "consultations",
        HEAD + "1;31.05.2016;;copying\n",
        covers="2016",
        districts="Атлантида",
    )
    assert "Центральный, Кировский, Северный" in ru


def test_the_districts_of_a_claim_may_be_names(embedded: World) -> None:
    row = HEAD + "1;31.05.2016;Кировский;copying\n"
    embedded.load("consultations", row, covers="2016-05", districts="кировский, Центральный\u00a0")
    ru, _ = refusal_texts(
        embedded,
        "consultations",
        HEAD + "2;31.05.2016;Северный;copying\n",
        covers="2016",
        districts="central",
    )
    assert "Район «Северный» не назван среди тех, за которые отчитывается файл: Центральный" in ru


def test_two_districts_of_one_name_are_told_apart_by_codes(embedded: World) -> None:
    call(embedded, ("central", "Город"), ("kirovsky", "город"))
    ru, en = refusal_texts(embedded, "consultations", HEAD + "1;31.05.2016;ГОРОД;copying\n")
    assert "Город (central), город (kirovsky)" in ru
    assert "(central)" in en
    embedded.load("consultations", HEAD + "1;31.05.2016;kirovsky;copying\n")


@pytest.mark.parametrize("spelling", ["x", "X", "х", "-"])
def test_an_x_is_nothing_where_no_district_is_called_so(embedded: World, spelling: str) -> None:
    embedded.load("consultations", HEAD + f"1;31.05.2016;{spelling};copying\n")
    assert embedded.rows(Consultation, "district") == [(None,)]


def test_x_may_be_a_districts_code(embedded: World) -> None:
    embedded.load("districts", "code;name_ru;parent\nx;Икс;\ny;Игрек;x\n", covers=None)
    assert embedded.rows(District, "number", "parent")[-2:] == [("x", None), ("y", "x")]
    embedded.load("consultations", HEAD + "1;31.05.2016;x;copying\n")
    embedded.load("events", EVENTS + "1;31.05.2016;x, central;seminar;A\n")
    assert embedded.rows(Consultation, "district") == [("x",)]
    ru, _ = refusal_texts(embedded, "consultations", HEAD + "2;31.05.2016;х;copying\n")
    assert "кириллическая «х» на месте латинской «x»" in ru


@pytest.mark.parametrize(
    "spelling",
    [
        "central;kirovsky",
        "central, kirovsky",
        "Центральный/Кировский",
        "Центральный и Кировский",
        "central and Kirovsky",
        "Кировский\nЦентральный",
        "Кировский;\u00a0Центральный ;",
        "kirovsky,,central",
    ],
)
def test_several_districts_however_they_are_divided(embedded: World, spelling: str) -> None:
    embedded.load("events", EVENTS + f'1;31.05.2016;"{spelling}";seminar;A\n')
    with embedded.database.read() as session:
        codes = [
            row.district for row in session.query(EventDistrict).order_by(EventDistrict.district)
        ]
    assert codes == ["central", "kirovsky"]


@pytest.mark.parametrize("spelling", ["все районы", "Все", "all", "ALL districts"])
def test_all_districts_are_each_of_them(embedded: World, spelling: str) -> None:
    embedded.load("events", EVENTS + f"1;31.05.2016;{spelling};seminar;A\n")
    assert embedded_districts(embedded) == ["central", "kirovsky", "northern"]
    ru, _ = refusal_texts(embedded, "consultations", HEAD + f"1;31.05.2016;{spelling};copying\n")
    assert "оставьте ячейку пустой" in ru


def embedded_districts(world: World) -> list[str]:
    with world.database.read() as session:
        return [
            row.district for row in session.query(EventDistrict).order_by(EventDistrict.district)
        ]


def test_a_divider_in_a_name_belongs_to_the_name(embedded: World) -> None:
    call(embedded, ("central", "Ленинский и Южный"), ("kirovsky", "Рабочий, посёлок"))
    embedded.load(
        "events",
        EVENTS + '1;31.05.2016;"Рабочий, поселок и Ленинский и Южный/Северный";seminar;A\n',
    )
    assert embedded_districts(embedded) == ["central", "kirovsky", "northern"]


def test_of_several_districts_the_unknown_one_is_named(embedded: World) -> None:
    ru, _ = refusal_texts(
        embedded, "events", EVENTS + '1;31.05.2016;"Центральный, Атлантида";seminar;A\n'
    )
    assert "Района «Атлантида» в программе нет" in ru


def test_columns_are_known_however_their_titles_are_spelled(embedded: World) -> None:
    embedded.load(
        "consultations", "\u200bДата *;вид\u00a0 обращения;Рай\u00adон\n2016;копирование;\n"
    )
    assert embedded.rows(Consultation, "request") == [("copying",)]


@pytest.mark.parametrize("spelling", ["НКО–1", "НКО-1\u200b", "нко-1", "НКО—1", "\u00a0НКО-1"])
def test_an_organisation_is_known_however_its_number_is_spelled(
    embedded: World, spelling: str
) -> None:
    embedded.load("organisations", "number;name\nНКО-1;Ветераны\n", covers=None)
    embedded.load("grants", f"number;date;organisation\n1;2016;{spelling}\n")
    assert embedded.rows(Grant, "organisation_id") == [(1,)]


def test_an_organisation_that_may_be_two_is_refused_by_both_names(embedded: World) -> None:
    embedded.load("organisations", "number;name\nНКО-1;Ветераны\nнко-1;Дети\n", covers=None)
    ru, en = refusal_texts(embedded, "grants", "number;date;organisation\n1;2016;Нко-1\n")
    assert "Ветераны (НКО-1), Дети (нко-1)" in ru
    assert "exactly as it is kept" in en
    embedded.load("grants", "number;date;organisation\n1;2016;нко-1\n")
    assert embedded.rows(Grant, "organisation_id") == [(2,)]


def test_an_organisation_given_by_its_name_is_told_its_number(embedded: World) -> None:
    embedded.load("organisations", "number;name\nНКО-1;«Ветераны»\n", covers=None)
    ru, _ = refusal_texts(embedded, "grants", 'number;date;organisation\n1;2016;"""ветераны"""\n')
    assert "«Ветераны» (НКО-1)" in ru
    ru, _ = refusal_texts(embedded, "grants", "number;date;organisation\n1;2016;HКО-1\n")
    assert "латинская «H» на месте кириллической «Н»" in ru


def test_digits_that_a_spreadsheet_has_cut_are_told(embedded: World) -> None:
    for kind, text in (
        ("organisations", "name;ogrn\nА;1,0227E+12\n"),
        ("grants", "number;date;organisation\n1;2016;1.0227E+12\n"),
        ("consultations", HEAD + "2.70201E+11;2016;;copying\n"),
    ):
        ru, en = refusal_texts(
            embedded, kind, text, covers=None if kind == "organisations" else "none"
        )
        assert "последние цифры пропали" in ru
        assert "Format the column as text" in en


def test_the_number_of_a_record_is_the_same_with_another_dash_or_space(embedded: World) -> None:
    embedded.load("consultations", HEAD + "К–118;31.05.2016;;copying\n")
    assert embedded.rows(Consultation, "number") == [("К-118",)]
    receipt = embedded.load("consultations", HEAD + "\u200bК\u2011118;31.05.2016;;copying\n")
    assert (receipt.accepted, receipt.skipped) == (0, 1)
    assert embedded.refused("consultations", HEAD + "К—118;31.05.2016;;premises\n") == [
        "import_number_taken"
    ]
    doubled = HEAD + "К 1;2016;;copying\nК\u00a01;2016;;premises\n"
    assert embedded.refused("consultations", doubled) == ["import_number_doubled"]


def test_the_name_of_a_contest_is_one_whatever_its_spaces(embedded: World) -> None:
    embedded.load(
        "grants",
        "number;date;contest;title\n1;2016;Конкурс\u00a02016;Весна\u00a0–\u00a0лето\n2;2016;Конкурс  2016;Б\n",
    )
    assert embedded.rows(Grant, "contest") == [("Конкурс 2016",), ("Конкурс 2016",)]
    assert embedded.rows(Grant, "title")[0] == ("Весна\u00a0–\u00a0лето",), (
        "free text is kept as it was typed"
    )


def test_indicators_and_parts_are_known_by_their_codes_and_shown_by_their_names(
    embedded: World,
) -> None:
    embedded.load(
        "observations", "indicator;period;value\nSurvey\u200b;II квартал 2016;5\n", covers=None
    )
    assert embedded.rows(Observation, "indicator", "period") == [("survey", "2016-Q2")]
    ru, _ = refusal_texts(
        embedded, "observations", "indicator;period;value\nsurvеy;2016;5\n", covers=None
    )
    assert "кириллическая «е» на месте латинской «e»" in ru
    ru, en = refusal_texts(embedded, "budgets", "part;year;funding\nhelp2;2016;city\n", covers=None)
    assert "Есть: Поддержка (help)" in ru
    assert "Поддержка (help)" in en


def test_long_cells_are_refused_before_they_are_normalised(embedded: World) -> None:
    hostile = "e" + "\u0316\u0301" * 15_000
    for column in ("number", "district", "request"):
        cells = {
            "number": "1",
            "date": "2016",
            "district": "",
            "request": "copying",
            column: hostile,
        }
        text = ";".join(cells) + "\n" + ";".join(cells.values()) + "\n"
        assert embedded.refused("consultations", text) == ["import_text_long"]
    for kind, text in (
        ("events", EVENTS + f"1;2016;{hostile};seminar;A\n"),
        ("grants", f"date;organisation\n2016;{hostile}\n"),
        ("grants", f"date;contest\n2016;{hostile}\n"),
    ):
        assert embedded.refused(kind, text) == ["import_text_long"]


def test_a_district_may_be_called_by_the_rest_of_its_name(embedded: World) -> None:
    call(embedded, ("central", "Центральный район"))
    embedded.load(
        "consultations",
        HEAD + "1;31.05.2016;Центральный;copying\n2;31.05.2016;ЦЕНТРАЛЬНЫЙ;copying\n",
    )
    assert embedded.rows(Consultation, "district") == [("central",)] * 2


def test_a_short_name_is_no_other_districts_whole_name_and_no_two_districts(
    embedded: World,
) -> None:
    call(embedded, ("central", "Северный район"), ("northern", "Северный"))
    embedded.load("consultations", HEAD + "1;31.05.2016;Северный;copying\n")
    assert embedded.rows(Consultation, "district") == [("northern",)]
    call(embedded, ("central", "Новый район"), ("northern", "Новый округ"))
    ru, _ = refusal_texts(embedded, "consultations", HEAD + "2;31.05.2016;Новый;copying\n")
    assert "Новый район (central), Новый округ (northern)" in ru


@pytest.mark.parametrize(
    ("spelling", "ru", "en"),
    [
        (
            "Кіровский",
            "знак 2 – нерусская «і» на месте кириллической «и»",
            "the non-Russian “і” in place of Cyrillic “и”",
        ),
        (
            "Кировськiй",
            "знак 9 – латинская «i» среди русских букв",
            "Latin “i” among Russian letters",
        ),
        (
            "Кировѕкий",
            "знак 6 – нерусская «ѕ» среди русских букв",
            "non-Russian “ѕ” among Russian letters",
        ),
    ],
)
def test_a_letter_of_another_cyrillic_alphabet_is_named(
    embedded: World, spelling: str, ru: str, en: str
) -> None:
    russian, english = refusal_texts(
        embedded, "consultations", f"{HEAD}1;2016;{spelling};copying\n"
    )
    assert ru in russian
    assert en in english


def test_sheets_stand_in_the_quotation_marks_of_the_language(embedded: World) -> None:
    path = embedded.folder / "file.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Север", "Юг"):
            book.add_worksheet(name).write_column(0, 0, ["number", "1"])
            book.get_worksheet_by_name(name).write_column(0, 1, ["date", "2016"])
            book.get_worksheet_by_name(name).write_column(0, 2, ["request", "copying"])
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", path)
    assert "«Север» (1), «Юг» (1)" in refusal.value.text("ru")
    assert "“Север” (1), “Юг” (1)" in refusal.value.text("en")
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", path, sheet="Запад")
    assert "“Север”, “Юг”" in refusal.value.text("en")


def test_a_receipt_names_the_kind_and_the_programme(embedded: World) -> None:
    with embedded.database.transaction("edit", "names") as change:
        for row in change.session.query(Passport):
            row.texts = {"short_name": {"ru": "Город", "en": "The city"}}
    receipt = embedded.load("consultations", f"{HEAD}1;2016;central;copying\n")
    assert "вид «Консультации», загружен в программу «Город»" in receipt.text("ru")
    assert "kind “Consultations”, was loaded into the programme “The city”" in receipt.text("en")


def test_a_year_outside_a_unit_and_coverage_are_refused_without_codes(embedded: World) -> None:
    texts = [
        refusal_texts(embedded, "consultations", "number,date,request\n1,2013,copying\n"),
        refusal_texts(
            embedded, "targets", "indicator,period,value\nconsultations,2016,5\n", covers="2016"
        ),
        refusal_texts(
            embedded, "consultations", "number,date,request\n1,2016,copying\n", covers="2013"
        ),
    ]
    assert all("city" not in text and "targets" not in text for pair in texts for text in pair)
    assert "«Плановые значения»" in texts[1][0]
    assert "“Targets”" in texts[1][1]
