"""How a programme's targets came to be what they are: every edition, and every change by an act."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.passports import programme_id
from data.tables.definitions import Target
from indicators.answers.question import Question
from indicators.answers.reader import PartAt, ProgrammeReader
from indicators.answers.targets import Edition, Plan, lowerings
from indicators.periods import Period, parse
from indicators.records.places import code_of


@dataclass(frozen=True)
class TargetHistory:
    """A target with its editions, the oldest first; no ``district`` is the whole territory.

    ``late`` are those that ask for less than the one before and were decided in the target's own
    year or later. The target of a part is of the value ``split`` of the attribute ``split_by``;
    that of the whole has neither.
    """

    indicator: str
    district: str | None
    period: Period
    plan: Plan
    late: tuple[Edition, ...]
    split_by: str | None = None
    split: str | None = None

    @property
    def is_of_whole(self) -> bool:
        return self.split is None


@dataclass(frozen=True)
class TargetChange:
    """What an act has made of a target."""

    history: TargetHistory
    before: Edition
    after: Edition

    @property
    def is_late(self) -> bool:
        """Whether it asks for less, in the target's own year or later."""
        return self.after in self.history.late


def target_histories(session: Session, question: Question) -> tuple[TargetHistory, ...]:
    """The targets of the asked indicators and years, of a district or of every place; those of
    parts after that of their whole.
    """
    reader = ProgrammeReader(session, question.programme, question.as_of)
    window = reader.window(question.years)
    place = None if question.district is None else reader.places.key_of(question.district)
    return tuple(
        _history(reader, part, plan)
        for part, plan in _plans(reader, reader.indicators(question.indicators))
        if (place is None or part.cell[1] == place)
        and window.first_year <= parse(part.cell[2]).year
        and parse(part.cell[2]).final_year <= window.last_year
    )


def _plans(reader: ProgrammeReader, codes: Sequence[str]) -> list[tuple[PartAt, Plan]]:
    """The plans of wholes and parts by indicator, place and period; a whole has no attribute."""
    wholes = {PartAt(at, "", ""): plan for at, plan in reader.plans(codes).items()}
    return sorted((wholes | dict(reader.part_plans(codes))).items(), key=lambda each: each[0])


def target_changes(session: Session, question: Question) -> tuple[TargetChange, ...]:
    """The changes of the asked targets, the newest act first."""
    changes = [
        TargetChange(history, before, after)
        for history in target_histories(session, question)
        for before, after in history.plan.changes
    ]
    return tuple(sorted(changes, key=_day, reverse=True))


def has_changed_targets(session: Session, programme: str, as_of: int | None = None) -> bool:
    """Whether some target of a programme has more than one edition."""
    cell = (Target.indicator, Target.district, Target.period, func.coalesce(Target.by, ""))
    statement = select(Target.indicator).where(
        Target.programme_id == programme_id(session, programme), Target.as_of(as_of)
    )
    several = statement.group_by(*cell).having(func.count() > 1).limit(1)
    return session.scalar(several) is not None


def _history(reader: ProgrammeReader, part: PartAt, plan: Plan) -> TargetHistory:
    code, place, label = part.cell
    period = parse(label)
    version = reader.catalogue.in_force(code, period.final_year)
    late = tuple(lowerings(version.definition, plan, period)) if version is not None else ()
    of_part = part.attribute or None, part.value or None
    return TargetHistory(code, code_of(place), period, plan, late, *of_part)


def _day(change: TargetChange) -> datetime.date:
    return change.after.set_on or datetime.date.min
