"""Forms of a programme's own: places filled and read back, and files that are refused."""

import datetime
import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from flask import Flask
from openpyxl.styles import Font, PatternFill

from data.passports import DEFAULT_PROGRAMME, programme_id
from data.refusals import NotFound, Refusal
from indicators.forms.form import FormQuestion
from indicators.forms.templates import check_template
from indicators.forms.templates.keeping import load_templates
from indicators.forms.templates.own_forms import own_forms
from indicators.forms.templates.places import cells_of, known_places
from indicators.forms.year import FormYear
from indicators.loading import load
from tests.dashboard.forms.conftest import Written
from tests.indicators.forms.town import form_town
from tests.sample_programme import SampleProgramme

KNOWN = known_places(["trust", "days"], ["help"])
PLACED = {
    "A1": "Отчёт за {{ year }} год: {{ programme.name }}",
    "A2": "{{ illustrative }}",
    "A3": "{{ indicator.trust.name }}",
    "B3": "{{ indicator.trust.plan }}",
    "C3": "{{indicator.trust.actual}}",
    "D3": "{{ indicator.trust.degree }}",
    "E3": "{{ indicator.trust.status }}",
    "A4": "{{ indicator.teams.name }}",
    "C4": "{{ indicator.teams.actual }}",
    "E4": "{{ indicator.days.reason }}",
    "B5": "{{ part.help.money.cash_thousand }}",
    "C5": "{{ money.cash }}",
    "D5": "=B5*2",
    "E5": "{{ day }}",
}
FILLED = {
    "A1": "Отчёт за 2015 год: Развитие",
    "A2": "Условные данные: часть чисел придумана для показа.",
    "A3": "trust",
    "B3": 30,
    "C3": 29.97,
    "D3": 99.9,
    "E3": "Почти достигнут",
    "A4": "teams",
    "C4": "–",
    "E4": "=Не хватало людей",
    "B5": 120.00045,
    "C5": 150000.45,
    "D5": "=B5*2",
}


def workbook(cells: dict[str, str] = PLACED) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for at, text in cells.items():
        sheet[at] = text
    sheet["B3"].font, sheet["B3"].number_format = Font(bold=True, name="Arial"), "0.000"
    sheet["A1"].fill = PatternFill("solid", fgColor="FFEEDD")
    sheet.merge_cells("A1:E1")
    for column, width in (("A", 44), ("B", 16), ("C", 16), ("D", 16), ("E", 22)):
        sheet.column_dimensions[column].width = width
    return saved(book)


def document(*texts: str) -> bytes:
    word_file = Document()
    for text in texts:
        word_file.add_paragraph(text)
    return saved(word_file)


def saved(word_file) -> bytes:
    content = io.BytesIO()
    word_file.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return changed.getvalue()


