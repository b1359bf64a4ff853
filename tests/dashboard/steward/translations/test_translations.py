"""A text without English is shown in Russian and says so; the missing ones are typed in one grid."""

import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from data.drafts.reading import drafts
from data.tables.cells import Cell
from data.tables.places import District
from data.tables.programmes import Activity, Passport
from indicators.answers.facts import programme_facts
from indicators.definition.catalogue import read_catalogue
from indicators.translations.texts import missing_texts
from tests.dashboard.html_forms import forms
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.sample_programme import SampleProgramme

ADDRESS = "/steward/translations"
NAME = {"ru": "Обращения", "en": ""}


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """A town whose northern district, one indicator, one activity and one cut lack their English."""
    with changeable(tmp_path_factory.mktemp("translations")) as world:
        with world.revision() as change:
            north = change.session.scalars(
                select(District).where(District.number == "north", District.as_of(None))
            ).one()
            north.name_ru, north.name_en = "Северный", ""
            for code, name in (("west", "Западный"), ("east", "Восточный")):
                own = {"programme_id": world.programme_id, "since": change.revision}
                change.session.add(District(number=code, fingerprint=code, name_ru=name, **own))
            change.touch(world.programme_id, "districts")
            world.define("papers", kind="count", measure="consultations", name=NAME)
            world.define("letters", kind="count", measure="consultations", name=NAME)
        yield world


@pytest.fixture
def boris(server: Flask) -> FlaskClient:
    return signed_in(server, "boris")


def grid(browser: FlaskClient, choices: str = "") -> dict[str, str]:
    """The form of the grid as a browser would send it untouched."""
    page = browser.get(f"{ADDRESS}?{choices}").text
    (form,) = [
        each for each in forms(page) if each.action == ADDRESS and "reason" in dict(each.fields)
    ]
    return dict(form.fields)


def cell(form: dict[str, str], ending: str) -> str:
    (name,) = [name for name in form if name.startswith("word|") and name.endswith(ending)]
    return name


def test_the_grid_lists_what_lacks_its_english_and_nothing_else(anna, world):
    with world.database.read() as session:
        missing = {each.identity for each in missing_texts(session)[world.code]}
    listed = {name.split("|", 2)[2] for name in grid(anna) if name.startswith("word|")}
    assert listed == missing >= {"district|north|name", "indicator|papers|name"}
    of_districts = {name for name in grid(anna, "sort=district") if name.startswith("word|")}
    assert of_districts == {name for name in grid(anna) if "|district|" in name}
    everything = {name.split("|", 2)[2] for name in grid(anna, "texts=all") if "|" in name}
    assert "indicator|visits|name" in everything - missing


def test_a_page_shows_the_russian_and_says_so(server, world):
    reader = server.test_client()
    sign = {"lang": "ru", "data-untranslated": "in Russian"}
    assert heading(reader, "/district/north?lang=en") == ("Северный", sign)
    assert heading(reader, "/district/north?lang=ru") == ("Северный", {})
    assert heading(reader, "/district/south?lang=en")[1] == {}


def heading(reader: FlaskClient, address: str) -> tuple[str, dict[str, str]]:
    """What the heading of a page says, and in which language it says that it is."""
    (title,) = re.findall(
        r'{"props":({"children":"[^{}]*"page__title"[^{}]*})', reader.get(address).text
    )
    props = json.loads(title)
    marks = {name: props[name] for name in ("lang", "data-untranslated") if name in props}
    return props["children"], marks


def test_words_of_a_district_are_one_revision_that_changes_no_number(anna, world):
    form = grid(anna) | {"reason": "the map", "do": "save"}
    with world.database.read() as session:
        before = [programme_facts(session, world.code).revision, _cells(session)]
    form[cell(form, "district|west|name")] = "Western"
    saved = anna.post(ADDRESS, data=form)
    assert saved.status_code == 303, text_of(saved.text)
    with world.database.read() as session:
        facts = programme_facts(session, world.code)
        assert facts.places.by_code["west"].names == {"ru": "Западный", "en": "Western"}
        assert [facts.revision - 1, _cells(session)] == before
        (row,) = session.scalars(
            select(District).where(District.number == "west", District.as_of(None))
        )
        assert row.chain is not None
    audit = text_of(anna.get(f"/steward/audit/{facts.revision}").text)
    assert "Translations typed" in audit
    assert "Western" in audit
    assert "the map" in audit


def _cells(session) -> list[tuple[object, ...]]:
    columns = (Cell.id, Cell.value, Cell.since, Cell.until)
    return [tuple(row) for row in session.execute(select(*columns).order_by(Cell.id))]


