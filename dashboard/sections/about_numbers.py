"""How a number comes to be, in words; and what this program is."""

from importlib.metadata import PackageNotFoundError, version

from dash import html
from dash.development.base_component import Component

from dashboard.asked import Asked
from dashboard.components.panels import panel, passport
from dashboard.components.status import chip
from dashboard.formats import percent
from dashboard.language import _
from indicators.achievement import Thresholds


def numbers(asked: Asked) -> Component:
    """The rules that every number follows."""
    rules = [
        _("A number is counted by the database from the very records that a press on its bar shows."),
        _("Different organisations are counted anew at each level, never added up; shares are sums divided by sums."),
        _("Zero, “no data”, “not applicable” and “not due yet” are four different things; none stands for another."),
        _("A value of which only a part was reported says so; what is not reported is not guessed."),
        _("Nothing is overwritten: every change is a revision, and any page can be asked as of an earlier one."),
    ]
    return panel(_("How the numbers are made"), html.Ul([html.Li(rule) for rule in rules], className="rules"))


def statuses(asked: Asked) -> Component:
    """When an indicator is achieved; the thresholds are ours unless the programme sets its own."""
    limit = percent(Thresholds.of(asked.facts.settings).at_risk)
    pairs = [
        ("over_fulfilled", _("more than the plan")),
        ("achieved", _("exactly the plan; or within the band to be kept")),
        ("at_risk", _("from {limit} of the plan").format(limit=limit)),
        ("not_achieved", _("less than {limit} of the plan").format(limit=limit)),
        ("undetermined", _("planned and due, but there is no value")),
    ]
    listed = [html.Li([chip(code), " – ", said]) for code, said in pairs]
    note = _("Where less is better the degree is plan divided by fact. The thresholds are this system's own rule.")
    return panel(_("What the statuses mean"), html.Ul(listed, className="rules rules--plain"), note=note)


def program() -> Component:
    """Name, version and licence of the program itself."""
    pairs = [
        (_("Program"), _("Itog shows how a public programme is doing: what was planned, what was done, where.")),
        (_("Program version"), installed()),
        (_("Licence"), "Apache-2.0"),
        (_("Fonts and libraries"), _("Golos Text (OFL 1.1), Plotly.js and Bootstrap (MIT); all served from here.")),
    ]
    return panel(_("About Itog"), passport(pairs), wide=True)


def installed() -> str:
    """The installed version, or nothing where the program runs without being installed."""
    try:
        return version("itog")
    except PackageNotFoundError:
        return ""
