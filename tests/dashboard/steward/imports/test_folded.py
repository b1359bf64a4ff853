"""Previews and receipts fit a screen: numbers folded by indicator and district, columns by their
names.
"""

import re
from dataclasses import replace
from html import unescape

from dashboard.steward.audit.changes import LIST_LIMIT, OPEN, changes_in_words
from dashboard.steward.imports.correction_list import of_receipt
from dashboard.steward.imports.presenter import column_names
from data.imports import Excerpt
from data.imports.checks.excerpt import Head
from indicators.answers.facts import programme_facts
from indicators.asking import Asker
from indicators.impact.changes import yearly_changes
from tests.dashboard.steward.imports.test_uploads import (  # noqa: F401
    BAD,
    GOOD,
    HEAD,
    anna,
    checked,
    job_of,
    loaded,
    world,
)

PLACES = [(year, place) for year in (2014, 2015, 2016) for place in ("north", "south")]


def test_changed_numbers_are_folded_by_indicator_and_district(anna, world) -> None:  # noqa: F811
    rows = [
        f"f{at},{year}-03-0{at},{place},consulting,2" for at, (year, place) in enumerate(PLACES, 1)
    ]
    page = anna.get(checked(anna, "\n".join((HEAD.strip(), *rows)), covers="2014..2016")).text
    folded = page[page.index('<div class="changed">') :]
    (indicator,) = re.findall(
        r'<details class="changed__indicator"[^>]*>\s*<summary>(.*?)</summary>', folded, re.S
    )
    headline = " ".join(unescape(re.sub(r"<[^>]+>", " ", indicator)).split())
    assert re.match(r"visits 2016: .+ → \d+ \d+ чис", headline), (
        "its name, and its newest number before and after"
    )
    places = re.findall(r'<details class="changed__place"[^>]*>\s*<summary>\s*([^<]*?)\s*<', folded)
    assert len(places) == len(set(places)), "each place once"
    assert {"north", "south"} < set(places)


def test_no_affected_screen_is_left_out_in_silence(anna) -> None:  # noqa: F811
    rows = [
        f"s{at},{year}-02-0{at},{place},consulting,2" for at, (year, place) in enumerate(PLACES, 1)
    ]
    page = anna.get(checked(anna, "\n".join((HEAD.strip(), *rows)), covers="2014..2016")).text
    counted = re.search(r"на (\d+) экран", page)
    summary = re.search(r"<summary>и ещё (\d+) экран", page)
    assert counted is not None
    assert summary is not None
    named = page[page.index('class="steward__sum"') : page.index("</details>", summary.start())]
    assert int(summary[1]) == int(counted[1]) - 3
    assert len(set(re.findall(r'<a href="([^"]+)"', named))) == int(counted[1])


def test_few_numbers_stand_in_one_table(anna) -> None:  # noqa: F811
    page = anna.get(checked(anna, GOOD.replace("\nu", "\nfew"))).text
    assert 'class="changed"' not in page
    row = re.search(
        r"<tr><th scope=\"row\"><a [^>]*>visits</a></th><td>[^<]+</td><td>2016</td>", page
    )
    assert row


def test_many_numbers_are_all_counted_and_the_first_are_listed(server, world) -> None:  # noqa: F811
    with world.revision() as change:
        for year in (2014, 2015, 2016):
            world.record("consultations", f"{year}-07-01", "north")
        revision = change.revision
    with server.test_request_context("/?lang=en"):
        asker = Asker(world.database)
        changes = list(asker.ask(yearly_changes, world.code, revision - 1, revision))
        listing = changes_in_words(asker.ask(programme_facts, world.code), changes * 200)
    (visits,) = listing.indicators
    assert listing.total == visits.total == len(changes) * 200 > LIST_LIMIT
    assert listing.listed == LIST_LIMIT
    assert sum(place.total for place in visits.places) == visits.total
    assert visits.total > OPEN
    assert not visits.is_short


def test_a_number_that_stays_the_same_says_why_it_is_listed_and_comes_last(server, world) -> None:  # noqa: F811
    with world.revision() as change:
        world.record("consultations", "2016-07-02", "north")
        revision = change.revision
    with server.test_request_context("/?lang=en"):
        asker = Asker(world.database)
        whole = [
            each
            for each in asker.ask(yearly_changes, world.code, revision - 1, revision)
            if each.district is None and each.period == "2016"
        ]
        same = [
            replace(each, split_by="x", old=replace(each.new, records=each.new.records - 1))
            for each in whole
        ]
        listing = changes_in_words(asker.ask(programme_facts, world.code), [*same, *whole])
    other, alike = (each.headline for each in listing.indicators)
    assert " → " in other
    assert " → " not in alike
    assert "the same number, of" in alike


def test_columns_of_a_preview_are_called_by_their_names(server) -> None:
    head = Head(
        1, ("number", "Date", "район", "remark of mine"), ("number", "date", "district", "")
    )
    for language, names in (
        ("ru", ["Номер", "Дата", "Район", "remark of mine"]),
        ("en", ["Number", "Date", "District", "remark of mine"]),
    ):
        with server.test_request_context(f"/?lang={language}"):
            assert column_names("consultations", head) == names


def test_a_receipt_names_the_columns_that_were_mended(anna) -> None:  # noqa: F811
    address = checked(anna, BAD)
    page = anna.get(address).text
    cells = {
        unescape(name): text
        for name, text in re.findall(r'name="(cell-\d+-\d+)" value="([^"]*)"', page)
    }
    right = {"31.02.2016": "2016-04-05", "west": "south", "x1": "1"}
    entries = {name: right.get(text, text) for name, text in cells.items()}
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    sent = {"version": version, "kind": "consultations", "covers": "2016-03..2016-05", **entries}
    job_of(anna, anna.post(f"{address}/mend", data=sent))
    receipt = anna.get(f"/steward/imports/{loaded(anna, address)}?lang=en").text
    mended = receipt[receipt.index("Mended before loading") :]
    assert re.findall(r"<tr><td class=\"number\"[^>]*>\d+</td><td>(\w+)</td>", mended) == [
        "date",
        "district",
        "people",
    ]
    assert "№ 2" not in mended


def test_a_receipt_of_an_earlier_itog_has_the_places_of_columns() -> None:
    assert of_receipt((), ()) == Excerpt()
    assert of_receipt(("a", "b"), ()).titles(1) == ()
    assert of_receipt((), (("number", "date"),)).titles(2) == ("number", "date")
