"""A steward matches the columns and words of another system's file by hand, saves them as a source, and
uses it again.
"""

import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from data.accounts import accounts
from data.passports import DEFAULT_PROGRAMME
from data.sources.saved import saved_source, saved_sources
from data.tables.definitions import Observation
from tests.dashboard.steward.imports.test_uploads import PHRASE, START, checked, job_of, signed_in
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

MAPPINGS = "/steward/imports/mappings"
HEAD = "№ обращения;Дата;Участок;Суть;Оператор\n"
MARCH = HEAD + "п-1;05.03.2016;Сев.;вопрос;Иванова\nп-2;11.03.2016;south;Помещения;Петров\n"
APRIL = HEAD + "п-3;05.04.2016;Сев.;вопрос;Иванова\n"
SURVEY = "Показатель;Период;Итог;Группа\nsupport;2016;61,5;молодёжь\nsupport;2016;48,0;от 60\n"
AGE = {
    "age": {
        "name": {"ru": "Возраст", "en": "Age <group>"},
        "values": {
            "young": {"ru": "до 35", "en": "under 35"},
            "old": {"ru": "от 60", "en": "60 and over"},
        },
    }
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('mapping') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        world.define("visits", kind="count", measure="consultations")
        with world.database.writing("test") as session:
            accounts.add(session, "anna", PHRASE)
            accounts.add(session, "boris", PHRASE)
            accounts.add(session, "vera", PHRASE, programmes=["elsewhere"])
        yield world


@pytest.fixture
def anna(server: Flask) -> FlaskClient:
    return signed_in(server, "anna")


def version_in(page: str) -> str:
    match = re.search(r'name="version" value="(\d+)"', page)
    assert match
    return match[1]


def text_of(client: FlaskClient, address: str) -> str:
    return unescape(client.get(f"{address}?lang=en").text)


def chosen(page: str) -> list[str]:
    """What is chosen for each column of the file."""
    selects = re.findall(
        r'<select class="form-select" name="column-\d+".*?</select>', page, re.DOTALL
    )
    return ["".join(re.findall(r'value="([^"]*)" selected', each)) for each in selects]


def words_of(page: str) -> list[tuple[str, str, str]]:
    """Each word that is to be matched: its column, its text, and what it becomes."""
    parts = (rf'name="word-{part}" value="([^"]*)"' for part in ("column", "was", "now"))
    pattern = ".*?".join(parts)
    return re.findall(pattern, page, re.DOTALL)


def match_form(page: str, columns: list[str], words: dict[str, str]) -> dict[str, Any]:
    lines = [(column, was, words.get(was, now)) for column, was, now in words_of(page)]
    return {
        "version": version_in(page),
        **{f"column-{place}": name for place, name in enumerate(columns)},
        "word-column": [column for column, _was, _now in lines],
        "word-was": [was for _column, was, _now in lines],
        "word-now": [now for _column, _was, now in lines],
    }  # fmt: skip


def rows(world: SampleProgramme) -> list[tuple[str, str, str | None, str]]:
    columns = (Consultation.number, Consultation.date, Consultation.district, Consultation.request)
    with world.database.read() as session:
        living = select(*columns).where(Consultation.until.is_(None)).order_by(Consultation.number)
        return [(each[0], str(each[1]), each[2], each[3]) for each in session.execute(living)]


def test_a_refused_file_is_matched_by_hand_saved_and_read_by_its_source_from_then_on(
    anna: FlaskClient, world: SampleProgramme
) -> None:
    address = checked(anna, MARCH, covers="2016-03")
    token = address.rpartition("/")[2]
    assert "no such column" in text_of(anna, address)
    page = text_of(anna, f"{MAPPINGS}/{token}")
    # by label, by likeness (“Вид обращения”), and nothing where nothing is near
    assert chosen(page) == ["request", "date", "", "", ""]
    assert "Иванова · Петров" in page
    undecided = anna.post(
        f"{MAPPINGS}/{token}?lang=en", data=match_form(page, ["number", "date", "", "", "-"], {})
    )
    assert undecided.status_code == 400
    assert "not said what these columns are: “Участок”, “Суть”" in unescape(undecided.text)
    columns = ["number", "date", "district", "request", "-"]
    twice = match_form(page, ["number", "date", "district", "district", "request"], {})
    assert "Several columns of the file go into one column" in unescape(
        anna.post(f"{MAPPINGS}/{token}?lang=en", data=twice).text
    )
    # the words of columns that were only now matched are asked about before the check
    asks = anna.post(f"{MAPPINGS}/{token}", data=match_form(page, columns, {}))
    assert asks.location.startswith(f"{MAPPINGS}/{token}")
    page = text_of(anna, f"{MAPPINGS}/{token}")
    assert chosen(page) == columns
    assert words_of(page) == [
        ("district", "Сев.", ""),
        ("request", "Помещения", "Помещение"),
        ("request", "вопрос", ""),
    ]
    form = match_form(page, columns, {"Сев.": "north", "Помещения": "Помещение"})
    assert job_of(anna, anna.post(f"{MAPPINGS}/{token}", data=form)).result.startswith(START)
    page = text_of(anna, address)
    # a word that was left unmatched is refused with its row, and may be mended there
    assert "1 problem in 1 row" in page
    assert "Columns of the file that were not loaded: “Оператор”" in page
    mend = {
        "kind": "consultations", "covers": "2016-03", "source": "~", "version": version_in(page),
        "cell-2-3": "consulting",
    }  # fmt: skip
    assert job_of(anna, anna.post(f"{address}/mend", data=mend)).result
    page = text_of(anna, address)
    assert "The file is sound" in page
    assert "a mapping of columns that is not saved" in page
    assert rows(world) == []
    save = {"version": version_in(page), "name": "Приёмная", "covers": "dates", "reason": "monthly"}
    job_of(anna, anna.post(f"{MAPPINGS}/{token}/save", data=save))
    assert "Read by the source “Приёмная”, version 1" in text_of(anna, address)
    loaded_number = load(anna, address)
    assert rows(world) == [
        ("п-1", "2016-03-05", "north", "consulting"), ("п-2", "2016-03-11", "south", "premises")
    ]  # fmt: skip
    assert "Read by the source “Приёмная”, version 1" in text_of(
        anna, f"/steward/imports/{loaded_number}"
    )
    # from then on: chosen when sending; the period comes from the rows
    page = text_of(
        anna, checked(anna, APRIL.replace("вопрос", "copying"), covers="", source="Приёмная")
    )
    assert "Judging by the dates of its rows, the file reports in full: 2016-04" in page
    assert "The file is sound" in page


def load(client: FlaskClient, address: str) -> int:
    page = client.get(address).text
    job = job_of(
        client,
        client.post(f"{address}/load", data={"version": version_in(page), "reason": "monthly"}),
    )
    number = re.search(r"/imports/(\d+)", job.result)
    assert number, job
    return int(number[1])


def test_sources_are_listed_renamed_and_deleted_by_stewards_of_the_programme(
    server: Flask, anna: FlaskClient, world: SampleProgramme
) -> None:
    address = checked(anna, MARCH, name="of.csv", covers="2016-03")
    token = address.rpartition("/")[2]
    columns = ["number", "date", "district", "request", "-"]
    page = text_of(anna, f"{MAPPINGS}/{token}")
    anna.post(f"{MAPPINGS}/{token}", data=match_form(page, columns, {}))
    page = text_of(anna, f"{MAPPINGS}/{token}")
    words = {"Сев.": "north", "вопрос": "consulting", "Помещения": "premises"}
    job_of(anna, anna.post(f"{MAPPINGS}/{token}", data=match_form(page, columns, words)))
    save = {"version": version_in(text_of(anna, address)), "name": "Б <i>", "reason": "monthly"}
    # somebody else's upload is nobody's here
    boris = signed_in(server, "boris")
    assert boris.get(f"{MAPPINGS}/{token}").status_code == 404
    assert boris.post(f"{MAPPINGS}/{token}/save", data=save).status_code == 404
    job_of(anna, anna.post(f"{MAPPINGS}/{token}/save", data=save))
    listed = boris.get("/steward/sources?lang=en").text
    assert "Б &lt;i&gt;" in listed
    assert "<i>" not in listed
    changes = {"name": "Б <i>", "new": "Центр", "reason": "its name"}
    vera = signed_in(server, "vera")
    about = {"programme": DEFAULT_PROGRAMME}
    for deed in ("rename", "withdraw"):
        refused = vera.post(f"/steward/sources/{deed}", data=changes, query_string=about)
        assert refused.status_code == 403
        assert (
            boris.post(f"/steward/sources/{deed}", data={**changes, "reason": ""}).status_code
            == 400
        )
    assert boris.post("/steward/sources/rename", data=changes).status_code == 303
    with world.database.read() as session:
        named = {each.name: each.version for each in saved_sources(session, DEFAULT_PROGRAMME)}
    assert named["Центр"] == 2
    assert (
        boris.post("/steward/sources/withdraw", data={**changes, "name": "Центр"}).status_code
        == 303
    )
    with world.database.read() as session:
        assert "Центр" not in {each.name for each in saved_sources(session, DEFAULT_PROGRAMME)}
    assert "Source withdrawn" in boris.get("/steward/audit?lang=en").text
    gone = boris.post(f"{START}?lang=en", data={
        "kind": "consultations", "covers": "", "source": "Центр",
        "file": (io.BytesIO(MARCH.encode()), "a.csv"),
    })  # fmt: skip
    assert (gone.status_code, "no source “Центр”" in unescape(gone.text)) == (400, True)


def test_values_of_an_attribute_are_matched_on_the_same_page_and_stay_when_a_file_lacks_them(
    anna: FlaskClient, world: SampleProgramme
) -> None:
    percent = {"ru": "%", "en": "%"}
    world.define("support", kind="observed", unit=percent, combine={}, disaggregations=AGE)
    about = {"kind": "observations", "name": "survey.csv", "covers": ""}
    columns = ["indicator", "period", "value", "by:age"]
    address = checked(anna, SURVEY, **about)
    token = address.rpartition("/")[2]
    page = anna.get(f"{MAPPINGS}/{token}?lang=en").text
    assert '<option value="by:age">Age &lt;group&gt; (by:age)</option>' in page
    anna.post(f"{MAPPINGS}/{token}", data=match_form(page, columns, {}))
    page = text_of(anna, f"{MAPPINGS}/{token}")
    # “от 60” is what a value is called
    assert words_of(page) == [("by:age", "молодёжь", "")]
    assert '<option value="under 35">' in page
    words = {"молодёжь": "under 35"}
    job_of(anna, anna.post(f"{MAPPINGS}/{token}", data=match_form(page, columns, words)))
    save = {"version": version_in(text_of(anna, address)), "name": "Опросы", "reason": "yearly"}
    job_of(anna, anna.post(f"{MAPPINGS}/{token}/save", data=save))
    load(anna, address)
    with world.database.read() as session:
        living = select(Observation.by, Observation.printed).where(Observation.until.is_(None))
        assert dict(session.execute(living).all()) == {"age=young": "61,5", "age=old": "48,0"}
    # a file without that word is matched anew: the source keeps it
    address = checked(anna, SURVEY.replace("молодёжь", "дети"), **about, source="Опросы")
    token = address.rpartition("/")[2]
    page = text_of(anna, f"{MAPPINGS}/{token}")
    assert words_of(page) == [("by:age", "дети", "")]
    match = match_form(page, columns, {"дети": "до 35"})
    job_of(anna, anna.post(f"{MAPPINGS}/{token}", data=match))
    save = {**save, "version": version_in(text_of(anna, address))}
    job_of(anna, anna.post(f"{MAPPINGS}/{token}/save", data=save))
    with world.database.read() as session:
        kept = saved_source(session, DEFAULT_PROGRAMME, "Опросы").mapping.words
    assert [(each.was, each.now) for each in kept] == [("молодёжь", "under 35"), ("дети", "до 35")]
