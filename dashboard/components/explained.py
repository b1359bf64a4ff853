"""What opens where it stands: a term with its meaning, a number with its sentences.

Without scripts each is a link to the page that says the same; ``assets/js/31-explained.js`` opens it
in place.
"""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import data
from dashboard.components.links import link
from dashboard.components.panels import TableColumn
from dashboard.request import PageRequest
from dashboard.text.labels import in_language, state_name
from dashboard.text.language import _
from data.help.texts import terms
from indicators.answers.achievement import BEHIND, UNDETERMINED
from indicators.answers.answer import Answer

HELP = "/help"
NO_PLAN = "no_plan"
"""The term of an answer without a status."""


def explained(words: Any, address: str, content: Any, *, class_name: str) -> Component:
    """Words that open their explanation; ``address`` is where it stands as well.

    Everything is a span, so that it may stand in headings and table heads.
    """
    opener = html.A(words, href=address, className=class_name, **data("explains"))
    panel = html.Span(content, className="explained", hidden=True, tabIndex=-1)
    return html.Span([opener, panel], className="explains")


def term(page_request: PageRequest, code: str, words: str = "") -> Component:
    """A term of the glossary as it is called here; pressed, it says what it means."""
    known = terms()[code]
    address = f"{page_request.page(HELP)}#{code}"
    content = [
        html.Strong(in_language(known.names), className="explained__name"),
        html.Span(in_language(known.texts)),
        link(_("All terms"), address),
    ]
    return explained(words or in_language(known.names), address, content, class_name="term")


def term_column(
    page_request: PageRequest, code: str, title: str, *, number: bool = False, short: bool = False
) -> TableColumn:
    """A column of a table whose heading is a term."""
    heading = term(page_request, code, title)
    return TableColumn(title, number=number, short=short, heading=heading)


def status_term(page_request: PageRequest, answer: Answer, words: str) -> Component:
    """The word “status” over an answer's own: it says what that one means where it needs saying."""
    return term(page_request, _status_code(answer), words)


def _status_code(answer: Answer) -> str:
    if answer.status is None:
        return NO_PLAN
    if answer.status == UNDETERMINED:
        return "undetermined"
    return "under_way" if answer.is_open and answer.status in BEHIND else "status"


def state_term(page_request: PageRequest, state: str) -> Component:
    """The word where a number would stand; states are terms of the same codes."""
    word = term(page_request, state, state_name(state))
    return html.Span(word, className=f"state state--{state}")
