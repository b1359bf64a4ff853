"""What leads from a screen to a meeting: files of it, and a slide of it."""

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard import exports
from dashboard.request import SUPPOSED, PageRequest
from dashboard.sections.page_deck import page_decks
from dashboard.text.language import _


def bar(page_request: PageRequest) -> Component | None:
    """The page as a file of each format, and the way onto a slide; of a page without a deck
    nothing.
    """
    if page_request.address.root not in page_decks():
        return None
    # a supposition is none of the page's facts: what is taken home does not lead back to it
    here = page_request.address.href(**dict.fromkeys(SUPPOSED))
    add = html.A(
        _("Add to a slide"),
        href=f"/council/add?{urlencode({'address': here})}",
        className="takeaway__slide",
    )
    return html.Div([files(_("This page as a file:"), page=here), add], className="takeaway")


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
