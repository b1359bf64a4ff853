"""Digests by mail, through a real server: confirmed, once each, in the words of the pages."""

import datetime
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from dashboard.accounts import policy
from dashboard.digests.routes import allow
from dashboard.digests.sending import send_due
from data.accounts import accounts
from data.clock import today
from data.decks import Deck, save
from data.digests import deliveries
from data.digests.deliveries import DigestRun
from data.mail.server import MailServer
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.mailbox import SITE, Mailbox, html_part, serving_mail, text_part
from tests.sample_programme import SampleProgramme

NAME = "<b>Visits</b> & law"
"""As somebody might call an indicator."""
ADDRESS = "anna@city.example"
SOON = today() + datetime.timedelta(days=2)
"""Not tomorrow: a run that goes on past midnight would have come to it."""

NEXT = SOON + datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def post() -> Iterator[tuple[Mailbox, MailServer]]:
    with serving_mail() as both:
        yield both


@pytest.fixture
def mailbox(post: tuple[Mailbox, MailServer]) -> Iterator[Mailbox]:
    yield post[0]
    post[0].take()
    post[0].reply = "250 OK"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SampleProgramme]:
    with changeable(tmp_path) as world:
        yield world


@pytest.fixture
def server(
    serving: Any, world: SampleProgramme, post: tuple[Mailbox, MailServer]
) -> Iterator[Flask]:
    with serving(world.database) as server:
        allow(server, post[1])
        yield server
        allow(server, None)


def subscribe(server: Flask, mailbox: Mailbox, name: str = "anna", **choices: str) -> FlaskClient:
    """Somebody's browser, with a subscription that is confirmed by the link of the letter."""
    client = signed_in(server, name)
    form = {"do": "save", "address": ADDRESS, "rhythm": "daily", "weekday": "0"}
    form |= {"programme": "all", "language": "en", **choices}
    assert client.post("/account/digest", data=form).status_code == 303
    (letter,) = mailbox.take()
    assert server.test_client().post(link_in(letter)).status_code == 200
    return client


def link_in(letter: Any) -> str:
    (link,) = re.findall(rf"{SITE}(/digests/\S+)", text_part(letter))
    return str(link)


def run(server: Flask, post: tuple[Mailbox, MailServer], day: datetime.date) -> DigestRun:
    return send_due(server, post[1], day, "en")


def lines_of(letter: Any) -> list[str]:
    """What the letter lists, in both its parts, which say the same."""
    lines = [line[2:] for line in text_part(letter).splitlines() if line.startswith("– ")]
    items = re.findall(r"<li[^>]*>(.*?)</li>", html_part(letter), re.DOTALL)
    assert [" ".join(unescape(item).split()) for item in items] == [
        " ".join(line.split()) for line in lines
    ]
    return lines


def test_nothing_but_one_letter_goes_to_an_address_that_is_not_confirmed(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme
) -> None:
    client = signed_in(server, "anna")
    form = {"do": "save", "address": ADDRESS, "rhythm": "daily", "weekday": "0"}
    form |= {"programme": "all", "language": "ru"}
    client.post("/account/digest", data=form)
    (letter,) = mailbox.take()
    assert (letter["To"], mailbox.recipients[-1]) == (ADDRESS, ADDRESS)
    world.record("consultations", "2016-02-11", "south")
    assert run(server, post, SOON) == DigestRun()
    assert "not confirmed yet" in client.get("/account/digest").text
    # whoever has the link confirms, by the button alone: programs of mail open links by themselves
    stranger, link = server.test_client(), link_in(letter)
    assert ADDRESS in stranger.get(link).text
    assert run(server, post, SOON) == DigestRun()
    assert stranger.post(link).status_code == 200
    assert f"Digests go to {ADDRESS}" in client.get("/account/digest").text
    assert stranger.post(link).status_code == 200
    assert stranger.post(link[:-4] + "AAAA").status_code == 404


def test_letters_that_confirm_are_few_a_day(server: Flask, mailbox: Mailbox) -> None:
    client = signed_in(server, "anna")
    form = {"do": "save", "rhythm": "daily", "weekday": "0", "programme": "all", "language": "en"}
    answers = [
        client.post("/account/digest", data={**form, "address": f"other{number}@city.example"})
        for number in range(6)
    ]
    assert [answer.status_code for answer in answers] == [303] * 5 + [400]
    assert "no more will be" in answers[-1].text
    assert len(mailbox.take()) == 5


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_digest_says_what_the_page_of_changes_says(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme, language: str
) -> None:
    client = subscribe(server, mailbox, "vera", language=language)
    since = world.database.newest()
    with world.revision("import"):
        for _each in range(2):
            world.record("consultations", "2015-03-05", "north")
    world.target("visits", "2016", 7)
    assert run(server, post, SOON) == DigestRun(sent=1)
    (letter,) = mailbox.take()
    until = world.database.newest()
    query = f"programme={world.code}&since={since}&until={until}"
    assert f"{SITE}/changes?{query}" in text_part(letter)
    rows = client.get(f"/api/v1/changes?{query}").get_json()["rows"]
    yearly = [row for row in rows if len(row["period"]) == 4]
    first, *lines = lines_of(letter)
    assert len(lines) == len(yearly)
    page = client.get(f"/changes?{query}&lang={language}").text
    assert first in unescape(page)
    numbers = [row for row in yearly if row["old_value"] != row["new_value"]]
    assert {(row["old_value"], row["new_value"]) for row in numbers} == {(1, 3)}
    # of the whole and of its district, with what made it so
    assert sum("2015: 1 → 3" in line and "+2" in line for line in lines) == len(numbers) == 2
    assert sum("2016: " in line and "→ 7" in line for line in lines) == 1
    assert letter["Content-Language"] == language


