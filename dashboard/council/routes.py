"""``/council/…``: making snapshots and decks, for the stewards of a programme."""

from http import HTTPStatus
from urllib.parse import urlencode

from flask import Flask, abort, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.accounts.reader import reader
from dashboard.council import editing, kinds, pictures, wall
from dashboard.council.kinds import kind
from dashboard.council.standard_deck import deck_of
from dashboard.documents import document
from dashboard.http import compression, context
from dashboard.http.refusals import status_of
from dashboard.jobs.routes import begin
from dashboard.request_reading import read_page_request
from dashboard.sign_in.guard import needs, require
from dashboard.text import formats
from dashboard.text.labels import name_of
from dashboard.text.language import _
from data.decks import Deck, SlideText, deck, decks, save
from data.refusals import Refusal, refuse
from data.words.titles import titled
from indicators.answers.snapshots import snapshot, snapshots

COPY = "copy"
REMOVE = "delete"


def register(server: Flask) -> None:
    """Add the addresses."""
    for address, name, view, methods in (
        ("/council/snapshots/new", "snapshot_form", snapshot_form, ["GET"]),
        ("/council/snapshots", "snapshot_new", new_snapshot, ["POST"]),
        ("/council/decks", "deck_new", new_deck, ["POST"]),
        ("/council/decks/<code>", "deck_form", deck_form, ["GET"]),
        ("/council/decks/<code>", "deck_save", save_deck, ["POST"]),
        ("/council/decks/<code>/autosave", "deck_autosave", autosave_deck, ["POST"]),
        ("/council/decks/<code>/titles", "deck_titles", deck_titles, ["GET"]),
        ("/council/decks/<code>/pictures/<name>.svg", "deck_picture", deck_picture, ["GET"]),
        ("/council/add", "slide_form", slide_form, ["GET"]),
        ("/council/add", "slide_add", add_slide, ["POST"]),
    ):
        server.add_url_rule(address, name, needs("steward")(view), methods=methods)
    server.add_url_rule("/present/<deck>", "present", wall.show)


def snapshot_form() -> ResponseReturnValue:
    """Asks for a title."""
    return document("snapshot.html", _("New snapshot"), programme=_programme())


def new_snapshot() -> ResponseReturnValue:
    """Name the newest revision, in the background; what is wrong with its title is told at once."""
    title, programme = titled(request.form.get("title", "")), _stewarded_programme(_programme())
    return begin("snapshot", title, title=title, programme=programme, author=_author())


def new_deck() -> ResponseReturnValue:
    """A copy of the ready-made deck, saved under a code of its own."""
    ready = deck_of(
        read_page_request(f"/?{urlencode({'programme': _stewarded_programme(_programme())})}")
    )
    saved = save(context.database(), ready.but(code=""), author=_author())
    return redirect(f"/council/decks/{saved.code}", HTTPStatus.SEE_OTHER)


def deck_form(code: str) -> ResponseReturnValue:
    """The deck, to be changed."""
    return _form(context.asker().read(deck, code))


def save_deck(code: str) -> ResponseReturnValue:
    """Save what was typed after doing what the pressed button says; a conflict is told, and nothing
    typed is lost.
    """
    newest = context.asker().read(deck, code)
    _stewarded_programme(newest.programme)
    form_deck = editing.deck_from_form(newest, request.form)
    what = request.form.get("do", "")
    first = context.facts(form_deck.programme).catalogue.codes[:1]
    try:
        changed = editing.apply_action(form_deck, what, f"/indicator/{''.join(first)}")
        _check(changed)
        if what == COPY:
            changed = changed.but(code="", version=0)
        saved = save(context.database(), changed, author=_author(), removed=what == REMOVE)
    except Refusal as refusal:
        return _form(form_deck, refusal)
    if what == REMOVE:
        return _to_council(saved.programme)
    anchor = editing.anchor(what, saved)
    return redirect(f"/council/decks/{saved.code}{anchor}", HTTPStatus.SEE_OTHER)


def autosave_deck(code: str) -> ResponseReturnValue:
    """The same for a script, as one types: the version saved and when, or why it is not."""
    newest = context.asker().read(deck, code)
    _stewarded_programme(newest.programme)
    try:
        saved = _saved_as_typed(newest)
    except Refusal as refusal:
        return jsonify(detail=refusal.text(context.language())), status_of(refusal)
    return jsonify(
        version=saved.version, saved=_saved_at(saved), pictures=_picture_addresses(saved)
    )


