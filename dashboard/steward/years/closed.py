"""Closed years, told before anything is saved: a note where a change can reach one.

``data.database.closing`` keeps the rule.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request

from dashboard.accounts.reader import may
from dashboard.http.context import database
from dashboard.text import formats
from dashboard.text.language import _
from data.database.closing import (
    ClosedYearFacts,
    closed_among,
    closed_problem,
    closed_years,
    reached,
)
from data.database.database import TouchedRange
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.loading.touched import TouchedScope
from data.passports import programme_id
from data.refusals import Refusal
from indicators.answers.facts import Facts
from indicators.impact.changed_answer import ChangedAnswer
from indicators.periods import parse

TICK = "closed_year"
"""The field of a form with which a publisher says that a closed year is meant."""
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True)
class ClosedYearLine:
    """One closed year in words; ``reached``: by what the screen shows."""

    facts: ClosedYearFacts
    sentence: str
    reached: bool = True

    @property
    def year(self) -> int:
        return self.facts.year


@dataclass(frozen=True)
class ClosedYearNote:
    """Closed years of a programme and what they mean here; ``own`` are reached whatever is typed."""

    lines: Sequence[ClosedYearLine]
    meaning: str
    mine: bool  # the reader may change them
    own: Collection[int] = ()
    any_closed: bool = False  # whether the programme has closed years at all
    unsure: bool = False  # whether more than these may be reached: the numbers are not worked out

    @property
    def reached(self) -> bool:
        return any(line.reached for line in self.lines)

    @property
    def barred(self) -> bool:
        """Whether what the screen shows would be refused."""
        return self.reached and not self.mine

    @property
    def shut(self) -> bool:
        """Whether nothing that is typed could make it allowed: what stands is of a closed year."""
        return bool(self.own) and not self.mine

    @property
    def ticks(self) -> bool:
        """Whether a publisher is asked to say that a closed year is meant: where one is reached or
        was refused.
        """
        return self.mine and (
            self.reached or (self.any_closed and (self.unsure or request.method == "POST"))
        )

    @property
    def years(self) -> frozenset[int]:
        return frozenset(line.year for line in self.lines)


def override_closed_years(programme: str) -> bool:
    """Whether this form may change closed years: a publisher's, who has said so apart from the
    reason.
    """
    return may("publisher", programme) and TICK in request.form


def agreed(note: ClosedYearNote) -> bool:
    """The same where it is known what is reached; refuses a publisher's form that reaches a closed
    year in silence.
    """
    if note.mine and note.reached and TICK not in request.form:
        raise Refusal(closed_problem([line.facts for line in note.lines if line.reached]))
    return note.mine and TICK in request.form


def of_touch(
    facts: Facts,
    touch: TouchedRange | None,
    act: str,
    numbers: Iterable[ChangedAnswer] | None = None,
) -> ClosedYearNote:
    """The closed years that a foreseen ``load`` or ``undo`` reaches by its rows, or by its numbers
    if known.
    """
    with database().read() as session:
        reached = closed_among(session, [touch] if touch else [])
    note = of_years(facts, {closed.year for closed in reached} | _years(numbers or ()), act)
    return replace(note, unsure=numbers is None)


def has_closed(facts: Facts) -> bool:
    """Whether a programme has closed years."""
    with database().read() as session:
        return bool(closed_years(session, programme_id(session, facts.code)))


def of_years(facts: Facts, years: Iterable[int], act: str = "save") -> ClosedYearNote:
    """Those of some years that are closed."""
    with database().read() as session:
        closed = closed_years(session, programme_id(session, facts.code))
    lines = [_line(act, closed[year]) for year in sorted(closed.keys() & set(years))]
    return _note(facts, act, lines, any_closed=bool(closed))


def of_changes(facts: Facts, changes: Iterable[ChangedAnswer]) -> ClosedYearNote:
    """The closed years whose numbers would be others."""
    return of_years(facts, _years(changes), "change")


def _years(changes: Iterable[ChangedAnswer]) -> set[int]:
    return {parse(change.period).year for change in changes}


def of_row(
    facts: Facts, kind: Kind, stands: Mapping[str, Any] | None, row_texts: Mapping[str, str]
) -> ClosedYearNote:
    """Every closed year; reached are those of the row as it stands and as it is typed."""
    touched = TouchedScope(kind)
    touched.note({field: [stands[field]] for field in kind.years} if stands else {})
    with database().read() as session:
        programme = programme_id(session, facts.code)
        every = closed_years(session, programme)
        own = {closed.year for closed in reached(every, [touched.touch(programme)])}
    texts = " ".join(
        row_texts.get(column.name, "") for column in kind.columns if says_year(kind, column)
    )
    years = own | {int(year) for year in YEAR.findall(texts)}
    return _note(
        facts,
        "save",
        [_line("save", each, each.year in years) for each in every.values()],
        own,
        any_closed=bool(every),
    )


def says_year(kind: Kind, column: Column) -> bool:
    """Whether a column says a year that the row touches."""
    return not set(column.fields).isdisjoint(kind.years)


def _note(
    facts: Facts,
    act: str,
    lines: Sequence[ClosedYearLine],
    own: Collection[int] = (),
    *,
    any_closed: bool = False,
) -> ClosedYearNote:
    mine = may("publisher", facts.code)
    meaning = (
        _(
            "As a publisher you may change it: tick that you mean it, and give the reason, which is kept for ever."
        )
        if mine
        else _barred(act)
    )
    return ClosedYearNote(lines, meaning, mine, own, any_closed)


def _line(act: str, closed: ClosedYearFacts, reached: bool = True) -> ClosedYearLine:
    sentence = {
        "save": _("The year {year} is closed ({author}, {at}: {why})."),
        "change": _("Numbers of the closed year {year} would change ({author}, {at}: {why})."),
        "load": _("This file changes the closed year {year} ({author}, {at}: {why})."),
        "undo": _("The undo changes the closed year {year} ({author}, {at}: {why})."),
    }[act]
    params = {
        "author": closed.author,
        "at": formats.day_of(closed.at),
        "why": closed.reason,
    }
    return ClosedYearLine(closed, sentence.format(year=closed.year, **params), reached)


def _barred(act: str) -> str:
    """What somebody else has to do."""
    changing = _(
        "Only a publisher may change it, giving a reason; or the year is opened again first."
    )
    return {
        "save": changing,
        "change": changing,
        "load": _(
            "Only a publisher may load it, giving a reason; or the year is opened again first."
        ),
        "undo": _(
            "Only a publisher may undo it, giving a reason; or the year is opened again first."
        ),
    }[act]
