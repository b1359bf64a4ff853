"""An official form on a page: the choice of form, year and quarter, its table, and its files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import filters
from dashboard.components.attributes import tongue
from dashboard.components.links import LinkOption, choice, labelled_switch
from dashboard.components.panels import empty_note, panel, scrolling
from dashboard.forms import format_names
from dashboard.forms.own import fillings
from dashboard.request import PageRequest
from dashboard.text import form_labels, formats
from dashboard.text.labels import in_language
from dashboard.text.language import _
from data.refusals import Names, NotFound, Problem
from indicators.forms import official_form
from indicators.forms.annual import CODE
from indicators.forms.annual import NAME as NAME_OF_REPORT
from indicators.forms.form import (
    NUMERIC,
    QUARTERS,
    FormCell,
    FormQuestion,
    FormRow,
    OfficialForm,
    days_of_form,
)
from indicators.forms.kinds import form_names, is_by_days, is_quarterly
from indicators.forms.templates.own_forms import (
    OwnForm,
    OwnFormFacts,
    own_form_facts,
    own_forms,
)
from indicators.periods import GRAINS, Days, Period

PATH = "/report"
OWN_PATH = "/report/own"
TALL = 20
DEEPEST = 5


@dataclass(frozen=True)
class FormPage:
    """A page's address, read as a form of a year or of a quarter."""

    page_request: PageRequest

    @property
    def code(self) -> str:
        """The chosen form; else the first, of days and districts the first that is of these."""
        names = form_names()
        suiting = names if self._is_of_whole else filter(is_by_days, names)
        return self.page_request.address.choices.get("form") or next(iter(suiting))

    @property
    def _is_of_whole(self) -> bool:
        return self.days is None and self.page_request.territory is None

    @cached_property
    def days(self) -> Days | None:
        """Any days, or several years; of a form that may be of these also a part of a year."""
        period, form = self.page_request.period, self.page_request.address.choices.get("form")
        if period is None:
            return None
        by_days = form is not None and form in form_names() and is_by_days(form)
        # a form of years that is asked of a part of one is of the year, or of the quarter
        is_part = period.grain in GRAINS and not by_days
        return None if is_part else days_of_form(period)

    @property
    def is_by_days(self) -> bool:
        """Whether the chosen form may be of any days and of some districts."""
        return self.code in form_names() and is_by_days(self.code)

    def _may_be_of_days(self, code: str) -> bool:
        """Whether a form may be of any days, the programme's own too."""
        if code in form_names():
            return is_by_days(code)
        return any(each.is_by_days for each in self.own_forms if each.code == code)

    @cached_property
    def own_forms(self) -> tuple[OwnForm, ...]:
        """The forms that the programme has of its own."""
        page_request = self.page_request
        as_of = page_request.base.as_of
        return page_request.asker.ask(own_forms, page_request.facts.code, as_of)

    @property
    def own(self) -> OwnForm | None:
        """The chosen form, where it is the programme's own."""
        return next((each for each in self.own_forms if each.code == self.code), None)

    @property
    def year(self) -> int:
        period = self.page_request.period
        return period.final_year if period is not None else self.page_request.shown_year

    @property
    def quarter(self) -> int | None:
        """The chosen quarter, of a form of quarters; without a choice the whole year."""
        if not self._is_quarterly:
            return None
        period = self.page_request.period
        if self.days is not None:
            return None if self.own is not None else QUARTERS[-1]
        return period.last_month // 3 if period is not None and period.grain != "month" else 4

    @property
    def _is_quarterly(self) -> bool:
        if self.own is not None:
            return self.own.is_quarterly
        return self.code in form_names() and is_quarterly(self.code)

    @property
    def question(self) -> FormQuestion:
        """What the form is asked."""
        page_request, base = self.page_request, self.page_request.base
        return FormQuestion(
            page_request.facts.code,
            self.year,
            self.quarter,
            base.as_of,
            base.on,
            self.days,
            page_request.territory,
        )

    @cached_property
    def form(self) -> OfficialForm:
        """The official form; refuses a code that is of none, and of no form of the programme's own."""
        if self.code == CODE:
            address = self.page_request.href(f"{PATH}.docx", form=None)
            raise NotFound(
                Problem("form_is_document", {"form": NAME_OF_REPORT, "address": address})
            )
        return self.page_request.asker.ask(official_form, self.code, self.question)

    @cached_property
    def own_facts(self) -> OwnFormFacts:
        """What the programme's own form is filled with; its file is not kept in memory."""
        return self.page_request.asker.read(own_form_facts, self.code, self.question)

    def choices(self) -> list[Component]:
        """Form, year, the quarter where the form has one, state of the data; refuses an unknown form."""
        page_request, names = self.page_request, self._names()
        if self.code not in names:
            # asked for the refusal, which names what there is
            _form = self.form
        forms = [
            LinkOption(in_language(name), self._of_form(code), code == self.code)
            for code, name in names.items()
        ]
        return [
            choice("form", _("Form"), forms, grow=True),
            self._years(),
            *self._quarters(),
            *(filters.district(page_request, together=True) if self.is_by_days else ()),
            *filters.as_of(page_request),
            filters.days(page_request, *(() if self._may_be_of_days(self.code) else ("form",))),
        ]

    def _years(self) -> Component:
        """The years, and the days or several years where these are chosen."""
        if self.days is None:
            return filters.year(self.page_request, self.year, _("Reporting year"))
        facts, period = self.page_request.facts, self.question.period.label
        options = [
            LinkOption(str(each), self.page_request.in_period(str(each)))
            for each in range(facts.first_year, facts.last_year + 1)
        ]
        days = LinkOption(formats.period(period), self.page_request.href(), True)
        return choice("year", _("Period"), [*options, days])

    def _of_form(self, code: str) -> str:
        """Another form of the same days and districts, where it is of any; else of their year."""
        if self._may_be_of_days(code):
            kept = {} if code in form_names() else {"district": None}
            return self.page_request.href(form=code, period=self._period, **kept)
        return self.page_request.href(form=code, period=str(self.year), district=None)

    def _names(self) -> Mapping[str, Names]:
        return {**form_names(), **{each.code: each.names for each in self.own_forms}}

    def _quarters(self) -> Iterator[Component]:
        if self.quarter is not None:
            periods = [Period(self.year, "quarter", number) for number in QUARTERS]
            yield labelled_switch(
                _("From January to the end of"),
                [
                    LinkOption(
                        formats.part_name(each),
                        self.page_request.href(period=each.label),
                        each.part == self.quarter,
                    )
                    for each in periods
                ],
            )

    def files(self) -> Component:
        """The ways to take the form home."""
        chosen = {"form": self.code, "period": self._period}
        links = [
            html.A(name.upper(), href=self.page_request.href(self._file(name), **chosen))
            for name in (format_names() if self.own is None else (self.own.extension,))
        ]
        return html.Div([html.Span(_("As a file:")), *links, self._annual()], className="links-row")

    def _file(self, extension: str) -> str:
        return f"{PATH}.{extension}" if self.own is None else OWN_PATH

    def _annual(self) -> Component:
        """The yearly report with its text, whatever form stands on the page."""
        url = self.page_request.href(
            f"{PATH}.docx", form=None, district=None, period=str(self.year)
        )
        return html.A(_("Yearly report, DOCX"), href=url)

    @property
    def _period(self) -> str:
        if self.days is not None:
            return self.question.period.label
        if self.quarter is None:
            return str(self.year)
        return Period(self.year, "quarter", self.quarter).label


