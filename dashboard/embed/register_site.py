"""The register for the city's own site: a table to be put there, and a view to be embedded."""

from collections.abc import Sequence
from typing import Any

from flask import Response, make_response, render_template, request

from dashboard.embed.site_view import OfferedView, data_day
from dashboard.http.context import language
from dashboard.http.framing import EMBEDDED
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.register import entries as texts
from dashboard.sections.register import listing
from dashboard.sections.register.choices import AFRESH, narrowed_title
from dashboard.text import formats, labels
from dashboard.text.digits import NO_BREAK
from dashboard.text.language import _, ngettext
from indicators.register.entries import RegisterEntry, RegisterPage, place_text
from indicators.register.filters import FORMS
from indicators.register.recipients import Recipient
from indicators.register.totals import RegisterTotals

TABLE, EMBED = "/register.html", f"{EMBEDDED}register"
AT_ONCE = 5_000
"""Entries of one table; of more it says how many are left out, and where all of them are."""
HEIGHT = 900
"""Of its frame, in pixels."""
Lines = Sequence[str]


def offer(page_request: PageRequest) -> OfferedView:
    """What the city's site can show of the register: the entries that are chosen."""
    address = page_request.href(EMBED, **AFRESH, theme=None, lang=page_request.locale)
    return OfferedView(_("Register of supported NGOs"), address, HEIGHT)


def table_view() -> Response:
    """The chosen entries as one document that needs nothing else, to be saved and put anywhere."""
    page_request = read_page_request(request.full_path.rstrip("?"))
    page = listing.page_of(page_request, AT_ONCE)
    return _document(page_request, page, links=False)


def embed_view() -> Response:
    """A page of the entries with a search, without menu and scripts, for a frame of another site."""
    page_request = read_page_request(request.full_path.rstrip("?"))
    page = listing.page_of(page_request, listing.ROWS)
    return _document(page_request, page, links=True)


def _document(page_request: PageRequest, page: RegisterPage, *, links: bool) -> Response:
    facts, totals = page_request.facts, listing.totals_of(page_request)
    after, onward = page_request.address.choices.get("after"), page.following
    left = 0 if links else totals.entries - len(page.entries)
    content = render_template(
        "register_site.html",
        title=narrowed_title(page_request),
        language=language(),
        # what is saved and printed stays light
        theme=page_request.theme_name if links else "light",
        programme=labels.programme_name(facts),
        data_day=data_day(page_request),
        banner=facts.text("banner", language()) if facts.illustrative else "",
        counts=_counts(totals),
        illustrative_note=_illustrative(page.entries),
        columns=texts.entry_columns(),
        rows=[_row(page_request, entry, links=links) for entry in page.entries],
        nothing=listing.nothing_text(page_request),
        left=_left(left) if left > 0 else "",
        form=_form(page_request) if links else None,
        back=page_request.href(EMBED, **AFRESH) if links and after else "",
        onward=page_request.href(EMBED, after=place_text(onward)) if links and onward else "",
        whole=page_request.href("/register", **AFRESH) if links else "",
    )
    response = make_response(content)
    response.headers["Content-Language"] = language()
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _illustrative(entries: Sequence[RegisterEntry]) -> str:
    """That all is made up, once; where only some is, their rows say it."""
    if not all(entry.illustrative for entry in entries):
        return ""
    return _("All that is listed here was made up to show the dashboard.")


def _numbers(recipient: Recipient | None) -> str:
    known = (text.replace(" ", NO_BREAK) for text in texts.number_texts(recipient))
    return ", ".join(known) or formats.EN_DASH


def _left(number: int) -> str:
    return ngettext(
        "And {number} more entry; choose a year, or take the CSV, which has all of them.",
        "And {number} more entries; choose a year, or take the CSV, which has all of them.",
        number,
    )


def _counts(totals: RegisterTotals) -> list[tuple[str, str]]:
    amount = totals.roubles
    return [
        (_("Entries"), formats.number(totals.entries)),
        (_("Different NGOs"), formats.number(totals.organisations)),
        (
            _("Amount of support"),
            labels.state_name("no_data") if amount is None else texts.roubles(amount),
        ),
        (_("Entries with violations"), formats.number(totals.violations)),
    ]


def _form(page_request: PageRequest) -> dict[str, Any]:
    """Where a search goes, its words, and what goes with it."""
    choices = page_request.address.choices
    kept = {name: value for name, value in choices.items() if name not in ("search", *AFRESH)}
    return {"action": EMBED, "words": choices.get("search", ""), "kept": kept}


def _row(page_request: PageRequest, entry: RegisterEntry, *, links: bool) -> dict[str, Any]:
    """The lines of each cell, and where the organisation's own page is."""
    whose = entry.recipient
    url = page_request.page(f"/organisation/{whose.identity}") if whose and links else ""
    own = texts.own_name_text(whose) if whose else None
    cells: list[Lines] = [
        [entry.number, texts.entered_text(entry)],
        texts.decided_texts(entry),
        [
            whose.name if whose else _("not stated"),
            *filter(None, (own, texts.place_text(page_request, entry))),
        ],
        [_numbers(whose)],
        [(whose.activities if whose else None) or formats.EN_DASH],
        [FORMS.name(entry.form, language())],
        [formats.EN_DASH if entry.amount is None else texts.roubles(entry.amount, unit=False)],
        [texts.day_text(entry.until)],
        texts.violation_texts(entry),
    ]
    return {"cells": cells, "url": url, "illustrative": entry.illustrative}
