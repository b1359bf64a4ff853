"""A further language is a folder of catalogues: found by itself, offered, and used for numbers and
dates; what it lacks is in the language of content that it names.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from flask import Flask
from werkzeug.test import TestResponse

from dashboard.http import context
from dashboard.http.languages import languages_of
from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from data.refusals import Refusal
from tests.dashboard.text.test_language import messages

SPOKEN = "⟦{}⟧"
"""How the pseudo-language says a sentence: whatever lacks the brackets stands outside its catalogue."""


PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"
}
"""As the manual of gettext has it, which Babel's own rule does not follow."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "locales"


@pytest.fixture
def speaking(server: Flask, folder: Path) -> Iterator[Flask]:
    """The server with what the folder holds when the first page is asked for."""
    before = server.extensions.get(context.LOCALES)
    server.extensions[context.LOCALES] = folder
    yield server
    server.extensions[context.LOCALES] = before


def catalogue(folder: Path, code: str, *entries: tuple[object, object], content: str = "") -> None:
    """A file as a translator leaves it."""
    words = Catalog(locale=code)
    if code in PLURALS:
        words.mime_headers = [("Plural-Forms", PLURALS[code])]
    for message, translation in entries:
        words.add(message, translation)
    place = folder / code / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "itog.po").open("wb") as file:
        write_po(file, words, omit_header=False)
    if content:
        text = (place / "itog.po").read_text("utf-8")
        head = f'"X-Content-Language: {content}\\n"\n"Language: '
        (place / "itog.po").write_text(text.replace('"Language: ', head, 1), "utf-8")


def pseudo_language(folder: Path, code: str = "de") -> None:
    """Every sentence of the code and the templates, in brackets."""
    forms = Catalog(locale=code).num_plurals
    entries = [
        (each, tuple(SPOKEN.format(each[1]) for _form in range(forms)))
        if len(each) > 1
        else (each[0], SPOKEN.format(each[0]))
        for each in messages()
    ]
    catalogue(folder, code, *entries)


def test_a_language_is_found_offered_and_spoken(speaking, folder):
    pseudo_language(folder)
    reader = speaking.test_client()
    page = reader.get("/login?lang=de").text
    assert '<html lang="de"' in page
    assert "⟦Sign in⟧" in page
    assert ">Deu<" in page
    assert 'lang="de"' in reader.get("/?lang=de").text
    # whoever asks for no language has the ones that ship
    assert '<html lang="ru"' in speaking.test_client().get("/").text


def test_numbers_and_dates_are_babels_and_content_is_english(speaking, folder):
    catalogue(folder, "nl", ("Achieved", "Behaald"))
    with speaking.test_request_context("/?lang=nl"):
        assert formats.number(Decimal("1234567.5"), 1) == "1.234.567,5"
        assert formats.short_date(datetime.date(2016, 5, 12)) == "12 mei 2016"
        assert formats.period("2016-05").startswith("mei")
        assert (labels.status_name("achieved"), labels.status_name(None)) == ("Behaald", "No plan")
        assert labels.in_language({"ru": "Район", "en": "District"}) == "District"
        assert labels.in_language({"ru": "Район", "en": "District"}).language == "en"


FILES_OF_A_READER = (
    "/register.xlsx",
    "/report.docx?period=2014",
    "/report.xlsx?period=2014",
    "/calendar.ics",
    "/feed.atom",
    "/llms.txt",
    "/api/v1/findings?programme=khabarovsk-2014-2020&year=2014",
    "/api/v1/values?programme=khabarovsk-2014-2020&indicator=nothing",
    "/api/v1/openapi.json",
)


@pytest.mark.parametrize("address", FILES_OF_A_READER)
def test_a_file_is_whole_in_the_language_of_its_content(speaking, folder, address):
    pseudo_language(folder)
    reader = speaking.test_client()
    own, english = (reader.get(address, headers={"Accept-Language": code}) for code in ("de", "en"))
    assert own.status_code == english.status_code
    assert words(own) == words(english)
    assert words(own)
    assert not any("⟦" in each for each in words(own))


def words(answer: TestResponse) -> list[str]:
    """The texts of an answer; of an archive those of its members, whose moments are others each time."""
    if not is_zipfile(BytesIO(answer.data)):
        return answer.text.splitlines()
    with ZipFile(BytesIO(answer.data)) as archive:
        names = [name for name in archive.namelist() if not name.startswith("docProps/")]
        return [archive.read(name).decode("utf-8", "replace") for name in names]


def test_a_language_may_have_the_content_in_russian(speaking, folder):
    catalogue(folder, "kk", ("Achieved", "Орындалды"), content="ru")
    with speaking.test_request_context("/?lang=kk"):
        assert labels.in_language({"ru": "Район", "en": "District"}) == "Район"
        # a sentence that nobody has translated is in the language of the content, too
        assert (labels.status_name("achieved"), labels.status_name(None)) == (
            "Орындалды",
            "Нет плана",
        )


@pytest.mark.parametrize(
    ("code", "forms", "of_number"),
    [
        ("pl", ("{number} rekord", "{number} rekordy", "{number} rekordów"), {1: 0, 2: 1, 22: 1, 5: 2, 12: 2, 0: 2}),
        ("ar", tuple(f"{{number}} صيغة {form}" for form in range(6)), {0: 0, 1: 1, 2: 2, 3: 3, 11: 4, 100: 5, 103: 3}),
    ],
)  # fmt: skip
def test_plural_forms_are_those_of_the_language(speaking, folder, code, forms, of_number):
    catalogue(folder, code, (("{number} record", "{number} records"), forms))
    with speaking.test_request_context(f"/?lang={code}"):
        for number, form in of_number.items():
            sentence = ngettext("{number} record", "{number} records", number)
            assert sentence == forms[form].format(number=formats.number(number))
        assert _("Achieved") == "Achieved"
    assert ("rtl" in languages_of(folder)[code].attributes) == (code == "ar")


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [("klingon", "", "language_unknown"), ("kk", "fr", "language_content")],
)
def test_a_folder_that_is_no_language_is_refused(folder, name, content, rule):
    catalogue(folder, "kk", ("Achieved", "x"), content=content)
    (folder / "kk").rename(folder / name)
    with pytest.raises(Refusal) as refused:
        languages_of(folder)
    assert refused.value.problems[0].rule == rule


def test_a_catalogue_with_another_number_of_forms_is_refused(speaking, folder):
    catalogue(folder, "pl", (("{number} record", "{number} records"), ("a", "b", "c")))
    path = folder / "pl/LC_MESSAGES/itog.po"
    path.write_text(path.read_text("utf-8").replace('msgstr[2] "c"\n', ""), "utf-8")
    with speaking.test_request_context("/?lang=pl"), pytest.raises(Refusal) as refused:
        _("Achieved")
    assert refused.value.problems[0].rule == "language_plurals"


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refusal):
        languages_of(tmp_path / "nowhere")