def test_a_texts_words_go_into_the_passport_whatever_else_it_says(anna, world):
    form = grid(anna, "texts=all&sort=programme") | {"reason": "r", "do": "save"}
    name = cell(form, "programme|name")
    form[name] = "Another name"
    assert anna.post(ADDRESS, data=form).status_code == 303
    with world.database.read() as session:
        passports = session.scalars(select(Passport).order_by(Passport.id)).all()
    newest, earlier = passports[-1], passports[-2]
    assert newest.texts["name"]["en"] == "Another name"
    assert newest.texts["name"]["ru"] == earlier.texts["name"]["ru"]
    assert newest.settings == earlier.settings
    assert earlier.until == newest.since


def test_words_of_an_indicator_wait_in_a_draft_of_its_definition(anna, boris, world):
    form = grid(anna, "sort=indicator") | {"do": "save"}
    name = cell(form, "indicator|letters|name")
    assert anna.post(ADDRESS, data=form | {name: "Letters"}).status_code == 303
    with world.database.read() as session:
        (draft,) = drafts(session, world.code)
        in_force = read_catalogue(session, world.programme_id).newest("letters").definition
    assert "Letters" in draft.text
    assert in_force.name.in_language("en") == "Обращения"
    # another steward sees whose draft it is, and cannot write past it
    page = boris.get(f"{ADDRESS}?sort=indicator")
    assert "by anna: not published yet" in text_of(page.text)
    late = boris.post(ADDRESS, data={name: "Mail", "do": "save"})
    assert late.status_code == 409
    assert f"No. {draft.id}" in text_of(late.text)
    # its author goes on in it
    assert anna.post(ADDRESS, data={name: "Letters received", "do": "save"}).status_code == 303
    with world.database.read() as session:
        (again,) = drafts(session, world.code)
    assert (again.id, "Letters received" in again.text) == (draft.id, True)


def test_two_stewards_who_type_one_text_are_told_of_each_other(anna, boris, world):
    choices = "texts=all&sort=district"
    mine, theirs = (grid(browser, choices) | {"reason": "r"} for browser in (anna, boris))
    theirs[cell(theirs, "district|east|name")] = "Southern"
    assert boris.post(ADDRESS, data=theirs | {"do": "save"}).status_code == 303
    mine[cell(mine, "district|east|name")] = "South side"
    late = anna.post(ADDRESS, data=mine | {"do": "save"})
    assert late.status_code == 409
    assert "it now says: Southern" in text_of(late.text)
    # what was typed is still there, and saved the second time
    (again,) = [
        each
        for each in forms(late.text)
        if each.action == ADDRESS and "reason" in dict(each.fields)
    ]
    fields = dict(again.fields)
    assert fields[cell(fields, "district|east|name")] == "South side"
    assert anna.post(ADDRESS, data=fields | {"do": "save"}).status_code == 303


def test_nothing_is_saved_without_a_reason_or_over_a_text_that_is_none(anna, world):
    form = grid(anna, "texts=all&sort=district")
    name = cell(form, "district|east|name")
    refused = anna.post(ADDRESS, data={name: "S", "reason": " ", "do": "save"})
    assert refused.status_code == 400
    unseen = anna.post(
        ADDRESS, data={name: "S\x07", "do": "check"}, headers={"Accept": "application/json"}
    )
    assert unseen.json["cells"][name]["wrong"]
    for hostile in ("word|x|district|nowhere|name", "word|", "word|x", f"word|x|{'y' * 2000}"):
        assert anna.post(ADDRESS, data={hostile: "S", "do": "save"}).status_code == 400


def test_only_stewards_of_the_programme_type(server, world):
    for name in ("vera", "elsewhere"):
        assert signed_in(server, name).post(ADDRESS, data={"do": "save"}).status_code == 403
    assert server.test_client().get(ADDRESS).status_code in (302, 303, 401)


def test_an_activity_keeps_all_but_its_english(anna, world):
    with world.revision() as change:
        change.session.add(
            Activity(
                programme_id=world.programme_id,
                number="2015-1",
                fingerprint="x",
                year=2015,
                name_ru="Газета",
                name_en="",
                responsible="Отдел",
                programme_money=100,
                illustrative=True,
                source="Отчёт",
                since=change.revision,
            )
        )
        change.touch(world.programme_id, "activities", years=[2015])
    form = grid(anna, "sort=activity") | {"reason": "r", "do": "save"}
    form[cell(form, "activity|2015-1|name")] = "Newspaper"
    saved = anna.post(ADDRESS, data=form)
    assert saved.status_code == 303, text_of(saved.text)
    with world.database.read() as session:
        first, second = session.scalars(
            select(Activity).where(Activity.number == "2015-1").order_by(Activity.id)
        )
    assert (second.name_ru, second.name_en, second.chain) == ("Газета", "Newspaper", first.id)
    kept = ("responsible", "programme_money", "illustrative", "source", "year")
    assert [getattr(first, name) for name in kept] == [getattr(second, name) for name in kept]
