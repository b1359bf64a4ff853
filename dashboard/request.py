"""What a page was asked: its address, read against the programme it names."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from plotly.io.json import to_json_plotly

from dashboard.accounts.reader import account
from dashboard.figures.theme import THEMES, Theme
from dashboard.http import context
from dashboard.http.address import Address, read_address
from dashboard.text import money_unit
from dashboard.text.labels import status_name
from dashboard.text.language import _
from data import clock
from data.refusals import Names, Problem, Refusal, refuse
from data.words.offers import check_choice, unnamed
from data.words.whole import whole
from indicators.answers.achievement import STATUSES
from indicators.answers.answer import Answer
from indicators.answers.facts import Facts
from indicators.answers.grid import answers
from indicators.answers.question import BY_NAMES, Question, from_words, years_of
from indicators.answers.snapshots import SnapshotFacts, snapshot, snapshots
from indicators.asking import Asker
from indicators.definition import Definition
from indicators.periods import GRAINS, RANGE, Period, parse, written
from indicators.states import NOT_DUE

LAST_PAGE = 1_000_000
BEHIND_PLAN = "behind"
"""What an address calls all that is behind its plan, beside the codes of single statuses."""
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
OF_A_PERIOD = ("within_year", "split_value", "page")
"""Parameters that say nothing of another period."""
OF_A_LIST = ("form", "violation", "type", "contest", "search", "view", "after")
"""Parameters that narrow a list of records, and say where in it the reader is."""
OF_A_PAGE = (
    *OF_A_PERIOD,
    *OF_A_LIST,
    "indicator",
    "district",
    "cut",
    "period",
    "by",
    "split",
    "status",
    "methodology",
    "responsible",
)
"""Parameters that say nothing on another page."""


@dataclass(frozen=True)
class PageRequest:
    """An address whose every word was understood; the start of each page and each block."""

    address: Address
    facts: Facts
    asker: Asker
    base: Question
    snapshot: SnapshotFacts | None = None
    """The snapshot that the address names, or whose revision it names."""

    @property
    def language(self) -> str:
        return context.language()

    @property
    def theme(self) -> Theme:
        return context.theme(self.address.choices.get("theme"))

    @property
    def theme_name(self) -> str:
        return context.theme_name(self.address.choices.get("theme"))

    @property
    def years(self) -> tuple[int, int]:
        """The asked years, or the programme's."""
        return self.base.years or (self.facts.first_year, self.facts.last_year)

    @property
    def as_of(self) -> int | None:
        return self.base.as_of

    @property
    def indicators(self) -> tuple[str, ...]:
        return self.base.indicators

    @property
    def districts(self) -> tuple[str, ...]:
        return _listed(self.address.choices.get("district", ""))

    @property
    def district(self) -> str | None:
        return self.districts[0] if self.districts else None

    @property
    def cut(self) -> str | None:
        return self.base.cut

    @property
    def status(self) -> str | None:
        """The status whose indicators alone the matrix shows; ``BEHIND_PLAN`` for all that miss
        their plan.
        """
        return self.address.choices.get("status")

    @property
    def split(self) -> str | None:
        return self.base.split

    @property
    def split_value(self) -> str | None:
        return self.base.split_value

    @property
    def within_year(self) -> bool:
        """Whether the chosen period is counted from the year's start."""
        return self.base.within_year

    @cached_property
    def page_number(self) -> int:
        """Which page of a long list, from 1."""
        word = self.address.choices.get("page", "1")
        number = whole(word)
        if number is None or not 1 <= number <= LAST_PAGE:
            raise Refusal(Problem("number_wrong", {"parameter": "page", "value": word[:80]}))
        return number

    @cached_property
    def period(self) -> Period | None:
        """One chosen period («2016», «2016-Q2»), when the address names one."""
        word = self.address.choices.get("period")
        return None if word is None or word in GRAINS else parse(word)

    @property
    def grain(self) -> str:
        """The chosen length of time (``by``, or ``period`` where it names no period); that of the
        period; years.
        """
        word = self.address.choices.get("by") or self.address.choices.get("period", "year")
        if word in GRAINS:
            return word
        grain = parse(word).grain
        return "year" if grain == RANGE or self.within_year else grain

    @cached_property
    def shown_year(self) -> int:
        """The year that a page speaks of where no period is chosen, the same on every page and
        slide.

        The last of the years that were asked for; else the last with a value, the last due, the
        first.
        """
        first, last = self.years
        if self.base.years is not None:
            return last
        answers = self.answers()
        known = [int(answer.period) for answer in answers if answer.value is not None]
        due = [int(answer.period) for answer in answers if answer.state != NOT_DUE]
        return max(known or due or [first])

    def question(self, **changes: object) -> Question:
        """The question of the address – programme, years, as of – with what a block adds to it."""
        plain = Question(
            programme=self.base.programme,
            years=self.base.years,
            plan=self.base.plan,
            as_of=self.base.as_of,
            on=self.base.on,
        )
        return plain.but(**changes)

    def answers(self, **changes: object) -> tuple[Answer, ...]:
        """The answers to the address's question with what a block adds to it."""
        return self.asker.ask(answers, self.question(**changes))

    def definition(self, code: str, year: int | None = None) -> Definition:
        """An indicator's definition in force in ``year``, else its newest; refuses an unknown code."""
        catalogue = self.facts.catalogue
        newest = catalogue.newest(code)
        return ((catalogue.in_force(code, year) if year else None) or newest).definition

    def once(self, place: Hashable, draw: Callable[[], Any]) -> Any:
        """What is drawn at a place, ready to send: a function of revision, address, language,
        theme, reader and day.
        """
        return context.drawn().once(self._key(place), lambda: json.loads(to_json_plotly(draw())))

    def has_drawn(self, place: Hashable) -> bool:
        """Whether ``once`` has it ready."""
        return self._key(place) in context.drawn()

    def _key(self, place: Hashable) -> Hashable:
        reader = (self.address.href(), self.language, self.theme_name, self.snapshot, account())
        return place, reader, (self.asker.revision(), clock.today())

    def href(self, path: str | None = None, **changes: object) -> str:
        """A link that keeps the other choices."""
        return self.address.href(path, **changes)

    def in_period(self, period: str | None, **changes: object) -> str:
        """A link to another period of this page; what was asked of this one goes."""
        return self.address.href(
            None, **{**dict.fromkeys(OF_A_PERIOD), "period": period, **changes}
        )

    def page(self, path: str, **changes: object) -> str:
        """A link to another page; it keeps programme, years, as of, language and theme, not this
        page's choices.
        """
        return self.address.href(path, **{**dict.fromkeys(OF_A_PAGE), **changes})


def read_page_request(href: str) -> PageRequest:
    """Read an address; refuses an unknown parameter, and a value that cannot be read or that the
    programme lacks.
    """
    address = _in_labels(read_address(href))
    choices = address.choices
    check_choice("lang", choices.get("lang"), unnamed(context.LANGUAGES))
    check_choice("theme", choices.get("theme"), unnamed(THEMES))
    check_choice("by", choices.get("by"), {grain: BY_NAMES[grain] for grain in GRAINS})
    check_choice("status", choices.get("status"), _status_names())
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
    period, years = (address.choices.get(name) for name in ("period", "years"))
    labels = {"period": written(period).label} if period and period not in GRAINS else {}
    if years:
        first, last = years_of(years)
        labels["years"] = f"{first}..{last}" if first != last else str(first)
    return replace(address, choices={**address.choices, **labels})


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
    if page_request.cut is not None:
        places.listed(page_request.cut)
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


def _status_names() -> dict[str, Names]:
    """What the address may filter the matrix by, in the reader's language."""
    names = {status: status_name(status) for status in STATUSES} | {BEHIND_PLAN: _("Behind plan")}
    return {status: {context.language(): name} for status, name in names.items()}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
