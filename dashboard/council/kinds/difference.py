"""Why an indicator differs from an earlier period, as a table: what each part gives."""

from fractions import Fraction

from dashboard.council import sources
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.difference import Difference, with_others
from dashboard.sections.subject import read_subject
from dashboard.text import difference as texts
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.contributions.contribution import Contribution
from indicators.contributions.decomposition import Decomposition
from indicators.definition import Definition
from indicators.exact import cut

PLACE = 67
OF_INDICATOR = True
ROOM = 10
"""So many parts can be read from the last row."""


def name() -> str:
    return _("Why it changed")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Both numbers of each part and what it gives of the difference; the whole last."""
    subject = read_subject(slide_request)
    difference = Difference(subject)
    whole = difference.decomposition
    if whole is None:
        return sources.nothing("difference", subject, text, _("There is nothing to compare."))
    columns = (
        difference.dimension_name(whole.by),
        _("Plan") if whole.of_plan else formats.period(whole.before.period),
        formats.period(whole.now.period),
        _("Gives"),
    )
    rows = [_row(difference, whole, part) for part in with_others(whole.contributions, ROOM)]
    return Slide(
        "difference",
        title_of(difference),
        finding=sentence(texts.driver_sentence(whole, difference.driver_name)),
        notes=sources.notes(subject),
        text=text,
        table=ReportTable(columns, (*rows, _sum(whole))),
        marks=sources.marks([whole.before, whole.now]),
        url=slide_request.href(),
    )


def title_of(difference: Difference) -> str:
    """What is compared with what."""
    name = labels.name_of(difference.subject.definition)
    before = _("the plan") if difference.of_plan else formats.period(difference.against or "")
    return _("{name}: {period} against {before}").format(
        name=name, period=formats.period(difference.subject.period.label), before=before
    )


def _row(difference: Difference, whole: Decomposition, part: Contribution) -> tuple[TableCell, ...]:
    own = difference.definition_of(part)
    return (
        TableCell(difference.part_name(part.key)),
        _value(own, part.before),
        _value(own, part.now),
        TableCell(texts.amount(whole.definition, part.amount), cut(part.amount)),
    )


def _sum(whole: Decomposition) -> tuple[TableCell, ...]:
    before, now = whole.ends
    return (
        TableCell(_("In all")),
        _value(whole.definition, before),
        _value(whole.definition, now),
        TableCell(texts.amount(whole.definition, whole.difference), cut(whole.difference)),
    )


def _value(definition: Definition, number: Fraction | None) -> TableCell:
    if number is None:
        return TableCell(formats.EN_DASH)
    return TableCell(labels.value_text(definition, cut(number)), cut(number))
