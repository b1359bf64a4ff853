"""«These 14 numbers on these 5 screens changed»: the receipt of whatever makes a revision."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard import context, disaggregation_words, formats
from dashboard.language import _, ngettext
from dashboard.words import changed_texts, cut_name, mark_name, name_of, place_name, status_of
from indicators.answers import Answer
from indicators.changes import Changed
from indicators.facts import Facts
from indicators.views import PLAIN

SHOWN = 200


@dataclass(frozen=True)
class Number:
    """One number before and after, in words, and the page that shows it."""

    indicator: str
    place: str
    period: str
    old: str
    new: str
    old_status: str
    new_status: str
    address: str
    aside: str  # what else became other, where the number itself did not


@dataclass(frozen=True)
class ChangedNumbers:
    """The numbers of one programme that a revision changed, or would (``ahead``): the first ``SHOWN``, and how many."""

    programme: Facts
    shown: Sequence[Number]
    total: int
    screens: Sequence[tuple[str, str]]  # name, address
    ahead: bool = False

    @property
    def sentence(self) -> str:
        """How much changed."""
        if not self.total:
            return _("No number would change.") if self.ahead else _("No number changed.")
        if self.ahead:
            numbers = ngettext("{number} number would change", "{number} numbers would change", self.total)
        else:
            numbers = ngettext("{number} number changed", "{number} numbers changed", self.total)
        return numbers + ngettext(" on {number} screen.", " on {number} screens.", len(self.screens))


def changed_numbers(programme: str, since: int, until: int) -> ChangedNumbers:
    """What differs in a programme between two revisions, whole years only."""
    facts = context.asker().facts(programme)
    found = [change for change in context.asker().changed(programme, since, until) if change.at.mode == PLAIN]
    return said_of(facts, found)


def foreseen_numbers(facts: Facts, effect: Iterable[Changed]) -> ChangedNumbers:
    """What a change would make other, before it is made, whole years only."""
    whole_years = [each for each in effect if each.at.mode == PLAIN and each.at.grain == "year"]
    return said_of(facts, whole_years, ahead=True)


def numbers_words() -> dict[str, str]:
    """The heads of the table of changed numbers."""
    return {
        "indicator": _("Indicator"),
        "place": _("Place"),
        "period": _("Period"),
        "old": _("Before"),
        "new": _("After"),
        "status": _("Status"),
        "more": _("The first {shown} of {total} are shown; all of them: itog changes."),
    }


def said_of(facts: Facts, found: Sequence[Changed], *, ahead: bool = False) -> ChangedNumbers:
    """Differing answers in words; ``ahead``: of a change that is only thought of."""
    shown = [_number(facts, change) for change in found[:SHOWN]]
    return ChangedNumbers(facts, shown, len(found), _screens(facts, found), ahead)


def _number(facts: Facts, change: Changed) -> Number:
    return Number(
        _named(facts, change),
        place_name(facts, change.district),
        change.period,
        *_texts(facts, change),
        _status(change.old),
        _status(change.new),
        _page(facts, f"/indicator/{change.indicator}", cut=change.cut, split=change.split_by),
        "; ".join(_aside(change.old, change.new)) if change.old and change.new else "",
    )


def _aside(old: Answer, new: Answer) -> Iterator[str]:
    """Why an answer is another one though its number is the same."""
    if (old.value, old.state, old.status) != (new.value, new.state, new.status):
        return
    if old.records != new.records:
        counted = formats.number(old.records or 0), formats.number(new.records or 0)
        yield _("the same number, of {new} records instead of {old}").format(old=counted[0], new=counted[1])
    if old.coverage != new.coverage:
        reported = formats.percent(old.coverage), formats.percent(new.coverage)
        yield _("reported: {old} → {new}").format(old=reported[0], new=reported[1])
    for sentence, marks in (
        (_("now marked: {mark}"), [mark for mark in new.marks if mark not in old.marks]),
        (_("no longer marked: {mark}"), [mark for mark in old.marks if mark not in new.marks]),
    ):
        yield from (sentence.format(mark=mark_name(mark)) for mark in marks)


def _texts(facts: Facts, change: Changed) -> tuple[str, str]:
    known = facts.catalogue.versions.get(change.indicator)
    if known:
        return changed_texts(known[-1].definition, change.old, change.new)
    old, new = ("–" if answer is None else str(answer.value) for answer in (change.old, change.new))
    return old, new


def _status(answer: Answer | None) -> str:
    return status_of(answer) if answer and answer.status else ""


def _name(facts: Facts, code: str) -> str:
    known = facts.catalogue.versions.get(code)
    return name_of(known[-1].definition) if known else code


def _named(facts: Facts, change: Changed) -> str:
    """An indicator's name; of a part of its reported values with the part: «Участники, Возраст: до 35 лет»."""
    name, known = _name(facts, change.indicator), facts.catalogue.versions.get(change.indicator)
    if change.split_by is None or change.split is None or not known:
        return name
    return f"{name}, {disaggregation_words.part(known[-1].definition, change.split_by, change.split)}"


def _screens(facts: Facts, found: Iterable[Changed]) -> list[tuple[str, str]]:
    """The pages on which these numbers stand, each once."""
    screens: dict[str, str] = {}
    for change in found:
        if change.district is None:
            screens[_page(facts, "/")] = _("Overview")
        elif change.district in facts.places.by_code:
            screens[_page(facts, "/districts", cut=change.cut)] = cut_name(facts, change.cut)
            screens[_page(facts, f"/district/{change.district}", cut=change.cut)] = place_name(facts, change.district)
        screens[_page(facts, f"/indicator/{change.indicator}")] = _name(facts, change.indicator)
    return [(name, address) for address, name in screens.items()]


def _page(facts: Facts, path: str, cut: str | None = None, split: str | None = None) -> str:
    asked = {"programme": facts.code, "cut": cut, "split": split}
    return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"
