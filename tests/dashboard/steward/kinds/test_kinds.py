"""A publisher describes a kind of records in a form, sees what the check says, and publishes it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.declaring.publishing import living_texts
from data.imports.registry import adopt
from tests.dashboard.html_forms import forms
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.sample_programme import SampleProgramme

SCREEN = "/steward/kinds"
YARDS = {
    "ru": "Дворы",
    "en": "Yards",
    "place": "district",
    "c-ru-1": "Покрытие",
    "c-en-1": "Surface",
    "c-type-1": "word",
    "c-required-1": "yes",
    "c-words-1": "Асфальт; Asphalt\nstone; Плитка; Paving",
    "c-default-1": "",
    "c-ru-3": "Площадь",
    "c-en-3": "Area",
    "c-type-3": "whole",
}


@pytest.fixture
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("kinds")) as world:
        yield world
    adopt({})


def kept(world: SampleProgramme) -> dict[str, str]:
    with world.database.read() as session:
        return living_texts(session)


def published(client: FlaskClient, address: str = f"{SCREEN}/new", **others: str):
    return client.post(address, data=YARDS | {"do": "publish", "reason": "Order 5"} | others)


def test_a_kind_is_checked_shown_and_published_as_a_revision(server: Flask, world) -> None:
    pavel = signed_in(server, "pavel")
    preview = pavel.post(f"{SCREEN}/new", data=YARDS | {"do": "check"})
    assert preview.status_code == 200
    assert "Paving (stone)" in text_of(preview.text)
    assert kept(world) == {}
    answer = published(pavel)
    assert (answer.status_code, list(kept(world))) == (303, ["yards"])
    assert answer.location.startswith(f"/steward/audit/{world.database.newest()}")
    assert "Order 5" in text_of(pavel.get(answer.location).text)
    assert "Asphalt (asphalt)" in text_of(pavel.get(SCREEN).text)
    assert "Surface" in pavel.get("/steward/records/yards/new").text


def test_the_check_says_what_limits_of_small_numbers_would_hide(server: Flask, world) -> None:
    pavel = signed_in(server, "pavel")
    limits = {"do": "check", "under": "5"}
    assert "limits would hide" not in text_of(pavel.post(f"{SCREEN}/new", data=YARDS | limits).text)
    published(pavel)
    with world.revision():
        world.define("paved", kind="count", measure="yards")
    for number, district in enumerate(("north", "north", "south")):
        record = {"f-number": f"y-{number}", "f-date": "05.05.2016", "f-district": district,
                 "f-surface": "stone", "programme": world.code, "reason": "Order 5", "do": "save"}  # fmt: skip
        assert pavel.post("/steward/records/yards/new", data=record).status_code == 303
    preview = text_of(pavel.post(f"{SCREEN}/yards", data=YARDS | limits).text)
    # two districts and the whole, each of fewer than five
    assert (
        "“district × year”: these limits would hide most from readers – 3 small numbers" in preview
    )


def test_the_form_of_a_kind_changes_it_and_loses_nothing_of_it(server: Flask, world) -> None:
    pavel = signed_in(server, "pavel")
    published(pavel)
    (form,) = [each for each in forms(pavel.get(f"{SCREEN}/yards").text) if "c-ru-1" in each.texts]
    again = dict(form.fields) | {"do": "publish", "reason": "as it was", "c-ru-3": "Лавки",
                                 "c-en-3": "Benches", "c-type-3": "whole"}  # fmt: skip
    assert pavel.post(f"{SCREEN}/yards", data=again).status_code == 303
    text = kept(world)["yards"]
    assert [word in text for word in ("surface", "stone", "area", "benches")] == [True] * 4


RULES = {
    "c-min-3": "1", "c-max-3": "900",
    "r-must-1": "area <= 500", "r-when-1": 'surface = "stone"', "r-ru-1": "Много плитки", "r-en-1": "Too much paving",
    "r-remedy_ru-1": "Проверьте площадь", "r-remedy_en-1": "Check the area",
}  # fmt: skip


def test_its_ranges_and_rules_are_kept_and_hold_in_the_form_of_a_record(
    server: Flask, world
) -> None:
    pavel = signed_in(server, "pavel")
    assert published(pavel, **RULES).status_code == 303
    (form,) = [each for each in forms(pavel.get(f"{SCREEN}/yards").text) if "c-ru-1" in each.texts]
    again = dict(form.fields) | {"do": "publish", "reason": "as it was"}
    text = kept(world)["yards"]
    assert pavel.post(f"{SCREEN}/yards", data=again).status_code == 303
    assert kept(world)["yards"] == text
    never = published(pavel, f"{SCREEN}/yards", **RULES | {"r-must-1": "area > 900"})
    assert "No row could meet the rule" in text_of(never.text)
    record = {"f-number": "1", "f-date": "05.05.2014", "f-surface": "stone", "f-area": "501"}
    named = {"programme": world.code, "do": "save", "reason": "Order 6"}
    refused = pavel.post("/steward/records/yards/new", data=named | record)
    assert "Too much paving. Check the area." in text_of(refused.text)


def test_a_column_is_retired_and_a_blank_record_has_it_no_more(server: Flask, world) -> None:
    pavel = signed_in(server, "pavel")
    published(pavel)
    assert 'name="f-area"' in pavel.get("/steward/records/yards/new").text
    (form,) = [each for each in forms(pavel.get(f"{SCREEN}/yards").text) if "c-ru-1" in each.texts]
    again = dict(form.fields) | {"do": "publish", "reason": "nobody asks", "c-retired-2": "yes"}
    assert pavel.post(f"{SCREEN}/yards", data=again).status_code == 303
    assert "retired: true" in kept(world)["yards"]
    assert 'name="f-area"' not in pavel.get("/steward/records/yards/new").text
    of_list = '<input type="checkbox" name="column" value="area"'
    plain = pavel.get("/steward/records?kind=yards").text
    assert of_list not in plain
    assert '<option value="area">' not in plain
    as_kept = pavel.get("/steward/records?kind=yards&column=area,surface").text
    assert f"{of_list} checked" in as_kept
    assert '<option value="area">' not in as_kept
    alike = pavel.get("/steward/rows?kind=yards&row=1&do=set&set=area&value=2&lang=en")
    assert alike.status_code == 400
    assert "surface" in text_of(alike.text)


SINCE = RULES | {
    "c-words-1": "Асфальт; Asphalt\nstone; Плитка; Paving; 2015-03-01; 2015-12-31",
    "c-required_since-3": "2015-02-01", "c-range_since-3": "2015-02-01", "r-since-1": "2015-06-01",
}  # fmt: skip


def test_the_days_from_which_something_holds_are_kept_and_hold_in_the_form_of_a_record(
    server: Flask, world
) -> None:
    pavel = signed_in(server, "pavel")
    preview = text_of(pavel.post(f"{SCREEN}/new", data=YARDS | SINCE | {"do": "check"}).text)
    assert "Required of records from 1 Feb 2015 on." in preview
    assert "“Paving” from 1 Mar 2015 on. “Paving” until 31 Dec 2015." in preview
    assert published(pavel, **SINCE).status_code == 303
    text = kept(world)["yards"]
    (form,) = [each for each in forms(pavel.get(f"{SCREEN}/yards").text) if "c-ru-1" in each.texts]
    again = dict(form.fields) | {"do": "publish", "reason": "as it was"}
    assert pavel.post(f"{SCREEN}/yards", data=again).status_code == 303
    assert kept(world)["yards"] == text
    record = {"f-number": "1", "f-date": "31.01.2015", "f-surface": "asphalt", "f-area": ""}
    named = {"programme": world.code, "do": "save", "reason": "Order 6"}
    refused = pavel.post(
        "/steward/records/yards/new", data=named | record | {"f-date": "01.02.2015"}
    )
    assert "Records from 1 Feb 2015 on need a value" in text_of(refused.text)
    assert pavel.post("/steward/records/yards/new", data=named | record).status_code == 303
    late = dict(form.fields) | {
        "do": "publish",
        "reason": "late",
        "c-required_since-2": "2015-01-31",
    }
    unmet = pavel.post(f"{SCREEN}/yards", data=late)
    assert unmet.status_code == 400
    assert "it is empty in some records since that day (1)" in text_of(unmet.text)


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"c-required_since-3": "soon"}, "“soon” is not a day"),
        ({"c-words-1": "a; b; c; d"}, "“d” is not a day"),
        ({"c-words-1": "a; b; c; 2015-01-01; 2015-01-02; e"}, "is not “code; Russian; English”"),
        ({"c-words-1": ""}, "A column of type word lists its words"),
        ({"ru": ""}, "yards.yaml"),
        ({"code": "grants"}, "already"),
        ({"c-en-3": "Until", "c-ru-3": "До"}, "cannot be called “until”"),
        ({"reason": " "}, "reason"),
        ({f"c-en-{number}": f"Column {number}" for number in range(1, 44)}, "40 columns"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    server: Flask, world, others: dict[str, str], sentence: str
) -> None:
    before = world.database.newest()
    refused = published(signed_in(server, "pavel"), **others)
    assert refused.status_code == 400
    assert sentence in text_of(refused.text)
    assert 'value="Surface"' in refused.text or "Column 1" in refused.text
    assert (world.database.newest(), kept(world)) == (before, {})


def test_a_steward_reads_kinds_and_describes_none(server: Flask, world) -> None:
    anna = signed_in(server, "anna")
    assert anna.get(SCREEN).status_code == 200
    assert f"{SCREEN}/new" not in anna.get(SCREEN).text
    assert anna.get(f"{SCREEN}/new").status_code == 403
    assert published(anna).status_code == 403
