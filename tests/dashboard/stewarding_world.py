"""A town that a test of the stewards' rooms may change, and browsers in which somebody has signed
in.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from data.accounts import accounts
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from tests import template_databases
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"
ROLES = {"anna": "steward", "boris": "steward", "pavel": "publisher", "vera": "viewer"}


@contextmanager
def changeable(
    folder: Path, create: Callable[[Database], object] | None = None
) -> Iterator[SampleProgramme]:
    """Consultations, grants and a survey of a programme with two districts; four accounts, and one
    of nobody's.
    """
    url = f"sqlite:///{folder / 'itog.db'}"
    town = _filled(url, create) if create else template_databases.from_template(url, _filled)
    with town.over(url) as world:
        yield world


def _filled(url: str, create: Callable[[Database], object] | None = None) -> SampleProgramme:
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, create=create) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations", periodicity="quarter")
            law = {"topic": ["law"]}
            world.define("law", kind="count", measure="consultations", filter=law)
            world.define("awarded", kind="count", measure="grant_awards")
            world.define(
                "opinion",
                kind="observed",
                combine={"places": "none", "periods": "none"},
                decimals=1,
            )
            world.organisation("Veterans' council", number="NGO-1")
            for date, district in (
                ("2014-03-05", "north"),
                ("2014-06-01", "south"),
                ("2015-01-10", "north"),
            ):
                world.record("consultations", date, district)
            for kind in ("consultations", "grants"):
                world.cover(kind, "2014..2016")
            world.target("visits", "2014", 2)
            world.target("visits", "2015", 5)
            world.observe("opinion", "2014", "61.5", stage="refined")
        with world.database.writing("test") as session:
            for name, role in ROLES.items():
                accounts.add(session, name, PHRASE, role=role)
            accounts.add(session, "elsewhere", PHRASE, role="steward", programmes=["another"])
    return world


@contextmanager
def administered(folder: Path) -> Iterator[SampleProgramme]:
    """The same, and an administrator."""
    with changeable(folder) as world:
        with world.database.writing("test") as session:
            accounts.add(session, "ada", PHRASE, role="administrator")
        yield world


def signed_in(server: Flask, name: str) -> FlaskClient:
    """A browser in which somebody has signed in, who reads English."""
    client = server.test_client()
    assert client.post("/login", data={"name": name, "password": PHRASE}).status_code == 303
    client.set_cookie("lang", "en")
    return client


def text_of(html: str) -> str:
    """What a reader reads of a document, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
