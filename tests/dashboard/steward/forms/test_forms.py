"""A publisher keeps, replaces and withdraws the programme's own forms; a steward may not."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
from flask import Flask

from indicators.forms.templates.own_forms import own_forms
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.sample_programme import SampleProgramme

SCREEN = "/steward/forms"


@pytest.fixture
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("forms")) as world:
        yield world


def sent(
    *texts: str, name: str = "table.xlsx", reason: str = "the council asks"
) -> dict[str, object]:
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row, text in enumerate(texts, 1):
        book.active[f"A{row}"] = text
    book.save(content)
    return {"file": (io.BytesIO(content.getvalue()), name), "reason": reason}


def kept(world: SampleProgramme) -> list[str]:
    with world.database.read() as session:
        return [each.code for each in own_forms(session, world.code)]


def test_a_file_is_kept_and_withdrawn_each_as_a_revision(server: Flask, world) -> None:
    pavel = signed_in(server, "pavel")
    added = pavel.post(SCREEN, data=sent("{{ illustrative }}", "{{ indicator.visits.plan }}"))
    assert added.status_code == 303
    assert added.location.startswith(f"/steward/audit/{world.database.newest()}")
    assert "the council asks" in text_of(pavel.get(added.location).text)
    assert kept(world) == ["table"]
    listed = pavel.get(SCREEN).text
    assert f"/report?programme={world.code}&amp;form=table" in listed
    silent = pavel.post(f"{SCREEN}/withdraw", data={"code": "table", "reason": " "})
    assert silent.status_code == 400
    assert kept(world) == ["table"]
    gone = pavel.post(f"{SCREEN}/withdraw", data={"code": "table", "reason": "Order 8"})
    assert gone.status_code == 303
    assert kept(world) == []


def test_a_file_with_an_unknown_place_is_refused_and_the_reason_stays(server: Flask, world) -> None:
    pavel, before = signed_in(server, "pavel"), world.database.newest()
    refused = pavel.post(SCREEN, data=sent("{{ illustrative }}", "{{ indicator.visit.plan }}"))
    assert refused.status_code == 400
    assert "indicator.visits.plan" in text_of(refused.text), "the nearest one is offered"
    assert 'value="the council asks"' in refused.text
    assert world.database.newest() == before


@pytest.mark.parametrize("name", ["../../etc/passwd.xlsx", "Отчёт.xlsx", "a.xlsm"])
def test_a_name_that_is_none_is_refused(server: Flask, world, name: str) -> None:
    pavel = signed_in(server, "pavel")
    if name.startswith(".."):
        # a path is cut down to its name
        assert pavel.post(SCREEN, data=sent("{{ illustrative }}", name=name)).status_code == 303
        assert kept(world) == ["passwd"]
    else:
        assert pavel.post(SCREEN, data=sent("{{ illustrative }}", name=name)).status_code == 400
        assert kept(world) == []


def test_a_form_without_a_file_is_refused(server: Flask, world) -> None:
    refused = signed_in(server, "pavel").post(SCREEN, data={"reason": "so"})
    assert refused.status_code == 400
    assert 'value="so"' in refused.text


def test_a_steward_who_may_not_publish_keeps_no_forms(server: Flask, world) -> None:
    anna = signed_in(server, "anna")
    assert anna.get(SCREEN).status_code == 403
    assert anna.post(SCREEN, data=sent("{{ illustrative }}")).status_code == 403
    assert kept(world) == []