TEXTS = (
    "{{ programme.name }}: {{indicator.days.actual}}",
    "{{ illustrative }}",
    "{{ money.cash }}",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    folder = tmp_path_factory.mktemp("own")
    (folder / "forms").mkdir()
    (folder / "forms" / "town-table.xlsx").write_bytes(workbook())
    split = Document(io.BytesIO(document(*TEXTS)))
    paragraph = split.add_paragraph("План ")
    for run in ("{", "{ indicator.", "trust.plan }", "}"):
        paragraph.add_run(run).bold = True
    split.sections[0].header.paragraphs[0].text = "За {{ year }}"
    split.core_properties.title = "Письмо главе"
    (folder / "forms" / "letter.docx").write_bytes(saved(split))
    with form_town(f"sqlite:///{folder / 'itog.db'}") as town:
        town.deviation_reason("days", 2015, "=Не хватало людей")
        with town.database.transaction("load", "forms", author="itog") as change:
            load_templates(change, programme_id(change.session, DEFAULT_PROGRAMME), folder)
        yield town


def test_a_workbook_is_filled_cell_by_cell(written: Written) -> None:
    sheet = openpyxl.load_workbook(written("town-table", "table.xlsx")).active
    assert {at: sheet[at].value for at in FILLED} == FILLED
    assert sheet["E4"].data_type == "s"
    assert sheet["E5"].value.date() == datetime.date(2018, 1, 1)
    assert (sheet["B3"].number_format, sheet["C3"].number_format) == ("0.000", "#,##0.00")
    assert sheet["B5"].number_format == "#,##0.00000"


def test_the_look_of_a_workbook_is_kept(written: Written) -> None:
    sheet = openpyxl.load_workbook(written("town-table", "table.xlsx")).active
    assert sheet["B3"].font.bold
    assert sheet["B3"].font.name == "Arial"
    assert sheet["A1"].fill.fgColor.rgb == "00FFEEDD"
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:E1"]
    assert sheet.column_dimensions["A"].width == 44


def test_a_document_is_filled_in_the_reader_s_language(written: Written) -> None:
    filled = Document(str(written("letter", "letter.docx", language="en")))
    assert [each.text for each in filled.paragraphs] == [
        "Growth: 12.5",
        "Illustrative data: some of the numbers were made up for show.",
        "150,000.45",
        "План 30.0",
    ]
    assert filled.sections[0].header.paragraphs[0].text == "За 2015"


def test_every_known_place_can_be_filled(world: SampleProgramme) -> None:
    with world.database.read() as session:
        year = FormYear(session, FormQuestion(DEFAULT_PROGRAMME, 2015))
        parts = [each.code for each in year.evaluator.parts]
        known = known_places(year.definitions, parts)
        cells = cells_of(year, known)
    words = {place for place in known if place.endswith(".status")} | {"period"}
    assert set(cells) | words == set(known)


@pytest.mark.parametrize(
    ("file", "content", "rule", "words"),
    [
        ("a.xlsx", workbook({"B7": "{{ indicator.trsut.plan }}"}), "form_place_unknown",
         ("a.xlsx", "строка 7", "столбец «B»", "indicator.trsut.plan", "Похоже на «indicator.trust.plan»")),
        ("a.docx", document("Мы: {{ indicator.trust.plans }}"), "form_place_unknown",
         ("a.docx", "Мы: {{ indicator.trust.plans }}", "Похоже на «indicator.trust.plan»")),
        ("a.docx", document("{{ ''.__class__.__mro__ }}"), "form_place_unknown", ("__class__",)),
        ("a.docx", document("{{ cycler.__init__.__globals__.os.popen('id') }}"),
         "form_place_unknown", ("cycler",)),
        ("a.docx", document("{% for a in range(10**9) %}x{% endfor %}"), "form_template_working", ("for a",)),
        ("a.docx", document("{{r year }}"), "form_template_working", ()),
        ("a.docx", document("{{ year"), "form_place_unclosed", ()),
        ("a.xlsx", workbook({"A1": "{{ year"}), "form_place_unclosed", ("столбец «A»",)),
        ("a.xlsx", workbook({"A2": '="{{ year }}"'}), "form_place_unclosed", ()),
        ("a.xlsx", workbook({"A1": "{{ year }}"}), "form_template_no_mark", ()),
        ("a.xlsx", workbook({"XFD1048576": "x"}), "form_template_endless", ()),
        ("a.xlsx", with_part(workbook(), "xl/vbaProject.bin", b"x"), "form_template_part", ("vbaProject",)),
        ("a.xlsx", with_part(workbook(), "xl/charts/chart1.xml", b"<a/>"), "form_template_part", ("chart1",)),
        ("a.xlsx", with_part(workbook(), "xl/comments1.xml", b"<a>{{ year }}</a>"),
         "form_place_elsewhere", ("comments1",)),
        ("a.docx", with_part(document("x"), "word/settings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
         "form_template_damaged", ()),
        ("a.docx", with_part(document("x"), "word/_rels/settings.xml.rels",
         b'<Relationships xmlns="r"><Relationship Type="x/attachedTemplate" TargetMode="External"'
         b' Target="http://elsewhere.example/t.dotm"/></Relationships>'),
         "form_template_address", ("elsewhere.example",)),
        ("a.xlsx", with_part(workbook(), "xl/media/a.png", bytes(17 << 20)), "form_template_too_big", ("16",)),
        ("a.docx", bytes(3 << 20), "form_template_too_big", ("2 МБ",)),
        ("a.docx", b"not an archive", "form_template_damaged", ()),
        ("a.docx", workbook(), "form_template_damaged", ()),
        ("a.xlsx", document("x"), "form_template_damaged", ()),
    ],
)  # fmt: skip
def test_a_file_is_refused(file: str, content: bytes, rule: str, words: tuple[str, ...]) -> None:
    with pytest.raises(Refusal) as refusal:
        check_template(file, content, KNOWN)
    assert refusal.value.problems[0].rule == rule
    for word in words:
        assert word in refusal.value.text("ru")


def test_an_endless_merged_range_is_refused_before_it_is_read() -> None:
    book = workbook()
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    endless = with_part(book, "xl/worksheets/sheet1.xml", sheet.replace(b"A1:E1", b"A1:XFD1048576"))
    with pytest.raises(Refusal) as refusal:
        check_template("a.xlsx", endless, KNOWN)
    assert refusal.value.problems[0].rule == "form_template_endless"


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Форма.docx", "form_template_name"),
        ("table.xlsm", "form_template_name"),
        ("indicators.xlsx", "form_template_taken"),
    ],
)
def test_a_name_is_refused(tmp_path: Path, world: SampleProgramme, name: str, rule: str) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / name).write_bytes(workbook())
    with (
        pytest.raises(Refusal) as refusal,
        world.database.transaction("load", "forms", author="itog") as change,
    ):
        load_templates(change, programme_id(change.session, DEFAULT_PROGRAMME), tmp_path)
    assert refusal.value.problems[0].rule == rule


