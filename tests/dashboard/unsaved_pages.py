"""Every page with a form that something is typed into, and what they are about."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
from flask.testing import FlaskClient

from data.accounts import accounts
from data.database.database import Database
from data.decks import Deck, SlideText, save
from data.imports.registry import adopt
from data.passports import DEFAULT_PROGRAMME
from data.sources.saved import keep_text
from tests.dashboard.html_forms import forms
from tests.dashboard.stewarding_world import PHRASE, changeable
from tests.dashboard.waiting import wait_for_end
from tests.sample_programme import SampleProgramme

HEAD = "number,date,district,request,people\n"
GOOD = HEAD + "u1,2016-03-05,north,consulting,2\n"
THEIRS = HEAD.replace("request", "What") + "u1,2016-03-05,north,question,2\n"
OTHER = HEAD + "u9,2016-03-07,north,consulting,2\n"
BAD = HEAD + "u1,2016-03-05,north,consulting,2\nu2,31.02.2016,south,consulting,3\n"
DRAFT, DECK, SOUND, DAMAGED, MATCHED, LOADED, SAVED = (
    "DRAFT",
    "DECK",
    "SOUND",
    "DAMAGED",
    "MATCHED",
    "LOADED",
    "SAVED",
)
KIND = "yards"
SOURCE = "{name: CRM, kind: consultations, columns: {When: date, What: request}}"


PAGES = [
    *(
        f"/steward/records/{kind}/new"
        for kind in ("consultations", "events", "grants", "organisations", "budgets")
    ),
    "/steward/records/organisations/NGO-1",
    f"/steward/audit/{SAVED}",
    "/steward/records?kind=consultations",
    "/steward/sheet?kind=consultations&column=date,request,people",
    "/steward/rows?kind=consultations&row=1&do=withdraw",
    "/steward/targets",
    "/steward/targets?indicator=visits&grain=quarter&year=2015",
    "/steward/observations?indicator=opinion",
    "/steward/definitions/new",
    f"/steward/definitions/drafts/{DRAFT}",
    f"/steward/definitions/drafts/{DRAFT}?tab=yaml",
    f"/steward/definitions/drafts/{DRAFT}/effect",
    "/steward/definitions/law/withdraw",
    "/steward/assignments",
    "/steward/years",
    "/steward/tolerances?at_risk=20&over_fulfilled=105",
    "/steward/translations?texts=all&sort=district",
    "/steward/pages",
    "/steward/forms",
    "/steward/kinds/new",
    f"/steward/kinds/{KIND}",
    "/steward/users",
    "/steward/organisations",
    "/steward/organisations/merge?organisation=1&into=2",
    "/steward/imports",
    "/steward/proofs",
    "/steward/comments",
    "/steward/comments?indicator=visits&period=2014",
    "/steward/sent",
    "/steward/sent/record?kind=consultations",
    f"/steward/imports/uploads/{SOUND}",
    f"/steward/imports/uploads/{DAMAGED}",
    f"/steward/imports/uploads/{MATCHED}",
    f"/steward/imports/mappings/{MATCHED}",
    "/steward/sources",
    f"/steward/imports/{LOADED}/undo",
    f"/council/decks/{DECK}",
    "/council/snapshots/new",
]


@contextmanager
def town(folder: Path) -> Iterator[SampleProgramme]:
    """The town of the stewards with another organisation, and two who may do everything."""
    with changeable(folder) as world:
        with world.revision():
            world.organisation("Council of veterans", number="NGO-2")
        with world.database.writing("test") as session:
            for name in ("ada", "eve"):
                accounts.add(session, name, PHRASE, role="administrator")
        yield world
    adopt({})


def make_places(ada: FlaskClient, database: Database) -> dict[str, str]:
    """A draft, a deck, two uploads, one of them damaged, and an import: what the names in ``PAGES``
    stand for. A form of the programme's own and a comment stand on their pages.
    """
    own = {"file": (io.BytesIO(table_form()), "table.xlsx"), "reason": "the council asks"}
    assert ada.post("/steward/forms", data=own).status_code == 303
    kind = {"code": KIND, "ru": "Дворы", "en": "Yards", "do": "publish", "reason": "Order 5"}
    assert ada.post("/steward/kinds/new", data=kind).status_code == 303
    comment = {"indicator": "visits", "period": "2014", "text": "Is it all?", "stewards": "1"}
    assert ada.post("/steward/comments", data=comment).status_code == 303
    file = (io.BytesIO(GOOD.replace("u1", "u5").encode()), "sent.csv")
    sending = {"kind": "consultations", "covers": "none", "file": file}
    assert ada.post("/steward/sent", data=sending).status_code == 303
    with database.transaction("source", "CRM", author="ada") as change:
        keep_text(change, DEFAULT_PROGRAMME, SOURCE)
    draft = ada.post("/steward/definitions/visits/draft").location
    (form,) = [each for each in forms(ada.get(draft).text) if "name.ru" in each.texts]
    changed = dict(form.fields) | {"name.ru": "Приём", "tab": "form"}
    assert ada.post(form.action, data=changed).status_code == 303
    deck = save(
        database, Deck("", DEFAULT_PROGRAMME, "Meeting", (SlideText("text", "/"),)), author="ada"
    )
    record = {"f-date": "2016-03-05", "f-request": "consulting", "reason": "by hand"}
    saved = ada.post("/steward/records/consultations/new", data=record)
    return {
        SAVED: saved.location.rpartition("/")[2],
        DRAFT: re.search(r"drafts/(\d+)", draft)[1],
        DECK: deck.code,
        SOUND: uploaded(ada, GOOD),
        DAMAGED: uploaded(ada, BAD),
        MATCHED: matched(ada, uploaded(ada, THEIRS)),
        LOADED: loaded(ada, uploaded(ada, OTHER)),
    }


def table_form() -> bytes:
    """A workbook that fits every programme."""
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "{{ illustrative }}"
    book.save(content)
    return content.getvalue()


def loaded(client: FlaskClient, token: str) -> str:
    """The number of an import that was loaded."""
    data = {"version": "1", "reason": "monthly"}
    job = client.post(f"/steward/imports/uploads/{token}/load", data=data).location.rpartition("/")[
        2
    ]
    job_state = wait_for_end(client.application.extensions["itog-jobs"], job)
    return re.search(r"imports/(\d+)", job_state.result)[1]


def matched(client: FlaskClient, token: str) -> str:
    """The token of a file whose columns were matched by hand, and a word of which was not yet."""
    columns = ("number", "date", "district", "request", "people")
    data = {f"column-{place}": name for place, name in enumerate(columns)} | {"version": "1"}
    assert client.post(f"/steward/imports/mappings/{token}", data=data).status_code == 303
    return token


def uploaded(client: FlaskClient, text: str) -> str:
    """The token of a file that was sent and checked."""
    file = (io.BytesIO(text.encode()), "march.csv")
    data = {"kind": "consultations", "covers": "2016-03", "file": file}
    job = client.post("/steward/imports/uploads", data=data).location.rpartition("/")[2]
    wait_for_end(client.application.extensions["itog-jobs"], job)
    return re.search(r"uploads/(\w+)", client.get(f"/jobs/{job}").location)[1]


def filled_in(address: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        address = address.replace(name, value)
    return address
