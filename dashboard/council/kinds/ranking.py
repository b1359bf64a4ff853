"""What stands out in a district against the others: the worst and the best, as a table."""

from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.districts.district import DistrictPage, read_district
from dashboard.sections.districts.ranking import outstanding, read_rankings, years_alone_text
from dashboard.text.language import _
from dashboard.text.ranking import name_of, rank_text, value_text
from indicators.ranking.ranking import Ranking

PLACE = 45
OF_INDICATOR = False


def name() -> str:
    return _("A district among the others")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row an indicator, the worst first; of another page than a district's there is nothing."""
    if slide_request.address.root != "/district":
        why = _("This slide is of one district: add it on the page of a district.")
        return Slide("ranking", name(), text=text, missing=why)
    district_page = read_district(slide_request)
    territory = district_page.territory
    if territory.period.days is not None:
        return Slide("ranking", district_page.name, text=text, missing=years_alone_text())
    compared = read_rankings(slide_request, territory.cut, territory.year)
    title = _("{name} among the others, {year}").format(
        name=district_page.name, year=territory.year
    )
    ordered = compared.ordered(district_page.code)
    if not ordered:
        why = _("Nothing here compares with other places in {year}.").format(year=territory.year)
        return Slide("ranking", title, text=text, missing=why)
    rows = tuple(_row(district_page, ranking) for ranking in outstanding(ordered))
    columns = (_("Indicator"), _("Here"), _("Rank"), _("Worst"), _("Best"), _("Whole"))
    return Slide(
        "ranking",
        title,
        finding=_finding(
            len(compared.best(district_page.code)),
            len(compared.worst(district_page.code)),
            len(ordered),
        ),
        text=text,
        table=ReportTable(columns, rows),
        url=slide_request.address.href(),
    )


def _finding(best: int, worst: int, total: int) -> str:
    template = _(
        "Better than all others in {best} of {total} indicators, worse than all in {worst}."
    )
    return template.format(best=best, worst=worst, total=total)


def _row(district_page: DistrictPage, ranking: Ranking) -> tuple[TableCell, ...]:
    code, rank, whole = district_page.code, ranking.rank(district_page.code), ranking.whole.value
    numbers = (ranking.values[code], *ranking.ends, whole)
    own, *others = (
        TableCell("–") if value is None else TableCell(value_text(ranking, value), value)
        for value in numbers
    )
    place = TableCell(rank_text(ranking, rank), rank.place) if rank else TableCell("–")
    return (TableCell(name_of(ranking)), own, place, *others)
