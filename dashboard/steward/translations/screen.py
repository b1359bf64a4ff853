"""``/steward/translations``: which texts of the programme have no English, and typing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from dashboard.http.context import asker, database
from dashboard.http.refusals import status_of
from dashboard.steward import pages
from dashboard.steward.screen import Screen
from dashboard.steward.translations import labels, translation_cells
from dashboard.steward.translations.translation_cells import TranslationInput, cell_name
from dashboard.text.language import _, ngettext
from data.drafts.reading import Draft
from data.refusals import Refusal
from indicators.answers.facts import Facts
from indicators.translations import saving
from indicators.translations.texts import INDICATOR, SORTS, ContentText, content_texts

SCREEN = Screen("/steward/translations", lambda: _("Translations"), 73)
ROWS = 50
"""Texts of a page: a form of more is larger than a server takes."""


@dataclass(frozen=True)
class TranslationRow:
    """A text as it is drawn: its Russian, and the cell of its English. ``note`` says of a definition
    that the words stand in its draft, ``address`` leads there.
    """

    name: str
    thing: str
    field: str
    ru: str
    stands: str
    text: str
    wrong: Sequence[str] = ()
    note: str = ""
    address: str = ""
    is_fixed: bool = False

    @property
    def changed(self) -> bool:
        return self.text.strip() != self.stands


@dataclass(frozen=True)
class TextChoice:
    """Which texts are shown: of one sort, or of all; those without English, or all."""

    sort: str
    whole: bool

    @property
    def fields(self) -> dict[str, str]:
        return {"sort": self.sort, "texts": "all" if self.whole else ""}

    def takes(self, text: ContentText) -> bool:
        return self.sort in ("", text.sort) and (self.whole or text.is_missing)


@SCREEN.get()
def show() -> ResponseReturnValue:
    """The texts that the address asks for."""
    return _page(pages.programme(), TranslationInput())


@SCREEN.post()
def take() -> ResponseReturnValue:
    """Check or save what was typed."""
    facts = pages.changing()
    typing = translation_cells.read(_texts(facts), request.form)
    is_check = request.form.get("do") == "check"
    refusal = _check(facts, typing)
    if is_check:
        return _checked(facts, typing, refusal)
    return _page(facts, typing, status_of(refusal)) if refusal else _save(facts, typing)


def _check(facts: Facts, typing: TranslationInput) -> Refusal | None:
    """What is wrong, noted at its cell."""
    try:
        with database().read() as session:
            saving.check_translations(session, facts.code, typing.entries, pages.author())
    except Refusal as refusal:
        typing.blame(refusal)
        return refusal
    return None


def _checked(
    facts: Facts, typing: TranslationInput, refusal: Refusal | None
) -> ResponseReturnValue:
    """What saving would do: for a script as data, for a reader as the page."""
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "text/html":
        return _page(facts, typing, status_of(refusal) if refusal else HTTPStatus.OK)
    cells = {
        f"{translation_cells.MARK}|{each.fingerprint}|{each.text.identity}": {
            "wrong": typing.wrong.get(each.text.identity, []),
            "asks": False,
        }
        for each in typing.entries
    }
    return jsonify({"cells": cells, "lines": typing.lines, "count": _count(typing)})


def _save(facts: Facts, typing: TranslationInput) -> ResponseReturnValue:
    """Words of definitions as drafts, all others as one revision."""
    of_definitions = [each for each in typing.entries if each.text.sort == INDICATOR]
    others = [each for each in typing.entries if each.text.sort != INDICATOR]
    if not typing.entries:
        typing.lines.append(_("Nothing has changed: this is what stood already."))
        return _page(facts, typing)
    revision = None
    try:
        if others:
            why = pages.reason()
            with database().transaction(
                saving.ACTION, facts.code, author=pages.author(), reason=why
            ) as change:
                saving.save_translations(change, facts.code, others)
                revision = change.revision
        saving.draft_translations(database(), facts.code, of_definitions, author=pages.author())
    except Refusal as refusal:
        typing.blame(refusal)
        return _page(facts, typing, status_of(refusal))
    return pages.redirect_to(
        SCREEN.path, saved=revision, drafts=len({each.text.code for each in of_definitions}) or None
    )


def _texts(facts: Facts) -> Mapping[str, ContentText]:
    return {text.identity: text for text in asker().ask(content_texts, facts.code)}


def _page(
    facts: Facts, typing: TranslationInput, status: int = HTTPStatus.OK
) -> ResponseReturnValue:
    texts, choice = _texts(facts), _choice()
    listed = [text for text in texts.values() if choice.takes(text)]
    number = min(pages.page_number(), max(1, -(-len(listed) // ROWS)))
    rows = _listed_with_entries(listed[(number - 1) * ROWS : number * ROWS], typing)
    with database().read() as session:
        drafts = saving.living_drafts(session, facts.code)
    missing = sum(text.is_missing for text in texts.values())
    return pages.page(
        "translations.html",
        _("Translations"),
        status,
        lead=ngettext(
            "{number} text has no English: pages show its Russian, marked as such.",
            "{number} texts have no English: pages show their Russian, marked as such.",
            missing,
        )
        if missing
        else _("Every text of the programme has its English."),
        refused=typing.lines,
        lines=[_row(text, typing, drafts) for text in rows],
        choice=choice,
        sorts=[(sort, labels.sort_names()[sort]) for sort in SORTS],
        number=number,
        around=_around(choice, number, len(listed)),
        count=_count(typing) if typing.entries else "",
        reason=request.form.get("reason", ""),
        wrong_reason=typing.wrong.get("reason", []),
        saved=request.args.get("saved", type=int),
        drafts=request.args.get("drafts", type=int),
    )


def _choice() -> TextChoice:
    sort = request.values.get("sort", "")
    return TextChoice(sort if sort in SORTS else "", request.values.get("texts") == "all")


def _listed_with_entries(
    listed: Sequence[ContentText], typing: TranslationInput
) -> list[ContentText]:
    """The texts of the page; after a form that was refused, those it was typed into."""
    own = [each.text for each in typing.entries]
    return [*own, *(text for text in listed if text not in own)]


def _around(choice: TextChoice, number: int, total: int) -> list[tuple[str, str]]:
    """The pages before and after this one: word and address."""
    steps = [(_("Texts before these"), number - 1), (_("Texts after these"), number + 1)]
    last = -(-total // ROWS)
    return [
        (word, pages.url(SCREEN.path, **choice.fields, page=each))
        for word, each in steps
        if 1 <= each <= last
    ]


def _row(
    text: ContentText, typing: TranslationInput, drafts: Mapping[str, Draft]
) -> TranslationRow:
    draft = drafts.get(text.code) if text.sort == INDICATOR else None
    return TranslationRow(
        name=cell_name(text),
        thing=labels.title(text),
        field=labels.field(text),
        ru=text.ru,
        stands=text.en,
        text=typing.words.get(text.identity, text.en),
        wrong=typing.wrong.get(text.identity, []),
        note=_draft_note(draft) if draft else "",
        address=pages.url(f"/steward/definitions/drafts/{draft.id}") if draft else "",
        is_fixed=draft is not None and not saving.is_own(draft, pages.author()),
    )


def _draft_note(draft: Draft) -> str:
    return _("Draft No. {number}, by {author}: not published yet").format(
        number=draft.id, author=draft.author
    )


def _count(typing: TranslationInput) -> str:
    """How many texts are changed and how many cells are wrong; that no number changes."""
    counted = ngettext("{number} text changed", "{number} texts changed", len(typing.entries))
    wrong = len(typing.wrong) + len(typing.lines)
    mended = ngettext("{number} to be mended", "{number} to be mended", wrong)
    return f"{counted}, {mended}" if wrong else f"{counted}. {_('Only words change, no number.')}"
