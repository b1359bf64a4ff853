"""One district: its profile against the whole, its indicators in numbers, and one of them over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from dash.development.base_component import Component

from dashboard import clicks, formats, words
from dashboard.asked import Asked
from dashboard.components import status
from dashboard.components.links import link
from dashboard.components.panels import Column, data_table, empty_note, panel
from dashboard.figures.plan_and_fact import PlanFactWords, plan_and_fact
from dashboard.figures.profile import ProfileWords, profile
from dashboard.language import _
from dashboard.sections import tables
from dashboard.sections.by_district import adds_up
from dashboard.sections.by_year import breaks
from dashboard.sections.place import Territory
from dashboard.sections.subject import named
from dashboard.series import by_period, scale_of
from indicators.answers import Answer
from indicators.definition import Definition


@dataclass(frozen=True)
class District:
    """A district as its page's address asks for it."""

    asked: Asked
    code: str

    @cached_property
    def territory(self) -> Territory:
        """The district beside the others of its own division of the territory."""
        place = self.asked.facts.places.by_code.get(self.code)
        return Territory(self.asked, place.cut if place else self.asked.cut)

    @property
    def name(self) -> str:
        return words.place_name(self.asked.facts, self.code)

    @cached_property
    def answers(self) -> Sequence[Answer]:
        """The district's values of the shown year that can be told by district."""
        known = self.territory.by_place
        return [known[code][self.code] for code in self.territory.codes if self.code in known[code]]


def district(asked: Asked) -> District:
    """The district that the page's path names; refuses an unknown one."""
    code = named(asked.address.path)
    asked.facts.places.key_of(code)
    return District(asked, code)


# ---------------------------------------------------------------- profile


def draw_profile(asked: Asked) -> Component:
    """What can be compared whatever a district's size: shares, averages, values per resident."""
    shown = district(asked)
    rows = [row for answer in shown.answers if (row := _profile_row(shown, answer))]
    title = _("Against the whole, {year}").format(year=shown.territory.year)
    if not rows:
        sentence = _(
            "No indicator here can be compared whatever the size: there are no shares, averages or values per resident."
        )
        return panel(title, empty_note(sentence))
    frame = pd.DataFrame(rows, columns=["code", "name", "value", "state", "text", "hover"]).astype(object)
    whole = _("Whole = 1")
    figure = profile(frame, words=ProfileWords(city=whole, separators=formats.separators()), theme=asked.theme)
    way = asked.page(f"/indicator/{clicks.FIRST}", period=str(shown.territory.year))
    note = _("How many times the district's value is that of the whole; only what can be compared whatever the size.")
    label = _("{name} against the whole").format(name=shown.name)
    return panel(title, clicks.chart("profile", figure, label=label, way=way, about=title), note=note, wide=True)


def _profile_row(shown: District, answer: Answer) -> tuple[Any, ...] | None:
    definition, whole = shown.territory.definition(answer.indicator), shown.territory.whole[answer.indicator]
    if not _comparable(definition):
        return None
    if answer.value is None or not whole.value or whole.value < 0:
        return None
    text = words.value_text(definition, answer.value)
    compared = _("{value}, the whole: {whole}").format(value=text, whole=words.value_text(definition, whole.value))
    return answer.indicator, words.name_of(definition), answer.value / whole.value, answer.state, text, compared


def _comparable(definition: Definition) -> bool:
    """Whether a value says the same of a small district and a large one."""
    if definition.change is not None:
        return False
    share = definition.kind == "formula" and definition.unit.ru.strip() == "%"
    return definition.per is not None or definition.kind in ("ratio", "average") or share


# ---------------------------------------------------------------- table


def draw_table(asked: Asked) -> Component:
    """Every indicator known by district: here, in the whole, what part of it, plan and status, records."""
    shown = district(asked)
    title = _("Indicators, {year}").format(year=shown.territory.year)
    if not shown.answers:
        return panel(title, empty_note(_("No indicator has a value here in {year}.").format(year=shown.territory.year)))
    columns = [
        Column(_("Indicator")),
        Column(_("Here"), number=True),
        Column(_("Whole"), number=True),
        Column(_("Part of the whole"), number=True),
        Column(_("Plan"), number=True),
        Column(_("Status")),
        Column(_("Records"), number=True),
    ]
    planned = any(answer.plan is not None for answer in shown.answers)
    kept = [at for at in range(len(columns)) if planned or at not in (4, 5)]
    rows = [_row(shown, answer) for answer in shown.answers]
    cells = [[row[at] for at in kept] for row in rows]
    return panel(title, data_table([columns[at] for at in kept], cells, caption=shown.name), wide=True)


def _row(shown: District, answer: Answer) -> list[Any]:
    definition, whole = shown.territory.definition(answer.indicator), shown.territory.whole[answer.indicator]
    name = words.name_of(definition)
    way = shown.territory.subject(answer.indicator).records_of(answer.period, answer.district, cut=shown.territory.cut)
    plan = formats.EN_DASH if answer.plan is None else words.plan_text(definition, answer.plan, answer.value)
    return [
        link(name, shown.asked.page(f"/indicator/{answer.indicator}", period=answer.period)),
        _value(shown, answer),
        _value(shown, whole),
        _part(shown, answer, whole),
        plan,
        tables.status_cell(answer),
        tables.records_cell(answer, way, name),
    ]


def _value(shown: District, answer: Answer) -> Any:
    if answer.value is None:
        return status.state_word(answer.state)
    return words.answer_text(shown.territory.definition(answer.indicator), answer, unit=True)


def _part(shown: District, answer: Answer, whole: Answer) -> str:
    """A share, where a district's value is a part of the whole's."""
    if not adds_up(shown.territory.definition(answer.indicator)) or answer.value is None or not whole.value:
        return formats.EN_DASH
    return formats.percent(answer.value / whole.value, 1)


# ---------------------------------------------------------------- trend


def draw_trend(asked: Asked) -> Component:
    """One indicator of the district over the years; each bar leads to its records."""
    shown = district(asked)
    code = shown.territory.chosen
    title = _("Over the years")
    if code is None:
        return panel(title, empty_note(_("No indicator has values by district.")))
    definition = shown.territory.definition(code)
    answers = asked.answers(indicators=(code,), district=shown.code, cut=shown.territory.cut)
    scale = scale_of(definition, answers)
    figure = plan_and_fact(
        by_period(definition, answers, scale), words=_words(scale.unit), breaks=breaks(answers), theme=asked.theme
    )
    subject = shown.territory.subject(code)
    drawn = clicks.chart(
        "district-trend",
        figure,
        label=f"{words.name_of(definition)}, {shown.name}",
        way=subject.records_of(clicks.FIRST, shown.code),
        about=tables.about(answers, scale),
        twin=tables.twin(
            answers,
            definition,
            scale,
            first=_("Period"),
            name=lambda answer: formats.period(answer.period),
            way=lambda answer: subject.records_of(answer.period, shown.code),
            caption=words.name_of(definition),
        ),
    )
    return panel(title, drawn, note=f"{words.name_of(definition)}, {scale.unit}", wide=True)


def _words(unit: str) -> PlanFactWords:
    return PlanFactWords(
        unit=unit,
        separators=formats.separators(),
        fact=_("Fact"),
        plan=_("Plan"),
        partial=_("partly reported"),
        illustrative=_("illustrative fact"),
    )
