"""A part of the programme: its result, indicators, activities and money together."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import LinkOption, link
from dashboard.components.panels import panel
from dashboard.request import PageRequest
from dashboard.sections.evaluation.inputs import indicators
from dashboard.sections.evaluation.result import EvaluationPage, results
from dashboard.sections.evaluation.steps import calculation
from dashboard.sections.figure_links import page_links
from dashboard.sections.subject import named
from dashboard.text import evaluation_labels, labels
from dashboard.text.language import _
from data.refusals import LONGEST, NotFound, Problem
from data.words.offers import offer
from indicators.answers.facts import PartFacts
from indicators.evaluation.evaluation import Evaluated


@dataclass(frozen=True)
class PartPage(EvaluationPage):
    """An address read as a part, a year and a methodology."""

    @cached_property
    def part(self) -> PartFacts:
        """The part that the path names; refuses one that the programme does not have."""
        code, parts = named(self.page_request.address.path), self.page_request.facts.parts
        part = next((each for each in parts if each.code == code), None)
        if part is None:
            names = {each.code: dict(each.names) for each in parts}
            raise NotFound(Problem("unknown_part", {"part": code[:LONGEST], **offer(names, code)}))
        return part

    @property
    def name(self) -> str:
        return labels.in_language(self.part.names)

    @cached_property
    def side(self) -> Evaluated:
        """The part's evaluation: every part of the programme has one."""
        # before anything is looked for: a programme may have no parts at all
        code = self.part.code
        return next(each for each in self.evaluation.parts if each.subject.code == code)

    @property
    def responsible(self) -> str | None:
        return self.page_request.address.choices.get("responsible")

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Who is responsible for an activity of the year, in alphabetical order."""
        listed = {each.responsible for each in self.side.subject.activities if each.responsible}
        return tuple(sorted(listed))

    def part_options(self) -> list[LinkOption]:
        return [
            LinkOption(labels.in_language(each.names), self.part_url(each.code), each is self.part)
            for each in self.page_request.facts.parts
        ]

    def responsible_options(self) -> list[LinkOption]:
        everybody = LinkOption(
            _("Everybody"), self.page_request.href(responsible=None), self.responsible is None
        )
        people = dict.fromkeys([*self.people, *([self.responsible] if self.responsible else [])])
        return [
            everybody,
            *(
                LinkOption(name, self.page_request.href(responsible=name), name == self.responsible)
                for name in people
            ),
        ]


def breadcrumbs(view: PartPage) -> list[Any]:
    """Programme, parent parts, this part: the tree above."""
    by_code = {each.code: each for each in view.page_request.facts.parts}
    above: list[PartFacts] = []
    parent = view.part.parent
    while parent in by_code:
        above.insert(0, by_code[parent])
        parent = above[0].parent
    steps: list[Any] = [
        link(
            _("Evaluation of the programme"),
            view.page_request.page("/evaluation", period=str(view.year), methodology=view.code),
        )
    ]
    steps += [link(labels.in_language(each.names), view.part_url(each.code)) for each in above]
    return [item for step in steps for item in (step, " → ")][:-1]


def draw_result(page_request: PageRequest) -> Component:
    """The part's result with its steps, and the parts below it."""
    view = PartPage(page_request)
    return panel(
        _("Result of {year}").format(year=view.year),
        [
            *results(view, view.side),
            *calculation(view, view.side),
            *_below(view),
        ],
        note=evaluation_labels.spoken(view.methodology.name),
        wide=True,
        anchor="part-now",
        links=page_links(
            page_request, slide="part_indicators", frame=page_request.href(theme=None)
        ),
    )


def _below(view: PartPage) -> Iterator[Component]:
    parts = [each for each in view.page_request.facts.parts if each.parent == view.part.code]
    if parts:
        yield html.H3(_("Parts below"), className="panel__part")
        yield html.Ul(
            [
                html.Li(link(labels.in_language(each.names), view.part_url(each.code)))
                for each in parts
            ],
            className="rules",
        )


def draw_indicators(page_request: PageRequest) -> Component:
    """The part's indicators."""
    view = PartPage(page_request)
    return indicators(view, view.side)
