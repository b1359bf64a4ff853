"""An indicator's years up to the one that is spoken of, and what they say together."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile

from indicators.answers.achievement import ACHIEVED_STATUSES, BEHIND, shortfall
from indicators.answers.answer import Answer
from indicators.answers.margin import within_margin
from indicators.answers.notability import is_notable
from indicators.answers.pace import YearPace
from indicators.definition import Definition

CLOSER = Fraction(9, 10)
"""A shortfall moves when no more than this is left of the year before's (ours)."""
MOVING, STUCK, NEW = MOVEMENTS = ("moving", "stuck", "new")


@dataclass(frozen=True)
class IndicatorYears:
    """Whole years of one indicator and one territory in their order; the last is spoken of.

    ``definition`` is the one in force in that year, ``pace`` how it goes while it is under way.
    """

    definition: Definition
    answers: Sequence[Answer]
    pace: YearPace | None = None

    @property
    def now(self) -> Answer:
        return self.answers[-1]

    @property
    def before(self) -> Answer | None:
        """The year before, where the programme has one."""
        return self.answers[-2] if len(self.answers) > 1 else None

    @property
    def missed(self) -> Sequence[Answer]:
        """The years without a break, up to this one, that have not reached their plan."""
        late = takewhile(lambda answer: answer.status in BEHIND, reversed(self.answers))
        return tuple(late)[::-1]

    @property
    def shortfall(self) -> Fraction:
        """How far the year is from its plan, as ``achievement.shortfall`` measures it."""
        return self._shortfall(self.now)

    @property
    def movement(self) -> str | None:
        """Of a year that missed its plan: newly missed, nearer to it than the year before, or stuck.

        Nothing where the year before has no verdict to compare with.
        """
        if not self.missed or self.before is None:
            return None
        if self.before.status in ACHIEVED_STATUSES:
            return NEW
        if self.before.status not in BEHIND:
            return None
        closer = self.shortfall <= self._shortfall(self.before) * CLOSER
        return MOVING if closer else STUCK

    @property
    def comparable(self) -> Sequence[Answer]:
        """The earlier years that measured the same as this one, in full; none where this one is not
        whole, or is a sum of years or a change itself.
        """
        if self.definition.reaches_back or not self._is_whole(self.now):
            return ()
        return tuple(answer for answer in self.answers[:-1] if self._measures_the_same(answer))

    @property
    def change(self) -> Fraction | None:
        """This year's value less that of the year before, where the two compare."""
        if self.before is None or self.before not in self.comparable:
            return None
        return Fraction(self.now.exact or 0) - Fraction(self.before.exact or 0)

    @property
    def relative_change(self) -> Fraction:
        """The change as a share of the greater of the two values: one of a few is no triple, and
        what came to nothing has lost all.
        """
        if not self.change or self.before is None:
            return Fraction(0)
        both = (self.now.exact or 0, self.before.exact or 0)
        return self.change / max(abs(Fraction(value)) for value in both)

    @property
    def is_within_margin(self) -> bool | None:
        """Whether chance alone may have made the change; nothing where there is none, or where
        nobody knows.
        """
        if not self.change or self.before is None:
            return None
        return within_margin(self.definition, self.now, self.before)

    @property
    def is_notable(self) -> bool | None:
        """Whether the change reaches what the definition calls notable; nothing where there is
        none, or no such criterion.
        """
        if not self.change or self.before is None:
            return None
        return is_notable(self.definition, self.before, self.now)

    @property
    def is_sure(self) -> bool:
        """Whether there is no doubt about the change: neither is it too small nor made by chance."""
        return self.is_notable is not False and not self.is_within_margin

    def _shortfall(self, answer: Answer) -> Fraction:
        if answer.exact is None or answer.plan is None:
            return Fraction(0)
        return shortfall(self.definition, answer.exact, answer.plan)

    def _measures_the_same(self, answer: Answer) -> bool:
        return self._is_whole(answer) and answer.definition_version == self.now.definition_version

    @staticmethod
    def _is_whole(answer: Answer) -> bool:
        return answer.exact is not None and answer.coverage == 1
