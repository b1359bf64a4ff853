"""The result of a year: its class, both totals, what it stands on, what would change it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.explained import term
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.links import LinkOption, link
from dashboard.components.panels import panel
from dashboard.components.status import mark
from dashboard.request import PageRequest
from dashboard.sections.figure_links import page_links, rows_address
from dashboard.text import evaluation_labels, formats, labels
from dashboard.text.language import _, ngettext
from indicators.evaluation.calculation import KNOWN, Total
from indicators.evaluation.evaluation import Evaluated, Evaluation, evaluation
from indicators.evaluation.improvement import INDICATOR, Gain, improvement
from indicators.evaluation.methodologies import SETTING, methodology_of, shipped
from indicators.evaluation.methodology import Methodology, RatedStep, RatingClass
from indicators.evaluation.outlook import Outlook, outlook
from indicators.evaluation.rating import rating_of, thresholds
from indicators.exact import cut


@dataclass(frozen=True)
class EvaluationPage:
    """A page's or slide's address, read as a year and a methodology."""

    page_request: PageRequest

    @property
    def year(self) -> int:
        """The chosen period's year, else the one that every page speaks of."""
        period = self.page_request.period
        return period.final_year if period is not None else self.page_request.shown_year

    @property
    def code(self) -> str | None:
        return self.page_request.address.choices.get("methodology")

    @cached_property
    def methodology(self) -> Methodology:
        return methodology_of(self.page_request.facts.settings, self.code)

    @property
    def default(self) -> Methodology:
        """The methodology by which the programme is evaluated unless another is asked for."""
        return methodology_of(self.page_request.facts.settings)

    @cached_property
    def evaluation(self) -> Evaluation:
        return self.page_request.asker.ask(evaluation, *self._question)

    @cached_property
    def outlook(self) -> Outlook:
        return self.page_request.asker.ask(outlook, *self._question)

    @property
    def _question(self) -> tuple[str, int, str | None, int | None, datetime.date | None]:
        page_request = self.page_request
        revision, on = page_request.as_of, page_request.base.on
        return page_request.facts.code, self.year, self.code, revision, on

    def methodology_options(self) -> list[LinkOption]:
        default = self.default.code
        return [
            LinkOption(
                evaluation_labels.spoken(each.name),
                self.page_request.href(methodology=None if code == default else code),
                code == self.methodology.code,
            )
            for code, each in shipped().items()
        ]

    def part_url(self, code: str) -> str:
        """A part's page at the same year and by the same methodology."""
        chosen = {"period": str(self.year), "methodology": self.code}
        return self.page_request.page(f"/part/{code}", **chosen)

    def indicator_url(self, code: str) -> str:
        return self.page_request.page(f"/indicator/{code}", period=str(self.year))


def draw(page_request: PageRequest) -> Component:
    """The result of the programme's year."""
    view = EvaluationPage(page_request)
    return panel(
        term(page_request, "evaluation", _("Result of {year}").format(year=view.year)),
        [*results(view, view.evaluation.whole), *_remarks(view), *_improvement(view)],
        note=evaluation_labels.spoken(view.methodology.act),
        source=view.methodology.source,
        wide=True,
        anchor="evaluation-now",
        summary=_("Result of {year}").format(year=view.year),
        links=evaluation_links(view, "evaluation"),
    )


def evaluation_links(view: EvaluationPage, slide: str) -> FigureLinks:
    """Where the result and its steps lead: the rows are all steps of the year."""
    chosen = {"year": view.year, "methodology": view.code}
    values = rows_address(view.page_request, "evaluation", **chosen)
    return page_links(view.page_request, values=values, slide=slide)


def results(view: EvaluationPage, side: Evaluated) -> Iterator[Component]:
    """A tile for each rated step and total of the programme or a part."""
    tiles = [
        _tile(side, rated, total) for rated in view.methodology.results for total in side.totals
    ]
    yield html.Ul(tiles, className="tally tally--results")
    if side.zero is not None:
        yield html.P(_missing_sentence(side), className="tally-note")


def _tile(side: Evaluated, rated: RatedStep, total: Total) -> Component:
    outcome = total.outcome(rated.of)
    step = next(each.step for each in total.steps if each.step.code == rated.of)
    rating = rating_of(rated, outcome)
    status = "none" if rating is None else _tint(rated, rating)
    caption = f"{step.symbol} – {evaluation_labels.spoken(step.name)}"
    which = [total_name(total.missing)] if side.zero is not None else []
    return html.Li(
        [
            html.Span(
                evaluation_labels.result_text(outcome, thresholds(rated)),
                className="tally__number",
            ),
            html.Span(
                evaluation_labels.rating_text(rated, outcome), className=f"status status--{status}"
            )
            if rating is not None
            else None,
            html.Span(", ".join([caption, *which]), className="tally__caption"),
        ],
        className=f"tally__item tally__item--{status}",
    )


def _tint(rated: RatedStep, rating: RatingClass) -> str:
    """The colour of a class: the best as achieved, the last as not achieved."""
    if rating.good:
        return "achieved"
    return "not_achieved" if rating == rated.classes[-1] else "at_risk"