def draw(page_request: PageRequest) -> Component:
    """The form as a table, as it is printed."""
    view = FormPage(page_request)
    if view.own is not None:
        return _draw_own(view, view.own)
    form = view.form
    unit = [", ", in_language(form.unit)] if form.unit is not None else []
    body = _table(form) if form.rows else empty_note(_("There is nothing to report on."))
    return panel(
        form_labels.title(form),
        [body, _notes(form)],
        note=[form_labels.period(form.question), *unit],
        tools=view.files(),
        wide=True,
    )


def _draw_own(view: FormPage, own: OwnForm) -> Component:
    """The programme's own form: what stands in each of its places, and its file."""
    listed = fillings(view.own_facts)
    rows = [
        html.Tr([html.Th(html.Code(place), scope="row"), html.Td(each.text, **tongue(each.text))])
        for place, each in listed.items()
    ]
    heads = [html.Th(_("Place in the file"), scope="col"), html.Th(_("What it holds"), scope="col")]
    table = html.Table(
        [
            html.Caption(own.name, className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            html.Tbody(rows),
        ],
        className="data-table",
    )
    return panel(
        own.name,
        [scrolling(table, own.name, tall=len(rows) > TALL)],
        note=[form_labels.period(view.question), ", ", _("a form of the programme's own")],
        tools=view.files(),
        wide=True,
    )


def _table(form: OfficialForm) -> Component:
    head = [[] for _row in range(form.depth)]  # type: list[list[Component]]
    for each in form_labels.heads(form.columns):
        head[each.row].append(
            html.Th(
                each.text,
                rowSpan=each.rows,
                colSpan=each.columns,
                scope="col" if each.columns == 1 else "colgroup",
                className="num" if form.columns[each.column].kind in NUMERIC else "",
            )
        )
    caption = html.Caption(form_labels.title(form), className="visually-hidden")
    body = html.Tbody([html.Tr(_cells(form, row), className=_class(row)) for row in form.rows])
    table = html.Table(
        [caption, html.Thead([html.Tr(row) for row in head]), body],
        className="data-table official-form",
    )
    return scrolling(table, form_labels.title(form), tall=len(form.rows) > TALL)


def _class(row: FormRow) -> str:
    return f"level-{min(row.level, DEEPEST)}" + (" is-title" if row.is_bold else "")


def _cells(form: OfficialForm, row: FormRow) -> list[Component]:
    return [_cell(form, at, cell) for at, cell in enumerate(row.cells)]


def _cell(form: OfficialForm, at: int, cell: FormCell) -> Component:
    text: str = form_labels.cell_text(cell)
    kind = "num" if form.columns[at].kind in NUMERIC else ""
    looks: dict[str, Any] = {"className": kind if cell.value is not None else f"{kind} empty"}
    if at == form.named:
        return html.Th(text, scope="row", **looks, **tongue(text))
    return html.Td(text, **looks, **tongue(text))


def _notes(form: OfficialForm) -> Component:
    colophon = [f"{name}: {text}" for name, text in form_labels.colophon(form)]
    lines = [*form_labels.notes(form), *colophon]
    return html.Ul([html.Li(line) for line in lines], className="rules form-notes")
