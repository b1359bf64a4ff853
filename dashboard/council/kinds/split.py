"""What an indicator consists of, as a table: a row a part, a column a period, the total last."""

from collections.abc import Sequence

from dashboard import formats, words
from dashboard.council import findings, sources
from dashboard.council.headlines import headline
from dashboard.council.projected import Projected
from dashboard.council.report import Cell, Slide, Table
from dashboard.language import _
from dashboard.sections import split, tables
from dashboard.sections.subject import subject
from dashboard.series import Scale, scale_of
from indicators.answers import Answer

PLACE = 65
OF_INDICATOR = True


def name() -> str:
    return _("What it consists of")


def make(asked: Projected, text: str) -> Slide:
    """The parts by the attribute that the address names, else by the first."""
    shown = subject(asked)
    found = split.split_of(shown)
    answers = [*found.parts, *found.totals] if found is not None else []
    if found is None or not any(answer.value is not None for answer in answers):
        return sources.nothing("split", shown, text, _("No part is known."))
    scale = scale_of(found.definition, answers)
    periods = (formats.period(label) for label in split.periods_of(found))
    return Slide(
        "split",
        f"{words.name_of(shown.definition)}: {found.name}, {scale.unit}",
        finding=findings.sentence(*headline(shown)),
        notes=sources.notes(shown),
        text=text,
        source=tables.sources(answers),
        table=Table(
            (found.name, *periods),
            tuple(_row(found.part_name(group[0]), group, scale) for group in split.groups_of(found)),
        ),
        marks=sources.marks(answers),
    )


def _row(part: str, group: Sequence[Answer], scale: Scale) -> tuple[Cell, ...]:
    return (Cell(part), *(Cell(tables.text(answer, scale), scale.of(answer.value)) for answer in group))
