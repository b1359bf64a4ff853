"""The decks of a programme: the ready-made one and those that people made."""

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import may, reader
from dashboard.components.panels import panel
from dashboard.council.standard_deck import deck_of
from dashboard.http import urls
from dashboard.request import PageRequest
from dashboard.sections import takeaway
from dashboard.text import formats
from dashboard.text.language import _
from data.decks import Deck, decks
from indicators.answers.snapshots import SnapshotFacts, snapshots

NEW_DECK = "/council/decks"


def draw(page_request: PageRequest) -> Component:
    """A card a deck: present it, take it home, change it."""
    own = [
        deck for deck in page_request.asker.read(decks) if deck.programme == page_request.facts.code
    ]
    snapshot_facts = {
        each.id: each for each in page_request.asker.read(snapshots, page_request.facts.code)
    }
    ready = deck_of(page_request)
    cards = [_card(page_request, ready, _("Ready-made from the programme"), None)]
    cards += [
        _card(page_request, deck, _saved(deck), snapshot_facts.get(deck.snapshot or 0))
        for deck in own
    ]
    return panel(_("Decks"), [html.Ul(cards, className="decks"), _making(page_request)], wide=True)


def _card(
    page_request: PageRequest, deck: Deck, sentence: str, snapshot: SnapshotFacts | None
) -> Component:
    return html.Li(
        [
            html.H3(deck.title, className="deck__title"),
            html.P(
                _data(snapshot),
                className=f"deck__data deck__data--{'still' if snapshot else 'live'}",
            ),
            html.P(
                " · ".join(part for part in (_meeting_day(deck), sentence, _slides(deck)) if part),
                className="panel__note",
            ),
            html.Div(
                [
                    html.A(
                        _("Present"),
                        href=_present(page_request, deck),
                        className="btn btn-primary",
                        target="_blank",
                    ),
                    html.A(
                        _("Change"),
                        href=f"{NEW_DECK}/{deck.code}",
                        className="btn btn-outline-primary",
                    )
                    if deck.version
                    else None,
                ],
                className="deck__ways",
            ),
            takeaway.files(_("Files to take home:"), deck=deck.code),
        ],
        className="deck",
    )


def _present(page_request: PageRequest, deck: Deck) -> str:
    return f"/present/{deck.code}?lang={page_request.language}"


def _data(snapshot: SnapshotFacts | None) -> str:
    if snapshot is None:
        return _("Living data")
    return _("Snapshot {id} “{title}”").format(id=snapshot.id, title=snapshot.title)


def _meeting_day(deck: Deck) -> str:
    return _("meeting of {day}").format(day=formats.date(deck.held_on)) if deck.held_on else ""


def _slides(deck: Deck) -> str:
    return _("slides: {number}").format(number=len(deck.slides))


def _saved(deck: Deck) -> str:
    when = formats.day_of(deck.at) if deck.at else ""
    return _("{author}, {when}, version {version}").format(
        author=deck.author, when=when, version=deck.version
    )


def _making(page_request: PageRequest) -> Component:
    """The programme's stewards may make a deck of their own; the others learn how."""
    if reader() is None:
        url = html.A(
            _("Sign in to make a deck or a snapshot"),
            href=urls.to_login(page_request.address.href()),
        )
        return html.P(url, className="panel__note")
    if not may("steward", page_request.facts.code):
        return html.P(
            _("The programme's stewards make decks and snapshots."), className="panel__note"
        )
    action = f"{NEW_DECK}?{urlencode({'programme': page_request.facts.code})}"
    button = html.Button(_("New deck"), type="submit", className="btn btn-primary")
    note = html.Span(_("It begins as a copy of the ready-made one."), className="panel__note")
    return html.Form([button, note], action=action, method="POST", className="deck__new")
