"""Grant contests: what became of the applications, how awards spread, and who is behind them."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.counts import Count, counts
from dashboard.components.links import LinkOption, choice, named_link
from dashboard.components.panels import TableColumn, chart, data_table, empty_note, panel
from dashboard.figures.funnel import FunnelLabels, funnel
from dashboard.figures.spread import SpreadLabels, spread
from dashboard.request import PageRequest
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.words.offers import check_choice, unnamed
from indicators.grants.course import GrantCourse, grant_course
from indicators.grants.filters import GrantFilter, contests
from indicators.grants.spread import Award, AwardSpread, award_spread
from indicators.register.recipients import Recipient


def read_filter(page_request: PageRequest) -> GrantFilter:
    """Which applications the address wants; refuses a contest that there is not."""
    contest = page_request.address.choices.get("contest")
    known = page_request.asker.ask(contests, page_request.facts.code, page_request.as_of)
    check_choice("contest", contest, unnamed(known))
    return GrantFilter(
        years=page_request.base.years,
        contest=contest,
        district=page_request.district,
        cut=page_request.cut,
    )


def contest_choice(page_request: PageRequest) -> Component:
    """All contests or one."""
    chosen = page_request.address.choices.get("contest")
    known = page_request.asker.ask(contests, page_request.facts.code, page_request.as_of)
    every = LinkOption(_("All contests"), page_request.href(contest=None), chosen is None)
    listed = [LinkOption(name, page_request.href(contest=name), name == chosen) for name in known]
    return choice("contest", _("Contest"), [every, *listed], grow=True)


def course_of(page_request: PageRequest) -> GrantCourse:
    """The way of the chosen applications."""
    course: GrantCourse = page_request.asker.ask(
        grant_course, page_request.facts.code, read_filter(page_request), page_request.as_of
    )
    return course


def draw_course(page_request: PageRequest) -> list[Component]:
    """From applications to awards to reports: as counts and as a way."""
    course = course_of(page_request)
    title = _("The way of the applications")
    if not course.applications:
        return [panel(title, empty_note(_("Nobody has applied for a grant here.")), wide=True)]
    return [
        counts(_tiles(course)),
        html.Div([_applications(course, page_request), _roubles(course, page_request)],
                 className="panels"),
    ]  # fmt: skip


def _tiles(course: GrantCourse) -> list[Count]:
    won = formats.percent(Decimal(course.awards) / course.applications, 1)
    shares = [Count(won, _("Applications that won"))]
    if course.own is not None and course.awarded is not None and course.own + course.awarded:
        share = formats.percent(course.own / (course.own + course.awarded), 1)
        note = _("The winners' own money in the cost of their projects.")
        shares.append(Count(share, _("Co-financing"), note))
    others = [
        Count(formats.number(number), name)
        for code, name in _other_decisions().items()
        if (number := dict(course.decisions)[code])
    ]
    return [*shares, *others]


def _other_decisions() -> dict[str, str]:
    return {
        "refused": _("Refused"),
        "withdrawn": _("Withdrawn by the applicant"),
        "pending": _("Not decided yet"),
    }


def _applications(course: GrantCourse, page_request: PageRequest) -> Component:
    stages = [
        (_("Applications"), course.applications),
        (_("Awards"), course.awards),
        (_("Reports"), course.reports),
    ]
    rows = [(name, value, _of(value, course.applications)) for name, value in stages]
    title = _("Applications, awards and reports")
    return panel(title, _drawn(rows, title, page_request), note=_note())


def _note() -> str:
    return _("Of the chosen applications themselves, whenever they were decided and reported on.")


def _of(value: int, whole: int) -> str:
    return f"{formats.number(value)} · {formats.percent(Decimal(value) / whole)}"


def _roubles(course: GrantCourse, page_request: PageRequest) -> Component:
    stages = [
        (_("Requested"), course.requested),
        (_("Awarded"), course.awarded),
        (_("Spent, as reported"), course.spent),
    ]
    rows = [(name, value, _in_two(value)) for name, value in stages]
    title = _("The same in roubles")
    return panel(title, _drawn(rows, title, page_request), note=_own(course))


def _in_two(roubles: Decimal | None) -> str:
    """An amount that may stand above its unit, where a phone has no room for both in a line."""
    if roubles is None:
        return ""
    digits, unit = formats.money(roubles)
    return f"{digits} {unit.replace(' ', formats.NO_BREAK)}"


def _own(course: GrantCourse) -> str | None:
    if course.own is None:
        return None
    return _("Own money of the winners: {amount}").format(amount=money(course.own))


def _drawn(rows: Sequence[Any], title: str, page_request: PageRequest) -> Component:
    frame = pd.DataFrame(rows, columns=["label", "value", "text"])
    frame["hover"] = frame["label"] + ": " + frame["text"]
    absent = labels.state_name("no_data")
    chart_labels = FunnelLabels(separators=formats.separators(), absent=absent)
    table = data_table(
        [TableColumn(_("Stage")), TableColumn(_("Number"), number=True)],
        [(name, text or absent) for name, _value, text in rows],
        caption=title,
    )
    drawn = funnel(frame, labels=chart_labels, theme=page_request.theme)
    name = (
        "grants-money"
        if any(isinstance(row[1], Decimal) for row in rows)
        else "grants-applications"
    )
    return chart(name, drawn, label=title, twin=table, file_name=name)


def draw_spread(page_request: PageRequest) -> Component | None:
    """Each award as a dot over the quartiles."""
    chosen: AwardSpread = page_request.asker.ask(
        award_spread, page_request.facts.code, read_filter(page_request), page_request.as_of
    )
    if not chosen.total:
        return None
    title = _("Spread of the awards, roubles")
    frame = pd.DataFrame(
        [(float(each.roubles), _award_text(each)) for each in chosen.awards],
        columns=["value", "hover"],
    )
    quartiles = tuple(map(float, chosen.quartiles))
    chart_labels = SpreadLabels(separators=formats.separators(), quartiles=_quartile_texts(chosen))
    drawn = spread(frame, quartiles=quartiles, labels=chart_labels, theme=page_request.theme)
    children = [
        chart("grants-awards", drawn, label=title, twin=_awards(page_request, chosen)),
        html.P(" · ".join(_quartile_texts(chosen)), className="panel__note"),
    ]
    return panel(title, children, note=_spread_note(chosen), wide=True)


def _quartile_texts(chosen: AwardSpread) -> tuple[str, ...]:
    names = (_("least"), _("lower quartile"), _("median"), _("upper quartile"), _("greatest"))
    exact = (Decimal(each.numerator) / each.denominator for each in chosen.quartiles)
    return tuple(f"{name} {money(value)}" for name, value in zip(names, exact, strict=True))


def _spread_note(chosen: AwardSpread) -> str:
    if chosen.awards:
        return _("A dot is an award; half of them lie within the band, the dashes are the median.")
    return _("There are too many awards for a dot each; choose a contest or a year to see them.")


def _award_text(award: Award) -> str:
    name = award.recipient.name if award.recipient else None
    parts = (award.number, name, award.title, money(award.roubles))
    return "<br>".join(escape(part, quote=False) for part in parts if part)


def _awards(page_request: PageRequest, chosen: AwardSpread) -> Component | None:
    if not chosen.awards:
        return None
    columns = [
        TableColumn(_("Application")),
        TableColumn(_("Recipient")),
        TableColumn(_("Project")),
        TableColumn(_("Awarded, roubles"), number=True),
    ]
    rows = [
        [each.number, recipient(page_request, each.recipient),
         each.title or formats.EN_DASH, formats.plain(each.roubles)]
        for each in reversed(chosen.awards)
    ]  # fmt: skip
    return data_table(columns, rows, caption=_("Awards"))


def recipient(page_request: PageRequest, organisation: Recipient | None) -> Any:
    """Whom an award went to, if the application says it."""
    if organisation is None:
        return formats.EN_DASH
    return named_link(
        organisation.name, page_request.page(f"/organisation/{organisation.identity}")
    )


def money(roubles: Decimal) -> str:
    """Roubles in the unit that suits them."""
    return formats.money_text(roubles)
