"""Refusals in the reader's language: the page of an error, and the note in place of a block."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import link
from dashboard.http.context import language
from dashboard.http.refusals import sentences
from dashboard.offering import Link, without_codes
from dashboard.text.language import _
from data.refusals import Refusal


def title(status: int) -> str:
    """What went wrong, in a few words."""
    return {
        403: _("This is not for everybody"),
        404: _("There is no such page"),
        409: _("Somebody else was faster"),
        413: _("That is too large"),
        429: _("Too much at once"),
        500: _("Something went wrong on our side"),
        503: _("The data are not available"),
    }.get(status, _("This address cannot be read"))


def problem_page(
    status: int, refusal: Refusal, links: list[Link], offered: list[Link]
) -> Component:
    """What is wrong, what to do, what may have been meant, and ways back."""
    return html.Div(
        [
            html.P(str(status), className="error-page__code"),
            html.H1(title(status)),
            *[
                html.P(line)
                for line in (without_codes(refusal) if offered else sentences(refusal, language()))
            ],
            html.Ul([html.Li(link(*offer)) for offer in offered], className="error-page__offers")
            if offered
            else None,
            html.P(
                [
                    link(
                        label,
                        href,
                        className="btn btn-primary" if first == 0 else "btn btn-outline-primary",
                    )
                    for first, (label, href) in enumerate(links)
                ],
                className="error-page__ways",
            ),
        ],
        className="error-page",
    )


def refused(refusal: Refusal) -> Component:
    """A block that could not be made, and why."""
    return html.Div(
        [html.P(line) for line in sentences(refusal, language())],
        className="empty-note",
        role="status",
    )