def total_name(missing: str) -> str:
    """Which of the two totals."""
    return _("by known facts") if missing == KNOWN else _("missing facts as 0")


def _missing_sentence(side: Evaluated) -> str:
    """How many indicators each total stands on."""
    known, zero = (total.inputs["indicators"] for total in side.totals)
    missing = sum(each.is_missing for each in side.subject.indicators)
    sentence = ngettext(
        "{number} planned indicator has no fact",
        "{number} planned indicators have no fact",
        missing,
    )
    return _(
        "{missing}, so there are two totals: by known facts N = {known}, with missing ones as 0 N = {all}."
    ).format(
        missing=sentence,
        known=evaluation_labels.value_text(known),
        all=evaluation_labels.value_text(zero),
    )


def _remarks(view: EvaluationPage) -> Iterator[Component]:
    lines = list(_lines(view))
    if lines:
        yield html.Ul([html.Li(line) for line in lines], className="rules")


def _lines(view: EvaluationPage) -> Iterator[Any]:
    """What a reader should know: of the data first, then of the methodology."""
    evaluated = view.evaluation
    if evaluated.is_illustrative:
        yield [mark("illustrative"), " ", labels.mark_sentence("illustrative")]
    if evaluated.is_open:
        yield _("The year is not over: the result is provisional.")
    yield _stage_sentence(evaluated)
    if not evaluated.whole.subject.own_indicators:
        yield _(
            "No planned indicator is the programme's own: those of its parts are taken (a default of ours)."
        )
    yield from _lines_of_methodology(view)


def _lines_of_methodology(view: EvaluationPage) -> Iterator[str]:
    method = view.methodology
    yield _default_sentence(view)
    for rated in method.results:
        if rated.unrated is not None:
            yield evaluation_labels.spoken(rated.unrated)
        elif method.main is rated and view.evaluation.rating is None:
            yield _why_unrated(view.evaluation)
    if not method.is_valid_in(view.year):
        yield _("The methodology was not in force in {year}.").format(year=view.year)
    if method.note is not None:
        yield evaluation_labels.spoken(method.note)


def _default_sentence(view: EvaluationPage) -> str:
    """Which methodology is the programme's default, and who says so."""
    facts = view.page_request.facts
    if view.methodology != view.default:
        name = evaluation_labels.spoken(view.default.name)
        return _("By default this programme is evaluated by “{name}”.").format(name=name)
    if not facts.settings.get(SETTING):
        return _("This methodology is our default: the programme's passport names none.")
    named = _("This methodology is the programme's default: its passport names it.")
    return " ".join(filter(None, (named, facts.text(SETTING, view.page_request.language))))


def _stage_sentence(evaluated: Evaluation) -> str:
    """Which stage of facts was used."""
    if evaluated.preliminary:
        return ngettext(
            "{number} fact is preliminary; all others are refined or counted from records.",
            "{number} facts are preliminary; all others are refined or counted from records.",
            len(evaluated.preliminary),
        )
    return _("No fact is preliminary: all are refined or counted from records.")


def _why_unrated(evaluated: Evaluation) -> str:
    if evaluated.is_hidden:
        return _(
            "Not shown: the result is made of a number that is hidden, and would tell of it. Those "
            "who keep the records see it."
        )
    subject, spending = evaluated.whole.subject, evaluated.methodology.spending
    reads_money = any("money_actual" in step.symbols for step in evaluated.methodology.steps)
    if reads_money and subject.money[spending.actual] is None:
        return _("Not rated: nothing says how much was spent.")
    if reads_money and subject.money[spending.actual] == 0:
        return _("Not rated: nothing was spent, so the use of funds cannot be computed.")
    return _("Not rated: no planned indicator of the year has a fact.")


def _improvement(view: EvaluationPage) -> Iterator[Component]:
    """«До средней не хватает 0,012; больше всего дал бы …»."""
    change = improvement(view.evaluation)
    if not change.gains:
        return
    sentence = _("What would bring most:")
    if change.next is not None:
        sentence = _("{missing} is missing to “{rating}”. What would bring most:").format(
            missing=formats.number(cut(change.next.missing), 3),
            rating=evaluation_labels.spoken(change.next.rating.name),
        )
    yield html.P(sentence, className="improvement")
    yield html.Ol([html.Li(_gain(view, gain)) for gain in change.gains], className="rules")


def _gain(view: EvaluationPage, gain: Gain) -> list[Any]:
    more = f" – +{formats.number(cut(gain.gain), 3)}"
    if gain.kind == INDICATOR:
        name = labels.name_of(view.page_request.definition(gain.code, view.year))
        sentence = _("the plan met: {name}")
        before, after = sentence.split("{name}")
        return [before, link(name, view.indicator_url(gain.code)), after, more]
    activities = view.evaluation.whole.subject.activities
    activity = next(each for each in activities if each.number == gain.code)
    name = labels.in_language(activity.names)
    return [_("done in full: {name}").format(name=name), more]
