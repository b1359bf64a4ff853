"""Where a reader may have wanted to go, as links by name: what a refused page offers instead of
codes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from dashboard.http import context
from dashboard.http.address import Address
from dashboard.http.context import language
from dashboard.http.refusals import sentences
from dashboard.request import PageRequest
from dashboard.text.labels import cut_name, name_of, place_name, programme_name
from data.decks import decks
from data.refusals import Problem, Refusal, messages
from data.words.matching import match_key
from indicators.periods import parse

Link = tuple[str, str]
"""A label and its address."""

MOST = 8
LONGEST = 100
"""Characters of a word that are compared with names."""


def offers(refusal: Refusal, page_request: PageRequest | None, path: str) -> list[Link]:
    """Links to what is nearest to the word that nothing is called; ``path`` is the page that was
    asked for.
    """
    problem = refusal.problems[0]
    if page_request is None or problem.rule not in OFFERED:
        return []
    return OFFERED[problem.rule](page_request, problem, path)


def without_codes(refusal: Refusal) -> list[str]:
    """The sentences of a refusal whose codes stand below as links."""
    return sentences(Refusal(map(_linked, refusal.problems)), language())


def _linked(problem: Problem) -> Problem:
    rule = f"{problem.rule}_with_links"
    return replace(problem, rule=rule) if rule in messages() else problem


def _indicators(page_request: PageRequest, problem: Problem, path: str) -> list[Link]:
    names = {
        code: name_of(page_request.facts.catalogue.newest(code).definition)
        for code in page_request.facts.catalogue.codes
    }
    return [
        (names[code], _of(page_request, path, "indicator", code))
        for code in _nearest(problem, "indicator", names)
    ]


def _districts(page_request: PageRequest, problem: Problem, path: str) -> list[Link]:
    names = {
        code: place_name(page_request.facts, code) for code in page_request.facts.places.by_code
    }
    return [
        (names[code], _of(page_request, path, "district", code))
        for code in _nearest(problem, "district", names)
    ]


def _decks(page_request: PageRequest, _problem: Problem, _path: str) -> list[Link]:
    """Every deck there is, and the ready-made one of each programme."""
    own = [
        (deck.title, page_request.page(f"/present/{deck.code}"))
        for deck in page_request.asker.read(decks)
    ]
    ready = [
        (programme_name(facts), page_request.page(f"/present/{facts.code}"))
        for facts in context.programmes()
    ]
    return [*own, *ready]


def _cuts(page_request: PageRequest, _problem: Problem, path: str) -> list[Link]:
    return [
        (cut_name(page_request.facts, cut), page_request.page(path, cut=cut))
        for cut in page_request.facts.places.cuts
    ]


def _programmes(page_request: PageRequest, _problem: Problem, _path: str) -> list[Link]:
    kept = {name: page_request.address.choices.get(name) for name in ("lang", "theme")}
    bare = {name: value for name, value in kept.items() if value}
    return [
        (programme_name(facts), Address("/", {**bare, "programme": facts.code}).href())
        for facts in context.programmes()
    ]


def _of(page_request: PageRequest, path: str, what: str, code: str) -> str:
    """The thing's own page; on a page of many things, that page about it."""
    root = f"/{what}"
    if path == root or path.startswith(f"{root}/"):
        return page_request.page(f"{root}/{code}")
    return page_request.page(path, **{what: code})


def _nearest(problem: Problem, what: str, names: Mapping[str, str]) -> Sequence[str]:
    """Codes by how near they or their names are to the word that was asked for; all, where they are
    few.
    """
    word = match_key(str(problem.params.get(what, ""))[:LONGEST])
    keys = (
        {code: match_key(code) for code in names},
        {code: match_key(name) for code, name in names.items()},
    )
    near = [
        each
        for known in keys
        for each in process.extract(word, known, scorer=fuzz.WRatio, limit=MOST)
    ]
    best_first = sorted(near, key=lambda each: -each[1])
    return list(dict.fromkeys(code for _key, _score, code in best_first))[:MOST]


def _years_of_days(page_request: PageRequest, problem: Problem, path: str) -> list[Link]:
    """The years in which the days of an address lie, on the page that speaks of years alone."""
    period, facts = parse(str(problem.params["period"])), page_request.facts
    first = max(period.year, facts.first_year)
    last = min(period.final_year, facts.last_year)
    return [
        (str(year), page_request.page(path, period=str(year))) for year in range(first, last + 1)
    ][:MOST]


OFFERED: Mapping[str, Callable[[PageRequest, Problem, str], list[Link]]] = {
    "unknown_indicator": _indicators,
    "unknown_district": _districts,
    "unknown_cut": _cuts,
    "unknown_programme": _programmes,
    "unknown_deck": _decks,
    "period_days_page": _years_of_days,
}
