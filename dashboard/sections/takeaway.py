"""What leads from a screen to a meeting or to others: files of it, a slide of it, the shared pages."""

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard import exports
from dashboard.accounts.reader import may
from dashboard.http import urls
from dashboard.http.address import LOOKS
from dashboard.request import SUPPOSED, PageRequest
from dashboard.sections.page_deck import page_decks
from dashboard.text.language import _


def bar(page_request: PageRequest, title: str) -> Component | None:
    """The page as a file of each format, and the ways onto a slide and, for stewards, onto the shared
    list; nothing where there is none of them.
    """
    # a supposition is none of the page's facts: what is taken home does not lead back to it
    here = page_request.address.href(**dict.fromkeys(SUPPOSED))
    to_list = _to_shared_list(page_request, title)
    if page_request.address.root in page_decks():
        label = _("This page as a file:")
        return html.Div([files(label, page=here), _to_slide(here), to_list], className="takeaway")
    return html.P(to_list, className="no-print") if to_list else None


def _to_slide(here: str) -> Component:
    address = urls.with_choices("/council/add", {"address": here})
    return html.A(_("Add to a slide"), href=address)


def _to_shared_list(page_request: PageRequest, title: str) -> Component | None:
    """The form of the list with this page in it, for those who keep it."""
    programme = page_request.facts.code
    if not may("steward", programme):
        return None
    page = {
        "title": title,
        "address": page_request.address.href(**dict.fromkeys((*SUPPOSED, *LOOKS))),
    }
    address = urls.with_choices(urls.to_rooms(programme, "/steward/pages"), page)
    return html.A(_("Add to the shared pages"), href=address)


def files(label: str, **what: str) -> Component:
    """Buttons that order a deck or a page as a file; it is made in the background, in a tab of its
    own.
    """
    buttons = [
        html.Button(
            _label(form),
            type="submit",
            name="format",
            value=form,
            className="btn btn-sm btn-outline-primary",
        )
        for form in exports.names()
    ]
    return html.Form(
        [html.Span(label, className="files__label"), *buttons],
        action=f"/export?{urlencode(what)}",
        method="POST",
        target="_blank",
        className="files",
    )


def _label(form: str) -> str:
    """A format as people call it; of pictures how many there are."""
    own = {"png": _("PNG: first slide"), "pictures": _("PNG: every slide")}
    return own.get(form, form.upper())
