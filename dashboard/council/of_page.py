"""A page as a deck, so that a file shows what the reader saw: same years, district, order and
revision.
"""

from collections.abc import Callable, Iterator

from dashboard.http.context import language
from dashboard.request import PageRequest, read_page_request
from dashboard.sections.comparison import Comparison
from dashboard.sections.frame import path_variables
from dashboard.sections.place import Territory
from dashboard.sections.split import attributes
from dashboard.sections.subject import named
from dashboard.text.labels import name_of, place_name
from dashboard.text.language import _
from data.decks import Deck, SlideText
from data.refusals import LONGEST, Names, NotFound, Problem
from data.words.offers import offer

Slides = Iterator[SlideText]


def deck_of_page(href: str) -> Deck:
    """The slides that a page's blocks make; refuses an address that no page has, and pages that are
    not of numbers.
    """
    page_request = read_page_request(href)
    path = page_request.address.path
    variables = path_variables(path)
    if page_request.address.root not in PAGES:
        raise NotFound(
            Problem("export_of_no_numbers", {"path": path[:LONGEST], **offer(_page_names(), path)})
        )
    title, slides = PAGES[page_request.address.root]
    still = page_request.snapshot.id if page_request.snapshot and page_request.base.on else None
    return Deck(
        "",
        page_request.facts.code,
        title(page_request, variables.get("code", "")),
        tuple(slides(page_request)),
        still,
    )


def _overview(page_request: PageRequest) -> Slides:
    return (
        SlideText(kind, _here(page_request))
        for kind in ("state", "numbers", "matrix", "behind_plan")
    )


def _indicator(page_request: PageRequest) -> Slides:
    suits = {
        "districts": bool(page_request.facts.places.main),
        "split": bool(attributes(page_request, named(page_request.address.path))),
    }
    kinds = ("plan_and_fact", "districts", "within_year", "split", "table")
    return (SlideText(kind, _here(page_request)) for kind in kinds if suits.get(kind, True))


def _districts(page_request: PageRequest) -> Slides:
    territory = Territory(page_request, page_request.cut)
    if territory.chosen and page_request.facts.places.main:
        yield SlideText(
            "districts", _of_indicator(page_request, territory.chosen, period=territory.year)
        )
        yield SlideText("table", _of_indicator(page_request, territory.chosen))
        yield SlideText("indicators_by_district", _here(page_request))


def _district(page_request: PageRequest) -> Slides:
    yield SlideText("matrix", _here(page_request))


def _compared(page_request: PageRequest) -> Slides:
    comparison = Comparison(page_request)
    yield SlideText("matrix", _here(page_request))
    kind = "districts" if comparison.by_places else "plan_and_fact"
    yield from (SlideText(kind, _of_indicator(page_request, code)) for code in comparison.codes)


def _evaluation(page_request: PageRequest) -> Slides:
    yield from (SlideText(kind, _here(page_request)) for kind in ("evaluation", "calculation"))


def _about(page_request: PageRequest) -> Slides:
    yield from (SlideText(kind, _here(page_request)) for kind in ("title", "money"))


def _here(page_request: PageRequest) -> str:
    return page_request.address.href()


def _page_names() -> dict[str, Names]:
    """The pages that can be saved, in the reader's language."""
    names = {
        "/": _("Overview"),
        "/indicator": _("Indicator"),
        "/districts": _("Districts"),
        "/district": _("District"),
        "/compare": _("Side by side"),
        "/evaluation": _("Evaluation of effectiveness"),
        "/about": _("About the data"),
    }
    return {path: {language(): names[path]} for path in PAGES}


def _of_indicator(page_request: PageRequest, code: str, **changes: object) -> str:
    return page_request.address.href(
        f"/indicator/{code}", indicator=None, district=None, page=None, **changes
    )


PAGES: dict[str, tuple[Callable[[PageRequest, str], str], Callable[[PageRequest], Slides]]] = {
    "/": (lambda asked, code: _("Overview"), _overview),
    "/indicator": (lambda asked, code: name_of(asked.definition(code)), _indicator),
    "/districts": (lambda asked, code: _("Districts"), _districts),
    "/district": (lambda asked, code: place_name(asked.facts, code), _district),
    "/compare": (lambda asked, code: _("Side by side"), _compared),
    "/evaluation": (lambda asked, code: _("Evaluation of effectiveness"), _evaluation),
    "/about": (lambda asked, code: _("About the data"), _about),
}
