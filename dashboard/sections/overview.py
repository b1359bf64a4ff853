"""What every block of the overview stands on: all indicators' answers by year, of the whole territory or
of chosen districts together, and the year they speak of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.request import PageRequest
from dashboard.sections.choice_words import chosen_title, place_text
from dashboard.sections.subject import RECORDS
from indicators.answers.answer import Answer
from indicators.answers.facts import PartFacts
from indicators.definition import Definition

HOME = "/"


@dataclass(frozen=True)
class Overview:
    """A programme in the asked years."""

    page_request: PageRequest

    @property
    def territory(self) -> str | None:
        """The districts that it is of, else the whole."""
        return territory_of(self.page_request)

    @cached_property
    def answers(self) -> Sequence[Answer]:
        """Every indicator × asked year, for the whole territory or the chosen districts."""
        return self.page_request.answers(**place_choices(self.page_request))

    def titled(self, title: str) -> str:
        """A title with the chosen districts, where no choices stand above it."""
        return chosen_title(title, place_text(self.page_request, self.territory))

    @cached_property
    def by_indicator(self) -> Mapping[str, Sequence[Answer]]:
        """Each indicator's years, in the order of the catalogue."""
        answers: dict[str, list[Answer]] = {}
        for answer in self.answers:
            answers.setdefault(answer.indicator, []).append(answer)
        return answers

    @property
    def year(self) -> int:
        """The year whose answers are «now»."""
        return self.page_request.shown_year

    @cached_property
    def now(self) -> Sequence[Answer]:
        """Each indicator's answer in that year."""
        return [answer for answer in self.answers if answer.period == str(self.year)]

    @property
    def key(self) -> Sequence[Answer]:
        """The answers of the council's short list; of all, where a programme has none."""
        chosen = [answer for answer in self.now if self.definition(answer.indicator).key]
        return chosen or self.now

    def figure(self, answer: Answer) -> Answer:
        """The answer that stands for its indicator: itself, or the newest known one where its year
        has no value.
        """
        return answer if answer.value is not None else self._newest.get(answer.indicator, answer)

    @property
    def is_mixed(self) -> bool:
        """Whether the key figures are of more years than the shown one."""
        return any(self.figure(answer) is not answer for answer in self.key)

    @cached_property
    def _newest(self) -> Mapping[str, Answer]:
        """Each indicator's newest answer with a value, up to the shown year; also of years that
        were not asked for.
        """
        until_now = self.page_request.answers(
            years=(self.page_request.facts.first_year, self.year),
            **place_choices(self.page_request),
        )
        return {answer.indicator: answer for answer in until_now if answer.value is not None}

    def definition(self, code: str) -> Definition:
        return self.page_request.definition(code, self.year)

    @cached_property
    def by_part(self) -> Sequence[tuple[PartFacts | None, Sequence[str]]]:
        """The codes of each part in the programme's order; those without a part last."""
        groups: dict[str | None, list[str]] = {
            part.code: [] for part in self.page_request.facts.parts
        }
        for code in self.by_indicator:
            groups.setdefault(self.definition(code).part, []).append(code)
        parts = {part.code: part for part in self.page_request.facts.parts}
        return [(parts.get(code or ""), codes) for code, codes in groups.items() if codes]

    def url(self, answer: Answer) -> str:
        """The indicator's page at the answer's year; of districts the records that they have in it."""
        path = f"/indicator/{answer.indicator}"
        place = place_choices(self.page_request)
        url = self.page_request.page(path, period=answer.period, **place)
        return f"{url}#{RECORDS}" if place else url


def territory_of(page_request: PageRequest) -> str | None:
    """The districts that the overview's address names; on other pages they mean something else."""
    return page_request.territory if page_request.address.root == HOME else None


def place_choices(page_request: PageRequest) -> Mapping[str, str | None]:
    """What a question and an address of the overview say of its districts: of the whole nothing."""
    territory = territory_of(page_request)
    return {} if territory is None else {"district": territory, "cut": page_request.cut}
