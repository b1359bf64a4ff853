"""How a number comes to be, in words; and what this program is."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from dash import html
from dash.development.base_component import Component

from dashboard.components.panels import panel, passport
from dashboard.components.status import chip
from dashboard.request import PageRequest
from dashboard.text.formats import exact_percent
from dashboard.text.labels import status_name
from dashboard.text.language import _
from indicators.answers.achievement import Thresholds


def numbers(page_request: PageRequest) -> Component:
    """The rules that every number follows."""
    rules = [
        _(
            "A number is counted by the database from the very records that a press on its bar shows."
        ),
        _(
            "Different organisations are counted anew at each level, never added up; shares are sums divided by sums."
        ),
        _(
            "Zero, “no data”, “not applicable” and “not due yet” are four different things; none stands for another."
        ),
        _(
            "A value of which only a part was reported says so; what is not reported is not guessed."
        ),
        _(
            "Nothing is overwritten: every change is a revision, and any page can be asked as of an earlier one."
        ),
    ]
    return panel(
        _("How the numbers are made"), html.Ul([html.Li(rule) for rule in rules], className="rules")
    )


def statuses(page_request: PageRequest) -> Component:
    """When an indicator is achieved; both tolerances are ours unless the programme sets its own."""
    listed = [
        html.Li([chip(code, word), " – ", rule])
        for code, word, rule in _status_rules(page_request.facts.thresholds)
    ]
    note = _(
        "Where less is better the degree is plan divided by fact. Both tolerances, {below} below the plan and {above} "
        "above it, are settings of the programme; where it sets none they are this system's own rule."
    ).format(
        below=exact_percent(1 - page_request.facts.thresholds.at_risk),
        above=exact_percent(page_request.facts.thresholds.over_fulfilled - 1),
    )
    return panel(
        _("What the statuses mean"), html.Ul(listed, className="rules rules--plain"), note=note
    )


def _status_rules(limits: Thresholds) -> Iterator[tuple[str, str, str]]:
    """Each status with its word and when it holds; what is missed has another word until its due
    date has passed.
    """
    below, above = exact_percent(limits.at_risk), exact_percent(limits.over_fulfilled)
    within = _("from the plan to {limit} of it; or within the band to be kept").format(limit=above)
    exactly = _("exactly the plan; or within the band to be kept")
    short = _("from {limit} of the plan").format(limit=below)
    missed = _("less than {limit} of the plan, or outside the band to be kept").format(limit=below)
    can_be_saved = _("{rule}, while its due date is ahead")
    yield (
        "over_fulfilled",
        status_name("over_fulfilled"),
        _("more than {limit} of the plan").format(limit=above),
    )
    yield "achieved", status_name("achieved"), within if limits.over_fulfilled > 1 else exactly
    for code, rule in (("at_risk", short), ("not_achieved", missed)):
        yield code, status_name(code), rule
        yield code, status_name(code, is_open=True), can_be_saved.format(rule=rule)
    yield "undetermined", status_name("undetermined"), _("planned and due, but there is no value")


def program() -> Component:
    """Name, version and licence of the program itself."""
    pairs = [
        (
            _("Program"),
            _(
                "Itog shows how a public programme is doing: what was planned, what was done, where."
            ),
        ),
        (_("Program version"), installed()),
        (_("Licence"), "Apache-2.0"),
        (
            _("Fonts and libraries"),
            _("Golos Text (OFL 1.1), Plotly.js and Bootstrap (MIT); all served from here."),
        ),
    ]
    return panel(_("About Itog"), passport(pairs), wide=True)


def installed() -> str:
    """The installed version, or nothing where the program runs without being installed."""
    try:
        return version("itog")
    except PackageNotFoundError:
        return ""
