"""The agenda of a deck: sections and slides in order, who speaks, and minutes that are summed only
where they are known.
"""

import re
from dataclasses import replace

from flask import Flask

from dashboard.council import making, pictures
from dashboard.council.agenda import AgendaItem, agenda_items
from dashboard.report import Slide
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME

TITLES = ("Cover", "Agenda", "State", "Numbers", "Text", "Money")
SLIDES = tuple(SlideText(kind) for kind in ("title", "agenda", "state", "numbers", "text", "money"))


def with_words(**words: dict[int, str]) -> tuple[SlideText, ...]:
    """The slides with what was typed, by its field and the number of its slide."""
    slides = list(SLIDES)
    for field, texts in words.items():
        for number, text in texts.items():
            slides[number - 1] = replace(slides[number - 1], **{field: text})
    return tuple(slides)


def test_without_sections_each_slide_is_an_item_but_the_cover_and_the_agenda_itself() -> None:
    assert agenda_items(SLIDES, TITLES) == tuple(
        AgendaItem(TITLES[number - 1], number, number) for number in (3, 4, 5, 6)
    )


def test_a_section_goes_on_until_the_next_one_and_slides_before_it_stand_alone() -> None:
    slides = with_words(
        section={4: "Results", 5: "Results", 6: "Money"},
        speaker={4: "Anna", 5: "Boris", 6: "Anna"},
        minutes={4: "10", 5: "5"},
    )
    assert agenda_items(slides, TITLES) == (
        AgendaItem("State", 3, 3),
        AgendaItem("Results", 4, 5, ("Anna", "Boris"), 15, is_section=True),
        AgendaItem("Money", 6, 6, ("Anna",), None, is_section=True),
    )


def test_slides_of_one_title_are_no_section() -> None:
    items = agenda_items((SlideText("text"), SlideText("text")), ("Words", "Words"))
    assert [(item.first, item.last) for item in items] == [(1, 1), (2, 2)]


def agenda_of(server: Flask, *slides: SlideText) -> Slide:
    deck = Deck("deck-9", DEFAULT_PROGRAMME, "Meeting", (SlideText("agenda"), *slides))
    with server.test_request_context(headers={"X-Lang": "en"}):
        slide = making.report(deck).slides[0]
        picture = pictures.picture(deck, pictures.names(deck)[0])
        assert picture is not None
    return slide


def rows(slide: Slide) -> list[list[str]]:
    assert slide.table
    return [[cell.text for cell in row] for row in slide.table.rows]


def test_the_agenda_lists_the_titles_that_are_shown(server: Flask) -> None:
    slide = agenda_of(server, SlideText("text", title="Of our own <b>"), SlideText("matrix"))
    assert slide.table
    assert slide.table.columns == ("Item", "Slides")
    assert rows(slide) == [["1. Of our own <b>", "2"], ["2. Indicators by year", "3"]]


def test_the_agenda_says_who_speaks_how_long_and_the_whole_time_only_where_all_is_known(
    server: Flask,
) -> None:
    known = SlideText("text", title="One", speaker="Anna", minutes="10")
    slide = agenda_of(server, known, SlideText("text", title="Two"))
    assert slide.table
    assert slide.table.columns == ("Item", "Slides", "Speaker", "Minutes")
    assert rows(slide) == [["1. One", "2", "Anna", "10"], ["2. Two", "3", "–", "–"]]
    assert "10 minutes for 1 of 2 items" in slide.finding.replace("\u00a0", " ")
    whole = agenda_of(server, known, replace(known, title="Two", minutes="11"))
    assert re.search(r"; 21 minutes\.?$", whole.finding.replace("\u00a0", " ")), whole.finding


def test_an_agenda_of_nothing_says_so(server: Flask) -> None:
    assert agenda_of(server).missing.startswith("There is nothing to speak about yet")


def test_a_picture_of_the_agenda_follows_the_other_slides(server: Flask) -> None:
    deck = Deck("deck-9", DEFAULT_PROGRAMME, "Meeting", (SlideText("agenda"), SlideText("text")))
    with server.test_request_context(headers={"X-Lang": "en"}):
        before = pictures.names(deck)
        changed = deck.but(slides=(deck.slides[0], replace(deck.slides[1], speaker="Anna")))
        assert [a == b for a, b in zip(before, pictures.names(changed), strict=True)] == [
            False,
            False,
        ]