def deadlines(page: str) -> dict[str, list[str]]:
    """The tables of deadlines of a page as lines of a digest, without who answers, by the heading of
    each.
    """
    tables: dict[str, list[str]] = {}
    for table in html.fromstring(page).iter("table"):
        if "deadlines" in table.get("class", ""):
            heading = table.getparent().get("aria-label")
            cells = [[each.text_content().strip() for each in row] for row in table.iter("tr")][1:]
            tables[heading] = [
                f"{row[0]}, {row[1]}: due {row[2]}, {row[3]} days late" for row in cells
            ]
    return tables


def test_stewards_are_told_what_is_late_as_their_rooms_tell_it_and_readers_are_not(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme
) -> None:
    world.define("trust", kind="observed", combine={"places": "none", "periods": "none"})
    owner = {"owner.opinion": "anna", "contact.opinion": "", "reason": "the survey"}
    assert signed_in(server, "pavel").post("/steward/assignments", data=owner).status_code == 303
    client = subscribe(server, mailbox)
    subscribe(server, mailbox, "vera", address="vera@city.example")
    world.decision("Open in the evenings", "2015-02-01", "2015-03-01", indicator="visits")
    assert run(server, post, SOON) == DigestRun(sent=2)
    letters = {letter["To"]: letter for letter in mailbox.take()}
    of_programme = deadlines(client.get("/steward/overdue").text)
    own = deadlines(client.get("/steward").text)["Late"]
    expected = [f"{line}, answers: anna" for line in own] + [
        f"{line}, answers: {name}" for name, lines in of_programme.items() for line in lines
    ]
    assert own
    assert {"anna", "nobody yet"} == set(of_programme)
    late = [line for line in lines_of(letters[ADDRESS]) if " late, answers: " in line]
    assert late == expected
    assert not any(" late, answers: " in line for line in lines_of(letters["vera@city.example"]))
    for letter in letters.values():
        assert any("Open in the evenings" in line for line in lines_of(letter))
    assert "Open in the evenings" in client.get("/").text


def test_each_is_sent_once_and_nothing_is_lost_where_the_server_fails(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme
) -> None:
    client = subscribe(server, mailbox, "vera")
    since = world.database.newest()
    world.record("consultations", "2015-03-05", "north")
    middle = world.database.newest()
    mailbox.reply = "451 the disk is full"
    failure = run(server, post, SOON).failures["vera"]
    assert "451 the disk is full" in failure
    assert "451 the disk is full" in client.get("/account/digest").text
    world.record("consultations", "2015-03-06", "north")
    mailbox.reply = "250 OK"
    assert run(server, post, NEXT) == DigestRun(sent=1)
    assert run(server, post, NEXT) == DigestRun(sent=1)
    assert run(server, post, NEXT) == DigestRun()
    first, second = mailbox.take()
    assert f"since={since}&until={middle}" in text_part(first)
    assert f"since={middle}&until={world.database.newest()}" in text_part(second)
    assert first["Message-ID"] != second["Message-ID"]


