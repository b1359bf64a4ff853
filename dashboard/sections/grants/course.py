"""Grant contests: what became of the applications, in numbers and in roubles."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.captions import ChartCaption
from dashboard.components.counts import Count, counts
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.links import LinkOption, choice, named_link
from dashboard.components.panels import TableColumn, chart, data_table, empty_note, panel
from dashboard.figures.base import Figure
from dashboard.figures.funnel import FunnelLabels, funnel
from dashboard.request import PageRequest
from dashboard.sections.chart_scope import chosen_scope
from dashboard.sections.choice_words import chosen_title, district_text, years_text
from dashboard.sections.figure_links import page_links
from dashboard.sections.undated import undated_note, undated_text
from dashboard.text import formats, labels
from dashboard.text.digits import NO_BREAK
from dashboard.text.language import _
from dashboard.text.sentences import lowered, sentence
from data.words.offers import check_choice, unnamed
from indicators.grants.course import GrantCourse, grant_course
from indicators.grants.filters import GrantFilter, applications_of, contests
from indicators.register.recipients import Recipient


@dataclass(frozen=True)
class CourseStage:
    """A stage of the way: its name, its number or roubles – nothing where nobody says – and text."""

    name: str
    value: int | Decimal | None
    text: str


def read_filter(page_request: PageRequest) -> GrantFilter:
    """Which applications the address wants; refuses a contest that there is not."""
    contest = page_request.address.choices.get("contest")
    known = page_request.asker.ask(contests, page_request.facts.code, page_request.as_of)
    check_choice("contest", contest, unnamed(known))
    return GrantFilter(
        years=page_request.listed_years,
        contest=contest,
        district=page_request.territory,
        cut=page_request.cut,
        days=page_request.listed_days,
    )


def narrowed_title(page_request: PageRequest, title: str | None = None) -> str:
    """What is said of grants where no choices stand above it: they are part of its title."""
    return chosen_title(
        title or _("Grants to NGOs"),
        page_request.address.choices.get("contest"),
        years_text(page_request),
        district_text(page_request),
    )


def nothing_text() -> str:
    """Why there is no way to be shown."""
    return _("Nobody has applied for a grant here.")


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


def left_out(page_request: PageRequest) -> str:
    """How many applications may lie in the chosen days or beside them, as a sentence."""
    return undated_text(page_request, applications_of, read_filter(page_request))


def draw_course(page_request: PageRequest) -> list[Component]:
    """From applications to awards to reports: as counts and as a way."""
    course = course_of(page_request)
    title = _("The way of the applications")
    undated = undated_note(page_request, applications_of, read_filter(page_request))
    if not course.applications:
        return [*undated, panel(title, empty_note(nothing_text()), wide=True)]
    return [
        *undated,
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
        for code, name in other_decisions().items()
        if (number := dict(course.decisions)[code])
    ]
    return [*shares, *others]


def other_decisions() -> dict[str, str]:
    """What became of the applications that did not win, by the codes of decisions."""
    return {
        "refused": _("Refused"),
        "withdrawn": _("Withdrawn by the applicant"),
        "pending": _("Not decided yet"),
    }


def _applications(course: GrantCourse, page_request: PageRequest) -> Component:
    title = _("Applications, awards and reports")
    stages = application_stages(course)
    return panel(
        title,
        _drawn(
            "grants-applications",
            stages,
            title,
            page_links(page_request, slide="grants_course"),
            course_caption(course, page_request),
            page_request,
        ),
        note=course_note(),
    )


def course_caption(course: GrantCourse, page_request: PageRequest) -> ChartCaption:
    """How many won, and what became of the others."""
    won = formats.percent(Decimal(course.awards) / course.applications, 1)
    decisions = dict(course.decisions)
    finding = sentence(
        _("applications that won: {share}").format(share=won),
        *(
            f"{words.lower()}: {formats.number(decisions[code])}"
            for code, words in other_decisions().items()
            if decisions[code]
        ),
    )
    return ChartCaption(finding, grants_scope(page_request, _("applications")))


def grants_scope(page_request: PageRequest, unit: str) -> str:
    """«заявки, 2014–2020, Город Хабаровск», with the contest if one is chosen."""
    return chosen_scope(page_request, unit, page_request.address.choices.get("contest"))


def application_stages(course: GrantCourse) -> list[CourseStage]:
    """How many of the applications won, and how many winners reported."""
    stages = [
        (_("Applications"), course.applications),
        (_("Awards"), course.awards),
        (_("Reports"), course.reports),
    ]
    return [CourseStage(name, value, _of(value, course.applications)) for name, value in stages]


def course_note() -> str:
    """Whose awards and reports the way counts."""
    return _("Of the chosen applications themselves, whenever they were decided and reported on.")


def _of(value: int, whole: int) -> str:
    return f"{formats.number(value)} · {formats.percent(Decimal(value) / whole)}"


def _roubles(course: GrantCourse, page_request: PageRequest) -> Component:
    title = _("The same in roubles")
    stages = rouble_stages(course)
    caption = money_caption(course, page_request)
    links = page_links(page_request, slide="grants_money")
    drawn = _drawn("grants-money", stages, title, links, caption, page_request)
    return panel(title, drawn)


def money_caption(course: GrantCourse, page_request: PageRequest) -> ChartCaption:
    """What was awarded, and what the winners add of their own."""
    awarded = "" if course.awarded is None else money(course.awarded)
    finding = sentence(
        _("awarded: {amount}").format(amount=awarded) if awarded else "",
        lowered(own_money(course) or ""),
    )
    return ChartCaption(finding, grants_scope(page_request, _("roubles")))


def rouble_stages(course: GrantCourse) -> list[CourseStage]:
    """What was applied for, what of it was awarded, and what was spent; nothing is no 0."""
    stages = [
        (_("Requested"), course.requested),
        (_("Awarded"), course.awarded),
        (_("Spent, as reported"), course.spent),
    ]
    return [CourseStage(name, value, _in_two(value)) for name, value in stages]


def _in_two(roubles: Decimal | None) -> str:
    """An amount that may stand above its unit, where a phone has no room for both in a line."""
    if roubles is None:
        return ""
    digits, unit = formats.money(roubles)
    return f"{digits} {unit.replace(' ', NO_BREAK)}"


def own_money(course: GrantCourse) -> str | None:
    """What the winners add to their awards, if an application says it."""
    if course.own is None:
        return None
    return _("Own money of the winners: {amount}").format(amount=money(course.own))


def _drawn(
    name: str,
    stages: Sequence[CourseStage],
    title: str,
    links: FigureLinks,
    caption: ChartCaption,
    page_request: PageRequest,
) -> Component:
    table = data_table(
        [TableColumn(_("Stage")), TableColumn(_("Number"), number=True)],
        [(stage.name, stage.text or labels.state_name("no_data")) for stage in stages],
        caption=title,
    )
    drawn = stages_figure(stages, page_request)
    return chart(name, drawn, label=title, links=links, twin=table, file_name=name, caption=caption)


def stages_figure(stages: Sequence[CourseStage], page_request: PageRequest) -> Figure:
    """The stages beneath one another, in the look of the page or the wall."""
    frame = [
        {
            "label": stage.name,
            "value": stage.value,
            "text": stage.text,
            "hover": f"{stage.name}: {stage.text}",
        }
        for stage in stages
    ]
    absent = labels.state_name("no_data")
    chart_labels = FunnelLabels(separators=formats.separators(), absent=absent)
    return funnel(frame, labels=chart_labels, theme=page_request.theme)


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
