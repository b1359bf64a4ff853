"""Every moment of the stewards' rooms and of the pages: one form, local time, its offset beside it."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from dashboard.text import formats
from data.accounts import accounts
from data.editing import RowInput, save
from data.imports import kind_of
from data.time_zone import set_time_zone
from tests.dashboard.stewarding_world import PHRASE, changeable, signed_in
from tests.sample_programme import SampleProgramme

FORM = {"ru": r"\d\d\.\d\d\.\d{4}, \d\d:\d\d UTC\+10", "en": r"\d\d? [A-Z]\w\w \d{4}, \d\d:\d\d UTC\+10"}  # fmt: skip
RAW = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d|UTC(?!\+10)|\d\d:\d\d:\d\d")
PLAIN = re.compile(r"<script.*?</script>|<[^>]*>", re.DOTALL)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("moments")) as world:
        with world.database.writing("test") as session:
            accounts.add(session, "ada", PHRASE, role="administrator")
        rows = [RowInput({"indicator": "opinion", "period": "2015", "value": "61", "stage": "refined"})]  # fmt: skip
        save(world.database, kind_of("observations"), world.code, rows, author="anna", reason="y")
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


def pages(server: Flask) -> list[str]:
    """The stewards' pages that stand by themselves, and the newest revision's."""
    rules = (rule for rule in server.url_map.iter_rules() if "GET" in (rule.methods or ()))
    own = {rule.rule for rule in rules if rule.rule.startswith("/steward") and not rule.arguments}
    return [*sorted(own), "/steward/audit/2"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_page_of_the_stewards_tells_a_raw_moment(server: Flask, language: str) -> None:
    set_time_zone("Asia/Vladivostok")
    client = signed_in(server, "ada")
    client.set_cookie("lang", language)
    listed = pages(server)
    assert {"/steward/audit", "/steward/imports", "/steward/users"} <= set(listed)
    texts = {path: PLAIN.sub(" ", client.get(path).text) for path in listed}
    assert {path: RAW.findall(text) for path, text in texts.items() if RAW.search(text)} == {}
    for path in ("/steward/audit", "/steward/audit/2"):
        assert re.search(FORM[language], texts[path]), path


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_audit_as_a_file_tells_its_moments_alike(server: Flask, language: str) -> None:
    set_time_zone("Asia/Vladivostok")
    client = signed_in(server, "ada")
    client.set_cookie("lang", language)
    text = client.post("/steward/audit/csv").text
    assert RAW.findall(text) == []
    rows = text.splitlines()[1:]
    assert len(rows) == len(re.findall(FORM[language], text)) > 2


def test_a_moment_has_the_form_of_a_day_in_every_month(server: Flask) -> None:
    for language in FORM:
        with server.test_request_context(f"/?lang={language}"):
            for month in range(1, 13):
                at = datetime.datetime.fromisoformat(f"2016-{month:02}-12 09:00")
                assert formats.moment(at) == f"{formats.short_date(at.date())}, 09:00 UTC"
                assert formats.day_of(at) == formats.short_date(at.date())
