"""``/steward/completeness``: what has been reported, kind by kind, district by district, period by
period.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http import context
from dashboard.steward.deadlines.text import import_url, report_url
from dashboard.steward.pages import page, programme, url
from dashboard.steward.screen import Screen
from dashboard.text import disaggregation_labels, formats
from dashboard.text.labels import grain_name, kind_name, name_of, place_name
from dashboard.text.language import _
from data import clock
from data.refusals import refuse
from data.words.whole import whole
from indicators.answers.completeness import Completeness, completeness, state_of
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.periods import Period

SCREEN = Screen("/steward/completeness", lambda: _("Completeness"), 10)
GRAINS = ("quarter", "month")
LATER = "later"
VARIANTS = {"covered": "achieved", "partly": "at_risk", "missing": "not_achieved", LATER: "none"}


@dataclass(frozen=True)
class CompletenessCell:
    """One square: its state as colour, shape and word, and the way to bring what is missing."""

    word: str
    variant: str
    title: str
    entry_url: str | None


@dataclass(frozen=True)
class CompletenessBlock:
    """A kind of record, or the reported values; rows of (name, cells), whose names are of a
    ``subject``.
    """

    name: str
    subject: str
    rows: list[tuple[str, list[CompletenessCell]]]


@SCREEN.get()
def matrix() -> ResponseReturnValue:
    """A year in quarters or months."""
    facts = programme()
    year, grain = _year(facts), _grain()
    of_year = context.asker().ask(completeness, facts.code, grain, year)
    return page(
        "completeness.html",
        _("Completeness"),
        lead=_(
            "What has been reported of {year}: of each kind of record, in each district."
        ).format(year=year),
        years=[
            (each, url(SCREEN.path, year=each, by=grain), each == year) for each in _years(facts)
        ],
        grains=[
            (grain_name(each), url(SCREEN.path, year=year, by=each), each == grain)
            for each in GRAINS
        ],
        heads=[formats.short_part_name(period) for period in of_year.periods],
        blocks=list(_blocks(facts, of_year, year)),
        key=[(VARIANTS[state], name) for state, name in _state_names().items()],
    )


def _years(facts: Facts) -> range:
    return range(facts.first_year, facts.last_year + 1)


def _year(facts: Facts) -> int:
    """The asked year, or the newest of the programme that has begun."""
    text = request.args.get("year", "")
    if not text:
        return max(facts.first_year, min(facts.last_year, clock.today().year))
    year = whole(text)
    if year is None or year not in _years(facts):
        raise refuse("years_outside", value=text[:80], first=facts.first_year, last=facts.last_year)
    return year


def _grain() -> str:
    grain = request.args.get("by", GRAINS[0])
    return grain if grain in GRAINS else GRAINS[0]


def _blocks(facts: Facts, completeness: Completeness, year: int) -> Iterator[CompletenessBlock]:
    today = clock.today()
    for kind in dict.fromkeys(kind for kind, _leaf in completeness.kinds):
        of_kind = [
            (leaf, shares) for (each, leaf), shares in completeness.kinds.items() if each == kind
        ]
        yield CompletenessBlock(
            kind_name(kind),
            _("District"),
            [
                (
                    place_name(facts, leaf or None),
                    _cells(completeness.periods, shares, today, _importing(facts, kind, leaf)),
                )
                for leaf, shares in of_kind
            ],
        )
    if completeness.observed:
        yield CompletenessBlock(
            _("Reported values"), _("Indicator"), [*_reported(facts, completeness, year, today)]
        )


def _reported(
    facts: Facts, completeness: Completeness, year: int, today: datetime.date
) -> Iterator[tuple[str, list[CompletenessCell]]]:
    """Each indicator that people observe, and under it the disaggregations in which it is reported."""
    for observed in completeness.observed:
        each = facts.catalogue.nearest(observed, year).definition
        yield (
            name_of(each),
            _cells(
                completeness.periods,
                completeness.observed[each.code],
                today,
                _observing(facts, each),
            ),
        )
        newest = facts.catalogue.newest(each.code).definition
        for code, attribute in completeness.disaggregated:
            if code == each.code:
                name = _("{name}, by disaggregation: {attribute}").format(
                    name=name_of(each), attribute=disaggregation_labels.name_of(newest, attribute)
                )
                shares = completeness.disaggregated[code, attribute]
                yield (
                    name,
                    _cells(
                        completeness.periods,
                        shares,
                        today,
                        _observing(facts, each, split=attribute),
                    ),
                )


def _importing(facts: Facts, kind: str, leaf: str) -> Any:
    chosen = {"districts": leaf} if leaf else {}
    return lambda period: import_url(facts, kind, period.label, **chosen)


def _observing(facts: Facts, definition: Definition, **choices: str) -> Any:
    return lambda period: report_url(facts, definition, period.label, **choices)


def _cells(
    periods: tuple[Period, ...], shares: list[float], today: datetime.date, url_of: Any
) -> list[CompletenessCell]:
    return [
        _cell(period, share, today, url_of) for period, share in zip(periods, shares, strict=True)
    ]


def _cell(period: Period, share: float, today: datetime.date, url_of: Any) -> CompletenessCell:
    state = LATER if share == 0 and period.end >= today else state_of(share)
    word = _state_names()[state]
    title = f"{formats.period(period.label)}: {word}, {formats.percent(share)}"
    return CompletenessCell(
        word, VARIANTS[state], title, url_of(period) if state in ("partly", "missing") else None
    )


def _state_names() -> dict[str, str]:
    return {
        "covered": _("complete"),
        "partly": _("partly"),
        "missing": _("nothing"),
        LATER: _("not over yet"),
    }
