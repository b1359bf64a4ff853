"""``/llms.txt``: what there is here for programs that read for people, in one page of Markdown."""

from collections.abc import Iterator

from flask import Response, request

from dashboard.api import ROOT
from dashboard.api.addresses import ADDRESSES
from dashboard.http import context
from dashboard.http.urls import with_choices
from dashboard.model_context.tool import TOOLS
from dashboard.open_data.catalogue import CATALOGUE, folder_of
from indicators.answers.facts import Facts

PATH = "/llms.txt"
HEAD = """# Itog

> How public programmes are doing: what was planned, what was done, where, and whether it counts. Every number is \
computed from records as of a revision, and each page, row and file says of which.

Zero, no data, not applicable and not yet due are four different things: `state` of a row tells them apart. Marks such \
as `illustrative` and `partial` belong to a number wherever it is repeated. A question is an address: what a page is \
asked for stands in its query, and `as_of=57` asks of an earlier revision.
"""


def view() -> Response:
    """The page, of the programmes that there are."""
    response = Response("\n".join(_lines()) + "\n", mimetype="text/markdown")
    response.add_etag()
    response.make_conditional(request)
    return response


def _lines() -> Iterator[str]:
    yield HEAD
    yield "## Programmes\n"
    for facts in context.programmes():
        yield from _programme(facts)
    yield f"\n## Rows, as JSON or CSV\n\nDescribed by [{ROOT}/openapi.json]({ROOT}/openapi.json).\n"
    for endpoint in ADDRESSES:
        yield f"- [{ROOT}{endpoint.path}]({ROOT}{endpoint.path}): {endpoint.summary}"
    yield "\n## Open data and news\n"
    yield f"- [{CATALOGUE}]({CATALOGUE}): all programmes as a DCAT catalogue; their files stay the same"
    yield "- [/feed.atom](/feed.atom): what changes"
    yield "\n## Model Context Protocol\n"
    yield f"`itog mcp` answers by the protocol with the tools {', '.join(f'`{name}`' for name in TOOLS)}."


def _programme(facts: Facts) -> Iterator[str]:
    name = _plain(facts.text("short_name", "en") or facts.text("name", "en") or facts.code)
    years = f"{facts.first_year}–{facts.last_year}"
    overview = with_choices("/", {"programme": facts.code, "lang": "en"})
    note = "; illustrative data" if facts.illustrative else ""
    yield f"- [{name}]({overview}): `{facts.code}`, {years}{note}; [open data]({folder_of(facts.code)})"


def _plain(text: str) -> str:
    """A name that is no markup of Markdown, whatever signs it has."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+!|" else sign for sign in text)