def deck_titles(code: str) -> ResponseReturnValue:
    """What each slide is called where nobody types a title, for a script: making all takes a
    second.
    """
    return jsonify(titles=pictures.titles(context.asker().read(deck, code)))


def deck_picture(code: str, name: str) -> ResponseReturnValue:
    """The picture of a slide of the deck as it is saved."""
    slide_picture = pictures.picture(context.asker().read(deck, code), name)
    if slide_picture is None:
        abort(HTTPStatus.NOT_FOUND)
    accepted = request.accept_encodings.best_match(compression.ENCODINGS)
    return slide_picture.file.response(accepted)


def _picture_addresses(deck: Deck) -> list[str]:
    language = context.language()
    return [
        f"/council/decks/{deck.code}/pictures/{name}.svg?lang={language}"
        for name in pictures.names(deck)
    ]


def _saved_as_typed(newest: Deck) -> Deck:
    form_deck = editing.deck_from_form(newest, request.form)
    if form_deck.but(version=newest.version) == newest:
        return newest  # the answer to the same words was lost on its way
    _check(form_deck)
    return save(context.database(), form_deck, author=_author(), as_typed=True)


def _saved_at(deck: Deck) -> str:
    return _("Saved at {time}").format(time=formats.time_of_day(deck.at)) if deck.at else ""


def slide_form() -> ResponseReturnValue:
    """Asks which deck a screen goes into, and how it is shown."""
    address = request.args.get("address", "/")
    page_request = read_page_request(address)
    offered = [
        (code, each.name())
        for code, each in kinds.kinds().items()
        if _of_one(address) == each.OF_INDICATOR
    ]
    own = [
        deck for deck in context.asker().read(decks) if deck.programme == page_request.facts.code
    ]
    here, code = page_request.address.href(), page_request.facts.code
    return document(
        "slide.html",
        _("Add to a slide"),
        decks=own,
        kinds=offered,
        address=here,
        kind=request.args.get("kind", ""),
        programme=code,
    )


def add_slide() -> ResponseReturnValue:
    """Put the slide at the end of the deck."""
    newest = context.asker().read(deck, request.form.get("deck", ""))
    _stewarded_programme(newest.programme)
    added = SlideText(request.form.get("kind", ""), request.form.get("address", "/"))
    changed = newest.but(slides=(*newest.slides, added))
    _check(changed)
    saved = save(context.database(), changed, author=_author())
    return redirect(
        f"/council/decks/{saved.code}#slide-{len(saved.slides) - 1}", HTTPStatus.SEE_OTHER
    )


def _check(deck: Deck) -> None:
    """Every slide's kind and address can be read, and the snapshot is of the deck's programme."""
    editing.check_words(deck)
    for slide in deck.slides:
        if kind(slide.kind).OF_INDICATOR and not _of_one(slide.address):
            raise refuse("slide_needs_indicator", kind=kind(slide.kind).name())
    if deck.snapshot is not None:
        facts = context.asker().read(snapshot, deck.snapshot)
        if facts.programme != deck.programme:
            raise refuse("deck_of_another_programme", id=facts.id, programme=facts.programme)


def _of_one(address: str) -> bool:
    return address.startswith("/indicator/")


def _form(deck: Deck, refused: Refusal | None = None) -> ResponseReturnValue:
    facts = context.facts(deck.programme)
    indicators = [
        (f"/indicator/{code}", name_of(facts.catalogue.newest(code).definition))
        for code in facts.catalogue.codes
    ]
    return document(
        "deck.html",
        _("Deck “{title}”").format(title=deck.title),
        HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        deck=deck,
        kinds=kinds.kinds(),
        formats=formats,
        saved=_saved_at(deck),
        pictures=[] if refused else _picture_addresses(deck),
        indicators=indicators,
        snapshots=context.asker().read(snapshots, deck.programme),
        refused=[problem.text(context.language()) for problem in refused.problems] if refused else [],
    )  # fmt: skip


def _programme() -> str:
    return context.facts(request.values.get("programme") or context.home_programme()).code


def _stewarded_programme(programme: str) -> str:
    """The programme, if the reader is its steward."""
    require("steward", programme)
    return programme


def _author() -> str:
    return reader() or ""


def _to_council(programme: str) -> ResponseReturnValue:
    return redirect(f"/council?{urlencode({'programme': programme})}", HTTPStatus.SEE_OTHER)
