"""What the register's address wants of it, and the choices above its list."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.fields import kept_fields, text_field
from dashboard.components.links import LinkOption, choice
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections.choice_words import chosen_title, place_text, years_text
from dashboard.text import formats
from dashboard.text.language import _
from data.refusals import Names
from data.words.offers import check_choice
from indicators.records.list_order import NEWEST_FIRST, RecordOrder, record_order
from indicators.register.entries import Place, place_of
from indicators.register.filters import FORMS, RegisterFilter

FLAGS = {"yes": True, "no": False}
AFRESH: dict[str, object] = {"after": None, "page": None}
"""Another choice is another list, which is read from its beginning."""


def read_filter(page_request: PageRequest) -> RegisterFilter:
    """What the address wants; refuses a form or a flag that there is not."""
    choices = page_request.address.choices
    form, violation = choices.get("form"), choices.get("violation")
    check_choice("form", form, FORMS.names)
    check_choice("violation", violation, _flag_names())
    return RegisterFilter(
        years=page_request.listed_years,
        form=form,
        district=page_request.territory,
        cut=page_request.cut,
        violation=None if violation is None else FLAGS[violation],
        words=choices.get("search", ""),
        days=page_request.listed_days,
    )


def read_place(page_request: PageRequest) -> Place | None:
    """Where the page begins, as ``place_text`` writes it."""
    text = page_request.address.choices.get("after")
    return None if text is None else place_of(text)


def read_order(page_request: PageRequest) -> RecordOrder:
    """The chosen order, else the newest decision first."""
    return record_order(page_request.address.choices.get("order"), NEWEST_FIRST)


def narrowed_title(page_request: PageRequest) -> str:
    """What the register is called where no choices stand above it: they are part of its title."""
    choices = read_filter(page_request)
    flag = next((code for code, value in FLAGS.items() if value == choices.violation), None)
    return chosen_title(
        _("Register of supported NGOs"),
        years_text(page_request),
        choices.form and FORMS.name(choices.form, language()),
        place_text(page_request, page_request.territory),
        flag and _flag_names()[flag][language()].lower(),
        choices.words and _("search “{words}”").format(words=choices.words),
    )


def years(page_request: PageRequest) -> Component:
    """All years or one."""
    facts, days = page_request.facts, page_request.listed_days
    chosen = page_request.listed_years if days is None else None
    every = _with(page_request, years=None, period=None)
    whole_time = LinkOption(_("All years"), every, chosen is None and days is None)
    known = range(facts.first_year, facts.last_year + 1)
    options = [
        LinkOption(str(year), _with(page_request, years=year, period=None), chosen == (year, year))
        for year in known
    ]
    if days is not None:
        options.append(LinkOption(formats.days(*days), page_request.href(), True))
    if chosen is not None and chosen[0] != chosen[1]:
        options.append(LinkOption(f"{chosen[0]}–{chosen[1]}", page_request.href(), True))
    return choice("year", _("Year of the decision"), [whole_time, *options])


def forms(page_request: PageRequest) -> Component:
    """Each form of support or one."""
    chosen = page_request.address.choices.get("form")
    every = LinkOption(_("All forms"), _with(page_request, form=None), chosen is None)
    listed = [
        LinkOption(FORMS.name(code, language()), _with(page_request, form=code), code == chosen)
        for code in FORMS.codes
    ]
    return choice("form", _("Form of support"), [every, *listed])


def violations(page_request: PageRequest) -> Component:
    """Whatever is known of violations, those with one, those without."""
    chosen = page_request.address.choices.get("violation")
    options = [LinkOption(_("All entries"), _with(page_request, violation=None), chosen is None)]
    options += [
        LinkOption(names[language()], _with(page_request, violation=code), code == chosen)
        for code, names in _flag_names().items()
    ]
    return choice("violation", _("Violations"), options)


def search(page_request: PageRequest) -> Component:
    """The words to look for; a plain form, which every other choice goes with."""
    field = text_field(
        "search",
        page_request.address.choices.get("search", ""),
        id="search",
        type="search",
        placeholder=_("Name, number, INN or OGRN"),
        maxLength=200,
    )
    hidden = kept_fields(page_request.address.choices, ("search", *AFRESH))
    button = html.Button(_("Find"), type="submit", className="btn btn-outline-primary")
    return html.Form(
        [
            html.Label(_("Organisation or entry"), htmlFor="search"),
            html.Div([field, button, *hidden], className="search__row"),
        ],
        action=page_request.address.path,
        method="GET",
        className="filter filter--grow search",
        role="search",
    )


def _with(page_request: PageRequest, **changes: object) -> str:
    return page_request.href(None, **AFRESH, **changes)


def _flag_names() -> dict[str, Names]:
    return {
        "yes": {language(): _("With violations")},
        "no": {language(): _("Without violations")},
    }
