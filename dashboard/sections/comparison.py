"""What is compared: several indicators, or several districts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.figures.theme import LIGHT
from dashboard.request import PageRequest
from dashboard.sections.overview import Overview
from dashboard.text import labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.definition import Definition

MOST = len(LIGHT.series)
"""More lines than this cannot be told apart by colour."""


@dataclass(frozen=True)
class Comparison:
    """What is compared: indicators of one place, or each indicator by places."""

    page_request: PageRequest

    @cached_property
    def codes(self) -> Sequence[str]:
        """The chosen indicators, else the first two of the short list with one unit."""
        if self.page_request.indicators:
            return _once(self.page_request.indicators)[:MOST]
        listed = [
            answer.indicator
            for answer in Overview(self.page_request).key
            if answer.value is not None
        ]
        units = [labels.unit_of(self.definition(code)) for code in listed]
        alike = [
            code for code, unit in zip(listed, units, strict=True) if units and unit == units[0]
        ]
        return alike[:2]

    @property
    def places(self) -> Sequence[str | None]:
        """The chosen districts, however many; the whole where none is chosen."""
        return _once(self.page_request.districts) or (None,)

    @property
    def left_out(self) -> str:
        """Which indicators of the address are too many to be compared, as a sentence; else empty."""
        codes = _once(self.page_request.indicators)[MOST:]
        if not codes:
            return ""
        return _("No more than {number} can be told apart; not shown: {names}.").format(
            number=MOST, names="; ".join(labels.name_of(self.definition(code)) for code in codes)
        )

    @property
    def by_places(self) -> bool:
        return len(self.places) > 1

    def definition(self, code: str) -> Definition:
        return self.page_request.definition(code)

    @property
    def same_unit(self) -> bool:
        return len({labels.unit_of(self.definition(code)) for code in self.codes}) == 1

    def cut(self, place: str | None) -> str | None:
        """The division of the territory that a place belongs to."""
        place_known = self.page_request.facts.places.by_code.get(place or "")
        return place_known.cut if place_known else self.page_request.cut

    def answers(self, code: str, place: str | None) -> Sequence[Answer]:
        return self.page_request.answers(indicators=(code,), district=place, cut=self.cut(place))


def _once(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