def test_a_folder_is_loaded_with_its_forms_or_not_at_all(tmp_path: Path, sqlite_url: str) -> None:
    words = {"ru": "Посёлок", "en": "Village"}
    passport = {"code": "village", "first_year": 2015, "last_year": 2016, "texts": {"name": words}}
    (tmp_path / "programme.yaml").write_text(json.dumps(passport), encoding="utf-8")
    (tmp_path / "forms").mkdir()
    table, cells = tmp_path / "forms" / "table.xlsx", {"A1": "{{ illustrative }}"}
    with form_town(sqlite_url) as town:
        table.write_bytes(workbook({**cells, "A2": "{{ indicator.trust.plan }}"}))
        with pytest.raises(Refusal) as refusal:
            load(town.database, tmp_path)
        assert refusal.value.problems[0].rule == "form_place_unknown"
        table.write_bytes(workbook(cells))
        load(town.database, tmp_path)
        with town.database.read() as session:
            assert [each.code for each in own_forms(session, "village")] == ["table"]


def test_other_forms_and_files_are_refused(written: Written) -> None:
    for code, name, quarter, rule in (
        ("letter", "letter.xlsx", None, "form_file_unknown"),
        ("letter", "letter.docx", 2, "form_quarter_places"),
    ):
        with pytest.raises(Refusal) as refusal:
            written(code, name, quarter=quarter)
        assert refusal.value.problems[0].rule == rule
    with pytest.raises(NotFound) as unknown:
        written("leter", "letter.docx")
    assert "letter" in unknown.value.text("ru")


def test_the_page_leads_to_the_file(server: Flask) -> None:
    client = server.test_client()
    answer = client.get("/report/own?form=town-table&period=2015", headers={"X-Lang": "ru"})
    assert answer.status_code == 200
    assert f"town-table-{DEFAULT_PROGRAMME}-2015.xlsx" in answer.headers["Content-Disposition"]
    assert client.get("/report/own?form=none&period=2015").status_code == 404


@pytest.mark.office
def test_an_office_opens_both(written: Written, convert: Callable[[Path, str], Path]) -> None:
    for code, name, word in (
        ("town-table", "table.xlsx", "150,000.45"),
        ("letter", "letter.docx", "Развитие: 12,5"),
    ):
        text = subprocess.run(
            ["pdftotext", "-layout", str(convert(written(code, name), "pdf")), "-"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        assert word in text
