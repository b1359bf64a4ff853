"""What a cell says, joined with plan, clock and status."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from indicators.answers.achievement import NO_VERDICT, Verdict, judge, judged_by
from indicators.answers.answer import Answer
from indicators.answers.cells import Content
from indicators.answers.margin import interval_of
from indicators.answers.reader import ProgrammeReader
from indicators.answers.stages import stage_of
from indicators.answers.targets import Edition, Plan, flags
from indicators.definition.catalogue import PublishedVersion
from indicators.engine.readings import ILLUSTRATIVE, PARTIAL
from indicators.exact import Exact, cut
from indicators.periods import Period
from indicators.records.places import code_of
from indicators.states import NO_DATA, NOT_APPLICABLE, NOT_DUE, VALUE, latest

ABSENT = Content(None, None, None, None, NO_DATA, 0.0, 0, "", None, None)

NO_EDITION = Edition(None)
NO_ACTUALS: Mapping[int, Exact | None] = {}

CellAt = tuple[str, str, str]  # (indicator, place key, period label)


class PlanVerdict(NamedTuple):
    """What is said of a number by its plan, and by the plan that was approved first."""

    edition: Edition
    original: Decimal | None
    verdict: Verdict
    original_verdict: Verdict
    plan_marks: tuple[str, ...]
    limits: tuple[Exact, ...]  # what the status compares with


@dataclass(frozen=True)
class Judge:
    """Makes answers of cells on one day, by the plan in force or the original one (``plan``)."""

    reader: ProgrammeReader
    clock: datetime.date
    plan: str

    def answer(
        self,
        at: CellAt,
        period: Period,
        content: Content | None,
        plan: Plan | None,
        split: str | None = None,
        actuals: Mapping[int, Exact | None] = NO_ACTUALS,
    ) -> Answer:
        """What a cell says, joined with plan, clock and status; ``actuals`` are the whole years'
        values of the place.
        """
        # in force in the period's last year, as the engine has it
        version = self.reader.catalogue.in_force(at[0], period.final_year)
        cell = content or self._absent(version, period)
        state = self._state(cell, version, period)
        # a clock that says «not due» also takes away the number that a cell has
        if state != VALUE:
            cell = cell._replace(
                value=None, numerator=None, denominator=None, respondents=None, state=state
            )
        verdicts = self._verdicts(version, cell, plan, period, actuals)
        return self._joined(at, period, cell, version, verdicts, split)

    def _verdicts(
        self,
        version: PublishedVersion | None,
        cell: Content,
        plan: Plan | None,
        period: Period,
        actuals: Mapping[int, Exact | None],
    ) -> PlanVerdict:
        """Both plans, and what they say; outside a definition's years there is no verdict."""
        edition = plan.edition(self.plan) if plan is not None else NO_EDITION
        original = plan.original.value if plan is not None else None
        if version is None:
            return PlanVerdict(edition, original, NO_VERDICT, NO_VERDICT, (), ())
        definition, thresholds = version.definition, self.reader.thresholds
        return PlanVerdict(
            edition,
            original,
            judge(definition, cell.state, cell.value, edition.value, thresholds),
            judge(definition, cell.state, cell.value, original, thresholds),
            flags(definition, plan, period, actuals, self.plan) if plan is not None else (),
            judged_by(definition, edition.value, thresholds),
        )

    def _joined(
        self,
        at: CellAt,
        period: Period,
        cell: Content,
        version: PublishedVersion | None,
        verdicts: PlanVerdict,
        split: str | None,
    ) -> Answer:
        verdict, definition = verdicts.verdict, version.definition if version else None
        has_number = cell.value is not None
        return Answer(
            programme=self.reader.code,
            indicator=at[0],
            district=code_of(at[1]),
            period=at[2],
            # cut here, once: everything before this line is exact (ARCHITECTURE.md, How the engine
            # counts); the limits decide with how many digits a value is printed
            value=_printed(cell.value, *verdicts.limits),
            numerator=_printed(cell.numerator),
            denominator=_printed(cell.denominator),
            records=cell.records,
            state=cell.state,
            coverage=cell.coverage,
            plan=verdicts.edition.value,
            degree_raw=verdict.degree_raw,
            degree=verdict.degree,
            status=verdict.status,
            definition_version=version.version if version else None,
            revision=self.reader.revision,
            marks=_marks(
                cell.marks,
                verdicts.edition.illustrative,
                # not kept in the cell's marks: of «no data» nobody needs to hear that it is partial
                cell.coverage < 1 and cell.state == VALUE,
                (*verdict.marks, *verdicts.plan_marks),
            ),
            source=cell.source,
            due_on=definition.due_on(period) if definition else None,
            original_plan=verdicts.original,
            original_degree_raw=verdicts.original_verdict.degree_raw,
            original_status=verdicts.original_verdict.status,
            stage=stage_of(definition, cell.state, cell.marks.split(",")) if definition else None,
            split=split,
            respondents=cell.respondents if has_number else None,
            interval=interval_of(definition, cell) if definition and has_number else None,
            exact=cell.value,
            judged_by=tuple(map(cut, verdicts.limits)),
            thresholds=self.reader.thresholds,
            clock=self.clock,
        )

    def _absent(self, version: PublishedVersion | None, period: Period) -> Content:
        """What an absent cell says: nothing covered, and no record where records are counted."""
        # 0 records is said of what counts records; of formulas and reported values it is null
        counted = version is not None and self.reader.catalogue.counted(version.definition, period)
        return ABSENT._replace(records=0) if counted else ABSENT

    def _state(self, content: Content, version: PublishedVersion | None, period: Period) -> str:
        """The clock turns «no data» into «not due»; outside a definition's years nothing applies."""
        # outside the years of every version there is nothing to wait for
        if version is None:
            return NOT_APPLICABLE
        waits = content.waits_until
        due = (
            # only of «no data»: a number that came before its day is shown at once
            latest([waits, version.definition.due_on(period)])
            if content.state == NO_DATA
            else waits
        )
        # the day itself still counts: late is from the day after
        return NOT_DUE if due is not None and self.clock <= due else content.state


def _printed(number: Exact | None, *limits: Exact) -> Decimal | None:
    return None if number is None else cut(number, *limits)


@lru_cache(maxsize=4096)
def _marks(
    of_cell: str, illustrative: bool, partial: bool, of_verdict: tuple[str, ...]
) -> tuple[str, ...]:
    conditions = {ILLUSTRATIVE: illustrative, PARTIAL: partial}
    recorded = {mark for mark in of_cell.split(",") if mark}
    return tuple(
        sorted(recorded.union((mark for mark, holds in conditions.items() if holds), of_verdict))
    )
