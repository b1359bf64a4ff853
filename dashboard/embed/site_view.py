"""A view of ours for other sites: one document for a frame, with its link and the day of its data,
that needs neither scripts nor files.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urljoin

from flask import Response, make_response, render_template, request
from markupsafe import Markup

from dashboard.request import PageRequest
from dashboard.text import formats
from dashboard.text.language import _
from data.clock import local_day


@dataclass(frozen=True)
class SiteRow:
    """A row beside whose number a bar stands; ``share`` and ``planned`` are parts of the longest, in
    per cent, None where there is nothing to draw; ``tone`` is a status whose colour the bar has.
    """

    name: str
    value: str
    plan: str = ""
    share: float | None = None
    planned: float | None = None
    tone: str = ""


@dataclass(frozen=True)
class SiteSeries:
    """A row of a grid: what its line is called, the colour that it has in the picture, a text a
    column.
    """

    name: str
    tone: str
    texts: Sequence[str]


@dataclass(frozen=True)
class SiteGrid:
    """A picture with its numbers: lines over the columns of ``heads``, the first of which is over the
    names.
    """

    title: str
    picture: Markup
    heads: Sequence[str]
    series: Sequence[SiteSeries]


@dataclass(frozen=True)
class SiteView:
    """The finished words of a view; ``page`` is what it leads to, called ``leads_to``, and ``heads``
    are those of its rows, two or three. Rows that ``stacks`` have long names: on a telephone their
    numbers stand below. ``credit`` names whose outlines the ``picture`` has.
    """

    title: str
    scope: str
    page: str
    leads_to: str
    heads: Sequence[str] = ()
    rows: Sequence[SiteRow] = ()
    value: str = ""
    plan: str = ""
    degree: str = ""
    status: str = ""
    status_code: str = ""
    marks: Sequence[str] = ()
    stacks: bool = False
    picture: Markup | str = ""
    credit: str = ""
    grids: Sequence[SiteGrid] = ()


@dataclass(frozen=True)
class OfferedView:
    """What another site can show of a page: its title, the view's address, the height of its frame
    in pixels.
    """

    title: str
    address: str
    height: int


def site_response(page_request: PageRequest, view: SiteView) -> Response:
    """The view as a document."""
    facts, words = page_request.facts, asdict(view)
    words["page"] = urljoin(request.host_url, view.page)
    content = render_template(
        "site_view.html",
        language=page_request.locale,
        theme=page_request.theme_name,
        data_day=data_day(page_request),
        banner=facts.text("banner", page_request.language) if facts.illustrative else "",
        **words,
    )
    response = make_response(content)
    response.headers["Content-Language"] = page_request.locale
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def data_day(page_request: PageRequest) -> str:
    """Of which day the data of a view are."""
    facts = page_request.facts
    return _("Data: revision {revision} of {date}").format(
        revision=facts.revision, date=formats.date(local_day(facts.committed_at))
    )


def kept_address(
    page_request: PageRequest, path: str, kept: Sequence[str], **others: str | None
) -> str:
    """Another of our addresses with those of the choices that it has too, in the reader's language,
    and with ``others``.
    """
    choices = {name: page_request.address.choices.get(name) for name in kept}
    choices |= {"lang": page_request.locale, "theme": None, **others}
    return page_request.page(path, **choices)


def share_of(size: Any, longest: Any) -> float | None:
    """The part of the longest bar, in per cent; what is below zero has no bar, its number stands."""
    if size is None or not longest:
        return None
    return round(float(max(Fraction(size), Fraction(0)) / Fraction(longest) * 100), 2)