def test_a_sender_that_dies_leaves_a_digest_that_keeps_its_identity(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme, monkeypatch: Any
) -> None:
    subscribe(server, mailbox, "vera")
    world.record("consultations", "2015-03-05", "north")

    def die(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        # the server of mail has taken the letter, and nobody is left to write it down
        patched.setattr(deliveries, "finish", die)
        with pytest.raises(KeyboardInterrupt):
            run(server, post, SOON)
    # somebody else may still be about it
    assert run(server, post, SOON) == DigestRun()
    monkeypatch.setattr(deliveries, "SENDER_GONE", datetime.timedelta(0))
    assert run(server, post, SOON) == DigestRun(sent=1)
    first, again = mailbox.take()
    assert first["Message-ID"] == again["Message-ID"]
    assert text_part(first) == text_part(again)


def test_where_there_is_nothing_to_say_nothing_is_sent(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme
) -> None:
    client = subscribe(server, mailbox, "vera")
    assert run(server, post, SOON) == DigestRun(empty=1)
    assert run(server, post, SOON) == DigestRun()
    assert mailbox.take() == []
    assert "nothing to say" in client.get("/account/digest").text


def test_one_click_ends_a_subscription_without_signing_in(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme
) -> None:
    client = subscribe(server, mailbox, "vera")
    world.record("consultations", "2015-03-05", "north")
    run(server, post, SOON)
    (letter,) = mailbox.take()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip("<>").removeprefix(SITE)
    program = server.test_client()
    del program.environ_base["HTTP_ORIGIN"]  # as a program of mail posts
    assert "Send no more digests" in program.get(f"{address}?lang=en").text
    assert program.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    world.record("consultations", "2015-03-06", "north")
    assert run(server, post, NEXT) == DigestRun()
    assert "Digests go to" not in client.get("/account/digest").text
    assert program.post(address).status_code == 404


def test_a_letter_has_no_markup_of_others_and_leads_nowhere_else(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme
) -> None:
    subscribe(server, mailbox)
    world.define("visits", kind="count", measure="consultations", name={"ru": NAME, "en": NAME})
    world.record("consultations", "2016-03-05", "north")
    run(server, post, SOON)
    (letter,) = mailbox.take()
    page = html_part(letter)
    assert "&lt;b&gt;Visits&lt;/b&gt; &amp; law" in page
    assert NAME in text_part(letter)
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', page)
    assert addresses
    assert all(address.startswith(f"{SITE}/") for address in addresses)
    assert not re.search(r"<(img|script|link|iframe)\b|url\(", page)
    assert letter["Auto-Submitted"] == "auto-generated"


def test_who_is_closed_out_is_told_nothing(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme
) -> None:
    subscribe(server, mailbox, "vera")
    world.record("consultations", "2015-03-05", "north")
    with world.database.writing("test") as session:
        accounts.disable(session, "vera")
    assert run(server, post, SOON) == DigestRun()


def test_who_has_a_second_factor_to_set_up_is_told_what_everybody_reads(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme
) -> None:
    subscribe(server, mailbox)
    world.record("consultations", "2015-03-05", "north")
    stewards = frozenset(("steward",))
    try:
        server.extensions[policy.EXTENSION] = policy.Policy(second_factor=stewards)
        assert run(server, post, SOON) == DigestRun(sent=1)
        (letter,) = mailbox.take()
        assert "What changed" in text_part(letter)
        assert " late, answers: " not in text_part(letter)
        world.record("consultations", "2015-03-06", "north")
        closed = policy.Policy(reading_signed=True, second_factor=stewards)
        server.extensions[policy.EXTENSION] = closed
        assert run(server, post, NEXT) == DigestRun(empty=1)
    finally:
        server.extensions[policy.EXTENSION] = policy.OPEN


def test_before_a_meeting_a_digest_comes_that_names_it(
    server: Flask, mailbox: Mailbox, post: Any, world: SampleProgramme
) -> None:
    subscribe(server, mailbox, "vera", rhythm="meeting")
    world.record("consultations", "2015-03-05", "north")
    assert run(server, post, SOON) == DigestRun()
    day = SOON + datetime.timedelta(days=4)
    save(
        world.database,
        Deck("", world.code, "The spring council", (), held_on=day),
        author="anna",
    )
    assert run(server, post, SOON) == DigestRun()
    assert run(server, post, NEXT) == DigestRun(sent=1)
    assert run(server, post, NEXT) == DigestRun()
    (letter,) = mailbox.take()
    assert "The spring council" in text_part(letter)


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"address": "anna@"}, "is no address of mail"),
        ({"address": "anna@city.example\r\nBcc: all@city.example"}, "is no address of mail"),
        ({"rhythm": "hourly"}, "no such choice"),
        ({"weekday": "9"}, "no such choice"),
        ({"programme": "nothing"}, "no such choice"),
        ({"language": "de"}, "no such choice"),
    ],
)
def test_what_no_choice_offers_is_refused_and_nothing_is_kept(
    server: Flask, mailbox: Mailbox, choices: dict[str, str], sentence: str
) -> None:
    client = signed_in(server, "anna")
    form = {"do": "save", "address": ADDRESS, "rhythm": "daily", "weekday": "0"}
    answer = client.post(
        "/account/digest", data={**form, "programme": "all", "language": "en", **choices}
    )
    assert (answer.status_code, sentence in answer.text) == (400, True)
    assert mailbox.take() == []
    assert "Stop the digests" not in client.get("/account/digest").text


def test_without_a_server_of_mail_the_page_says_so(server: Flask) -> None:
    allow(server, None)
    client = signed_in(server, "anna")
    assert "Mail is not set up" in client.get("/account/digest").text
    answer = client.post("/account/digest", data={"do": "save", "address": ADDRESS})
    assert (answer.status_code, "ITOG_SMTP_URL" in answer.text) == (400, True)
