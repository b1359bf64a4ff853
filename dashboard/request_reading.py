"""An address read into a page request: refused where a word is not understood, or where the programme
lacks what it names.
"""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.figures.theme import THEMES
from dashboard.http import context
from dashboard.http.address import Address, read_address
from dashboard.http.framing import EMBEDDED
from dashboard.request import (
    BEHIND_PLAN,
    NO_PART,
    ORDERS,
    PageRequest,
)
from dashboard.text import money_unit
from dashboard.text.labels import status_name
from dashboard.text.language import _
from data.refusals import Names, Problem, Refusal, refuse
from data.words.offers import check_choice, unnamed
from data.words.whole import whole
from indicators.answers.achievement import STATUSES
from indicators.answers.facts import Facts
from indicators.answers.question import BY_NAMES, Question, from_words, years_of
from indicators.answers.snapshots import SnapshotFacts, snapshot, snapshots
from indicators.asking import Asker
from indicators.contributions.asking import PLAN
from indicators.periods import EVERY_GRAIN, GRAINS, written
from indicators.records.place_sets import is_set, with_set

OF_DAYS = (
    "/indicator",
    "/register",
    "/grants",
    "/resource-centre",
    "/calendar",
    "/districts",
    "/district",
    "/compare",
    "/report",
    EMBEDDED.rstrip("/"),
)
"""Pages that speak of any days."""
OF_TERRITORIES = ("/", *(page for page in OF_DAYS if page != "/compare"))
"""Pages to which several districts are one territory; side by side each stands by itself."""
FIELDS_OF_DAYS = ("since", "until")
WORDS = (
    "programme",
    "indicator",
    "years",
    "cut",
    "split",
    "split_value",
    "within_year",
    "plan",
    "as_of",
)
"""Parameters of an address that are its question."""


def read_page_request(href: str) -> PageRequest:
    """Read an address; refuses an unknown parameter, and a value that cannot be read or that the
    programme lacks.
    """
    address = _in_labels(read_address(href))
    choices = address.choices
    check_choice("lang", choices.get("lang"), unnamed(context.languages()))
    check_choice("theme", choices.get("theme"), unnamed(THEMES))
    check_choice("by", choices.get("by"), {grain: BY_NAMES[grain] for grain in EVERY_GRAIN})
    check_choice("status", choices.get("status"), _status_names())
    check_choice("sort", choices.get("sort"), unnamed(ORDERS))
    asker = context.asker()
    base, snapshot = _base(choices, asker)
    page_request = PageRequest(
        address, context.facts(base.programme, base.as_of), asker, base, snapshot
    )
    _check(page_request)
    money_unit.choose(base.programme, base.as_of)
    return page_request


def _in_labels(address: Address) -> Address:
    """The address with its periods as labels, however they were typed, so that what it leads to is
    one page.
    """
    address = _of_days(address)
    period, years, against = (address.choices.get(name) for name in ("period", "years", "against"))
    labels = {"period": written(period).label} if period and period not in GRAINS else {}
    if against and against != PLAN:
        labels["against"] = written(against).label
    if years:
        first, last = years_of(years)
        labels["years"] = f"{first}..{last}" if first != last else str(first)
    return replace(address, choices={**address.choices, **labels})


def _of_days(address: Address) -> Address:
    """Two days of a form as the period that they are."""
    edges = [address.choices.get(name) for name in FIELDS_OF_DAYS]
    if not _speaks_of_days(address) or not all(edges):
        return address
    others = {name: word for name, word in address.choices.items() if name not in FIELDS_OF_DAYS}
    return replace(address, choices={**others, "period": "..".join(filter(None, edges))})


def _speaks_of_days(address: Address) -> bool:
    return _page(address) in OF_DAYS


def _page(address: Address) -> str:
    """The page of an address, also of a file of it: «/register.xlsx» is one of «/register»."""
    return address.root.partition(".")[0]


def _base(choices: Mapping[str, str], asker: Asker) -> tuple[Question, SnapshotFacts | None]:
    """The question of an address; ``as_of=s3`` is snapshot 3 with its own clock."""
    words = {name: choices.get(name) for name in WORDS} | {
        "programme": choices.get("programme") or context.home_programme()
    }
    as_of = words["as_of"] or ""
    number = whole(as_of[1:]) if as_of.startswith("s") else None
    if number is None:
        base = from_words(words)
        return base, _named(asker, base)
    base, facts = from_words({**words, "as_of": None}), asker.read(snapshot, number)
    if facts.programme != base.programme:
        raise refuse("snapshot_of_another_programme", id=facts.id, programme=facts.programme)
    return base.but(as_of=facts.revision, on=facts.taken_on), facts


def _named(asker: Asker, base: Question) -> SnapshotFacts | None:
    named = asker.read(snapshots, base.programme) if base.as_of is not None else ()
    return next((each for each in named if each.revision == base.as_of), None)


def _check(page_request: PageRequest) -> None:
    """Refuse what the programme does not have, and what is no page."""
    _ = page_request.page_number
    places, facts = page_request.facts.places, page_request.facts
    for code in page_request.indicators:
        facts.catalogue.newest(code)
    for code in page_request.districts:
        places.key_of(code)
    for code in page_request.fold:
        check_choice("fold", code, _part_names(facts))
    if page_request.cut is not None:
        places.listed(page_request.cut)
    _check_days_and_territory(page_request)
    for first, last in [
        page_request.years,
        *(
            [(page_request.period.year, page_request.period.final_year)]
            if page_request.period
            else []
        ),
    ]:
        if not facts.first_year <= first <= last <= facts.last_year:
            params = {
                "value": f"{first}..{last}",
                "first": facts.first_year,
                "last": facts.last_year,
            }
            raise Refusal(Problem("years_outside", params))


def _check_days_and_territory(page_request: PageRequest) -> None:
    period, territory = page_request.period, page_request.territory
    if is_set(territory) and _page(page_request.address) in OF_TERRITORIES:
        with_set(page_request.facts.places, territory or "")
    is_of_days = period is not None and period.days is not None
    if period is not None and is_of_days and not _speaks_of_days(page_request.address):
        raise refuse("period_days_page", period=period.label)


def _part_names(facts: Facts) -> dict[str, Names]:
    """What of the matrix the address may fold."""
    return {**{part.code: part.names for part in facts.parts}, NO_PART: {}}


def _status_names() -> dict[str, Names]:
    """What the address may filter the matrix by, in the reader's language."""
    names = {status: status_name(status) for status in STATUSES} | {BEHIND_PLAN: _("Behind plan")}
    return {status: {context.language(): name} for status, name in names.items()}
