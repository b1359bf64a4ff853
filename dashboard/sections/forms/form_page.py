"""What a page asks of a form: which one, of which year, quarter or days; the choices and the files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dash import html
from dash.development.base_component import Component

from dashboard.components import filters
from dashboard.components.links import LinkOption, choice, labelled_switch
from dashboard.forms import format_names
from dashboard.request import PageRequest
from dashboard.text import formats
from dashboard.text.labels import in_language
from dashboard.text.language import _
from data.refusals import Names, NotFound, Problem
from indicators.forms import official_form
from indicators.forms.annual import CODE
from indicators.forms.annual import NAME as NAME_OF_REPORT
from indicators.forms.form import (
    QUARTERS,
    FormQuestion,
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
        by_days = form is not None and is_by_days(form)
        # a form of years that is asked of a part of one is of the year, or of the quarter
        is_part = period.grain in GRAINS and not by_days
        return None if is_part else days_of_form(period)

    @property
    def is_by_days(self) -> bool:
        """Whether the chosen form may be of any days and of some districts."""
        return is_by_days(self.code)

    def _may_be_of_days(self, code: str) -> bool:
        """Whether a form may be of any days, the programme's own too."""
        own = (each.is_by_days for each in self.own_forms if each.code == code)
        return is_by_days(code) or any(own)

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
