"""What a page was asked: its address, read against the programme it names."""

import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from orjson import Fragment
from plotly.io.json import to_json_plotly

from dashboard.accounts.reader import account
from dashboard.figures.theme import Theme
from dashboard.http import context
from dashboard.http.address import Address
from dashboard.http.looks import PageLook, look
from data import clock
from data.refusals import Problem, Refusal
from data.words.whole import whole
from indicators.answers.answer import Answer
from indicators.answers.facts import Facts
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.answers.snapshots import SnapshotFacts
from indicators.asking import Asker
from indicators.definition import Definition
from indicators.periods import EVERY_GRAIN, GRAINS, Days, Period, days_of, parse
from indicators.records.place_sets import SEPARATOR
from indicators.states import NOT_DUE

LAST_PAGE = 1_000_000
BEHIND_PLAN = "behind"
"""What an address calls all that is behind its plan, beside the codes of single statuses."""
PROGRAMME, CHANGE, DISTANCE = "programme", "change", "distance"
"""In which order an address may want the rows of the matrix: the programme's own, by change since the
year before, by distance to the plan.
"""
MONEY, FRESHNESS = "money", "freshness"
"""Of the list of programmes beside the first and the last: the least money spent, the oldest data."""
ORDERS = (PROGRAMME, CHANGE, DISTANCE, MONEY, FRESHNESS)
NO_PART = "none"
"""What an address calls the indicators that belong to no part."""
TARGET, PACE = SUPPOSED = ("what_target", "what_pace")
"""Parameters that suppose another plan of a year and another pace until its end."""
OF_A_PERIOD = ("within_year", "split_value", "against", "page", "after", *SUPPOSED)
"""Parameters that say nothing of another period."""
OF_A_LIST = ("form", "violation", "type", "contest", "search", "view", "order", "after")
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
    "parts",
    "status",
    "sort",
    "fold",
    "methodology",
    "responsible",
    "since",
    "until",
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
    def locale(self) -> str:
        return context.locale()

    @cached_property
    def look(self) -> PageLook:
        return look(self.address.choices.get("theme"))

    @property
    def theme(self) -> Theme:
        """The charts' colours and type."""
        return self.look.figures

    @property
    def theme_name(self) -> str:
        return self.look.theme

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
    def territory(self) -> str | None:
        """The chosen districts together, as a question has them."""
        return SEPARATOR.join(dict.fromkeys(self.districts)) or None

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
    def sort(self) -> str | None:
        """The chosen order of the matrix."""
        return self.address.choices.get("sort")

    @property
    def fold(self) -> tuple[str, ...]:
        """The parts whose rows the matrix keeps folded; ``NO_PART`` for those of no part."""
        return _listed(self.address.choices.get("fold", ""))

    @property
    def split(self) -> str | None:
        return self.base.split

    @property
    def split_value(self) -> str | None:
        return self.base.split_value

    @property
    def against(self) -> str | None:
        """What the shown period is compared with: another period, or ``plan``."""
        return self.address.choices.get("against")

    @property
    def parts(self) -> str | None:
        """By what a difference is divided."""
        return self.address.choices.get("parts")

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
    def days(self) -> Days | None:
        """The chosen days, where the period is any days."""
        return None if self.period is None else self.period.days

    @property
    def listed_years(self) -> tuple[int, int] | None:
        """The years of a list of records: those of the chosen period, else the chosen ones; all."""
        period = self.period
        return self.base.years if period is None else (period.year, period.final_year)

    @property
    def listed_days(self) -> Days | None:
        """The days of a list of records, where the chosen period is no whole years."""
        return None if self.period is None else days_of(self.period)

    @property
    def grain(self) -> str:
        """The chosen length of time (``by``, or ``period`` where it names no period); that of the
        period; years.
        """
        word = self.address.choices.get("by") or self.address.choices.get("period", "year")
        if word in EVERY_GRAIN:
            return word
        grain = parse(word).grain
        return "year" if grain not in GRAINS or self.within_year else grain

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
        version = catalogue.nearest(code, year) if year else catalogue.newest(code)
        return version.definition

    def once(self, place: Hashable, draw: Callable[[], Any]) -> Any:
        """What is drawn at a place, ready to send: a function of revision, address, language,
        looks, reader and day.
        """
        return context.drawn().once(self._key(place), lambda: json.loads(to_json_plotly(draw())))

    def written_once(self, place: Hashable, draw: Callable[[], Any]) -> Fragment:
        """The same as finished JSON, which is put as it is into what is sent: it takes less memory
        than a tree, and none has to be gone through for every reader.
        """
        written: Fragment = context.drawn().once(
            self._key(place), lambda: Fragment(to_json_plotly(draw()))
        )
        return written

    def has_drawn(self, place: Hashable) -> bool:
        """Whether either has it ready."""
        return self._key(place) in context.drawn()

    def _key(self, place: Hashable) -> Hashable:
        return place, self._reader, (self.asker.revision(), clock.today())

    @cached_property
    def _reader(self) -> Hashable:
        """What is drawn depends on it beside place and day; each block of a page asks for it twice."""
        return self.address.href(), self.locale, self.look, self.snapshot, account()

    def href(self, path: str | None = None, **changes: object) -> str:
        """A link that keeps the other choices; a place in one list is none in another."""
        same_list = path is None and changes.keys() <= {"lang", "theme"}
        afresh = {"after": None, "page": None}
        return self.address.href(path, **(changes if same_list else {**afresh, **changes}))

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


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
