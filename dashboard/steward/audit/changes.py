"""«These 14 numbers on these 5 screens changed»: the receipt of whatever makes a revision."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dashboard.http import context
from dashboard.text import changed_answers, formats, money_unit
from dashboard.text.labels import cut_name, mark_name, name_of, place_name
from dashboard.text.language import _, ngettext
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.engine.rollup import PLAIN
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.changes import yearly_changes

LIST_LIMIT = 600
"""Numbers that one page lists; the heads of all groups are there, whatever stands below them."""
FEW = 8
"""So few changed numbers stand in one table: there is nothing to fold."""
OPEN = 6
"""An indicator with so few changed numbers needs no folding by district."""


@dataclass(frozen=True)
class NumberChange:
    """One number before and after, in words, and the page that shows it."""

    indicator: str
    place: str
    period: str
    old: str
    new: str
    old_status: str
    new_status: str
    address: str
    aside: str  # the plan that became other, and what else did where the number itself did not


@dataclass(frozen=True)
class OfPlace:
    """The changed numbers of an indicator in one place: the first, and how many."""

    place: str
    numbers: Sequence[NumberChange]
    total: int

    @property
    def counted(self) -> str:
        return ngettext("{number} number", "{number} numbers", self.total)


@dataclass(frozen=True)
class OfIndicator:
    """The changed numbers of one indicator, the whole territory first; ``headline`` is the newest
    of them.
    """

    name: str
    address: str
    places: Sequence[OfPlace]
    total: int
    headline: str

    @property
    def counted(self) -> str:
        return ngettext("{number} number", "{number} numbers", self.total)

    @property
    def is_short(self) -> bool:
        return self.total <= OPEN


@dataclass(frozen=True)
class ChangedNumbers:
    """The numbers of one programme that a revision changed, or would (``ahead``), by indicator and
    district.
    """

    programme: Facts
    indicators: Sequence[OfIndicator]
    total: int
    screens: Sequence[tuple[str, str]]  # name, address
    ahead: bool = False

    @property
    def few(self) -> Sequence[NumberChange]:
        """All of them, where they are few enough to be read at once."""
        every = [
            number for each in self.indicators for place in each.places for number in place.numbers
        ]
        return every if len(every) == self.total <= FEW else ()

    @property
    def listed(self) -> int:
        """How many numbers are listed."""
        return sum(len(place.numbers) for each in self.indicators for place in each.places)

    @property
    def sentence(self) -> str:
        """How much changed."""
        if not self.total:
            return _("No number would change.") if self.ahead else _("No number changed.")
        if self.ahead:
            numbers = ngettext(
                "{number} number would change", "{number} numbers would change", self.total
            )
        else:
            numbers = ngettext("{number} number changed", "{number} numbers changed", self.total)
        return numbers + ngettext(
            " on {number} screen.", " on {number} screens.", len(self.screens)
        )


def changed_numbers(programme: str, since: int, until: int) -> ChangedNumbers:
    """What differs in a programme between two revisions, whole years only."""
    facts = context.facts(programme)
    changes = [
        change
        for change in context.asker().ask(yearly_changes, programme, since, until)
        if change.at.mode == PLAIN
    ]
    return changes_in_words(facts, changes)


def foreseen_numbers(facts: Facts, effect: Iterable[ChangedAnswer]) -> ChangedNumbers:
    """What a change would make other, before it is made, whole years only."""
    whole_years = [each for each in effect if each.at.mode == PLAIN and each.at.grain == "year"]
    return changes_in_words(facts, whole_years, ahead=True)


def changes_in_words(
    facts: Facts, changes: Sequence[ChangedAnswer], *, ahead: bool = False
) -> ChangedNumbers:
    """Differing answers in words; ``ahead``: of a change that is only thought of."""
    money_unit.choose(facts.code)
    return ChangedNumbers(
        facts, list(_by_indicator(facts, changes)), len(changes), _screens(facts, changes), ahead
    )


def _by_indicator(facts: Facts, differences: Sequence[ChangedAnswer]) -> Iterator[OfIndicator]:
    """The changes of each indicator, those first whose numbers are other ones; those of its
    districts stand apart.
    """
    left = LIST_LIMIT
    groups = _grouped(
        differences, lambda change: (change.indicator, change.split_by or "", change.split or "")
    )
    for code, changes in sorted(groups, key=lambda group: all(map(_is_same_number, group[1]))):
        places = []
        for _key, inside in _grouped(changes, lambda change: change.at.place):
            numbers = [_number(facts, change) for change in inside[:left]]
            left -= len(numbers)
            places.append(OfPlace(changed_answers.place(facts, inside[0]), numbers, len(inside)))
        whole = [change for change in changes if change.district is None and change.cut is None]
        yield OfIndicator(
            changed_answers.name(facts, _definition(facts, changes[0]), changes[0]),
            _page(facts, f"/indicator/{code[0]}", split=changes[0].split_by),
            places,
            len(changes),
            _headline(facts, (whole or changes)[-1]),
        )


def _grouped(
    changes: Iterable[ChangedAnswer], key: Callable[[ChangedAnswer], Hashable]
) -> Iterable[tuple[Any, list[ChangedAnswer]]]:
    """Changes by a key, in the order in which each first comes."""
    groups: dict[Any, list[ChangedAnswer]] = {}
    for change in changes:
        groups.setdefault(key(change), []).append(change)
    return groups.items()


def _headline(facts: Facts, change: ChangedAnswer) -> str:
    """One change in a line: «2016: 702 → 705», with its place where it is not the whole territory."""
    definition = _definition(facts, change)
    old, new = changed_answers.values(definition, change)
    aside = "; ".join(_asides(definition, change))
    value = f"{new}, {aside}" if old == new and aside else f"{old} → {new}"
    where = "" if change.district is None else f"{changed_answers.place(facts, change)}, "
    return f"{where}{formats.period(change.period)}: {value}"


def _number(facts: Facts, change: ChangedAnswer) -> NumberChange:
    definition = _definition(facts, change)
    return NumberChange(
        changed_answers.name(facts, definition, change),
        changed_answers.place(facts, change),
        changed_answers.period(change),
        *changed_answers.values(definition, change),
        changed_answers.status(change.old),
        changed_answers.status(change.new),
        _page(facts, f"/indicator/{change.indicator}", cut=change.cut, split=change.split_by),
        "; ".join(_asides(definition, change)),
    )


def _is_same_number(change: ChangedAnswer) -> bool:
    """Whether an answer is another one though its number and status are the same."""
    old, new = change.old, change.new
    if old is None or new is None:
        return False
    return (old.value, old.state, old.status) == (new.value, new.state, new.status)


def _asides(definition: Definition | None, change: ChangedAnswer) -> Iterator[str]:
    """What plan stands beside a number now, and why an answer is another one though its number is
    the same.
    """
    old, new = change.old, change.new
    if old is None or new is None:
        return
    if definition is not None and old.plan != new.plan:
        yield changed_answers.plans(definition, old.plan, new.plan)
    if not _is_same_number(change):
        return
    if old.records != new.records:
        counted = formats.number(old.records or 0), formats.number(new.records or 0)
        yield _("the same number, of {new} records instead of {old}").format(
            old=counted[0], new=counted[1]
        )
    if old.coverage != new.coverage:
        reported = formats.percent(old.coverage), formats.percent(new.coverage)
        yield _("reported: {old} → {new}").format(old=reported[0], new=reported[1])
    for sentence, marks in (
        (_("now marked: {mark}"), [mark for mark in new.marks if mark not in old.marks]),
        (_("no longer marked: {mark}"), [mark for mark in old.marks if mark not in new.marks]),
    ):
        yield from (sentence.format(mark=mark_name(mark)) for mark in marks)


def _definition(facts: Facts, change: ChangedAnswer) -> Definition | None:
    """The newest version of an indicator; of one that is no longer known nothing."""
    known = facts.catalogue.versions.get(change.indicator)
    return known[-1].definition if known else None


def _screens(facts: Facts, changes: Iterable[ChangedAnswer]) -> list[tuple[str, str]]:
    """The pages on which these numbers stand, each once."""
    screens: dict[str, str] = {}
    for change in changes:
        if change.district is None:
            screens[_page(facts, "/")] = _("Overview")
        elif change.district in facts.places.by_code:
            screens[_page(facts, "/districts", cut=change.cut)] = cut_name(facts, change.cut)
            screens[_page(facts, f"/district/{change.district}", cut=change.cut)] = place_name(
                facts, change.district
            )
        definition = _definition(facts, change)
        screens[_page(facts, f"/indicator/{change.indicator}")] = (
            name_of(definition) if definition else change.indicator
        )
    return [(name, address) for address, name in screens.items()]


def _page(facts: Facts, path: str, cut: str | None = None, split: str | None = None) -> str:
    choices = {"programme": facts.code, "cut": cut, "split": split}
    return f"{path}?{urlencode({name: value for name, value in choices.items() if value})}"
