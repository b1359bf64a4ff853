"""A page as a deck, so that a file shows what the reader saw: same years, district, order and revision."""

from collections.abc import Callable, Iterator

from dashboard.asked import Asked, ask
from dashboard.frame import path_variables
from dashboard.language import _
from dashboard.sections.comparison import Comparison
from dashboard.sections.place import Territory
from dashboard.sections.split import attributes
from dashboard.sections.subject import named
from dashboard.words import name_of, place_name
from data.decks import Deck, SlideText
from data.refusals import NotFound, Problem

Slides = Iterator[SlideText]


def deck_of_page(href: str) -> Deck:
    """The slides that a page's blocks make; refuses an address that no page has, and pages that are not of numbers."""
    asked = ask(href)
    path = asked.address.path
    variables = path_variables(path)
    if asked.address.root not in PAGES:
        raise NotFound(Problem("export_of_no_numbers", {"path": path, "known": ", ".join(PAGES)}))
    title, slides = PAGES[asked.address.root]
    still = asked.snapshot.id if asked.snapshot and asked.base.on else None
    return Deck("", asked.facts.code, title(asked, variables.get("code", "")), tuple(slides(asked)), still)


def _overview(asked: Asked) -> Slides:
    return (SlideText(kind, _here(asked)) for kind in ("state", "numbers", "matrix", "behind_plan"))


def _indicator(asked: Asked) -> Slides:
    suits = {"districts": bool(asked.facts.places.main), "split": bool(attributes(asked, named(asked.address.path)))}
    kinds = ("plan_and_fact", "districts", "within_year", "split", "table")
    return (SlideText(kind, _here(asked)) for kind in kinds if suits.get(kind, True))


def _districts(asked: Asked) -> Slides:
    shown = Territory(asked, asked.cut)
    if shown.chosen and asked.facts.places.main:
        yield SlideText("districts", _of_indicator(asked, shown.chosen, period=shown.year))
        yield SlideText("table", _of_indicator(asked, shown.chosen))
        yield SlideText("indicators_by_district", _here(asked))


def _district(asked: Asked) -> Slides:
    yield SlideText("matrix", _here(asked))


def _compared(asked: Asked) -> Slides:
    shown = Comparison(asked)
    yield SlideText("matrix", _here(asked))
    kind = "districts" if shown.by_places else "plan_and_fact"
    yield from (SlideText(kind, _of_indicator(asked, code)) for code in shown.codes)


def _about(asked: Asked) -> Slides:
    yield from (SlideText(kind, _here(asked)) for kind in ("title", "money"))


def _here(asked: Asked) -> str:
    return asked.address.href()


def _of_indicator(asked: Asked, code: str, **changes: object) -> str:
    return asked.address.href(f"/indicator/{code}", indicator=None, district=None, page=None, **changes)


PAGES: dict[str, tuple[Callable[[Asked, str], str], Callable[[Asked], Slides]]] = {
    "/": (lambda asked, code: _("Overview"), _overview),
    "/indicator": (lambda asked, code: name_of(asked.definition(code)), _indicator),
    "/districts": (lambda asked, code: _("Districts"), _districts),
    "/district": (lambda asked, code: place_name(asked.facts, code), _district),
    "/compare": (lambda asked, code: _("Side by side"), _compared),
    "/about": (lambda asked, code: _("About the data"), _about),
}
