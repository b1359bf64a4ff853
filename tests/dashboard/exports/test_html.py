"""The meeting as one file: nothing of it lies elsewhere, and nothing else runs in it."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from flask import Flask

from dashboard.council import making
from dashboard.exports import module, write
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from indicators.answers import cells
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def hall(serving, tmp_path_factory):
    """A town with one counted indicator."""
    url = f"sqlite:///{tmp_path_factory.mktemp('hall') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations", key=True)
            world.record("consultations", "2014-03-05", "north")
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 2)
        with serving(Database(url, [cells.refresh])) as server:
            yield server


@pytest.fixture(params=["ru", "en"])
def text(request, hall: Flask, tmp_path) -> str:
    with hall.test_request_context(headers={"X-Lang": request.param}):
        report = making.report(making.find(DEFAULT_PROGRAMME))
    with hall.app_context():
        write(report, "html", tmp_path / "meeting.html")
    content = (tmp_path / "meeting.html").read_text(encoding="utf-8")
    assert f'<html lang="{request.param}">' in content
    assert ("Illustrative data" if request.param == "ru" else "Условные данные") not in content
    return content


def test_it_is_found_by_name():
    assert module("html").MIME == "text/html"


def test_nothing_of_it_lies_elsewhere(text):
    elements = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', elements) + re.findall(
        r'url\("([^"]+)"\)', text
    )
    assert [address[:40] for address in addresses if not address.startswith("data:")] == []
    assert "data:font/woff2;base64," in text


def test_only_its_own_scripts_may_run(text):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; script-src 'sha256-")
    assert "http" not in rules
    for script in re.findall(r"<script>(.*?)</script>", text, re.DOTALL):
        assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in rules
