"""How the awards of grant contests spread: a dot each over the quartiles, and who got which."""

from decimal import Decimal
from html import escape

from dash.development.base_component import Component

from dashboard.components.captions import ChartCaption
from dashboard.components.panels import TableColumn, chart, data_table, panel
from dashboard.figures.base import Figure
from dashboard.figures.spread import SpreadLabels, spread
from dashboard.request import PageRequest
from dashboard.sections.figure_links import page_links
from dashboard.sections.grants.course import grants_scope, money, read_filter, recipient
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.grants.spread import Award, AwardSpread, award_spread


def spread_of(page_request: PageRequest) -> AwardSpread:
    """The spread of what the chosen applications were awarded."""
    chosen: AwardSpread = page_request.asker.ask(
        award_spread, page_request.facts.code, read_filter(page_request), page_request.as_of
    )
    return chosen


def draw_spread(page_request: PageRequest) -> Component | None:
    """Each award as a dot over the quartiles."""
    chosen = spread_of(page_request)
    if not chosen.total:
        return None
    title = _("Spread of the awards, roubles")
    drawn, twin = spread_figure(chosen, page_request), _awards(page_request, chosen)
    caption = spread_caption(chosen, page_request)
    links = page_links(page_request, slide="grants_spread")
    picture = chart("grants-awards", drawn, label=title, links=links, twin=twin, caption=caption)
    return panel(title, picture, note=spread_note(chosen), wide=True)


def spread_caption(chosen: AwardSpread, page_request: PageRequest) -> ChartCaption:
    """How many awards there are, and their five numbers."""
    awards = _("awards that say an amount: {number}")
    silent = _("awards without an amount: {number}")
    finding = sentence(
        awards.format(number=formats.number(chosen.total)),
        silent.format(number=formats.number(chosen.silent)) if chosen.silent else "",
        *quartile_texts(chosen),
    )
    return ChartCaption(finding, grants_scope(page_request, _("roubles")))


def spread_figure(chosen: AwardSpread, page_request: PageRequest) -> Figure:
    """Dots over the quartiles, in the look of the page or the wall."""
    frame = [{"value": float(each.roubles), "hover": _award_text(each)} for each in chosen.awards]
    quartiles = tuple(map(float, chosen.quartiles))
    chart_labels = SpreadLabels(separators=formats.separators(), quartiles=quartile_texts(chosen))
    return spread(frame, quartiles=quartiles, labels=chart_labels, theme=page_request.theme)


def quartile_names() -> tuple[str, ...]:
    """What the five numbers of a spread are called, from the least to the greatest."""
    return (_("least"), _("lower quartile"), _("median"), _("upper quartile"), _("greatest"))


def quartile_texts(chosen: AwardSpread) -> tuple[str, ...]:
    """The five numbers with their names."""
    exact = (Decimal(each.numerator) / each.denominator for each in chosen.quartiles)
    named = zip(quartile_names(), exact, strict=True)
    return tuple(f"{name} {money(value)}" for name, value in named)


def spread_note(chosen: AwardSpread) -> str:
    """How the picture is read."""
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
