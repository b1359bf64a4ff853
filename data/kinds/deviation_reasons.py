"""Reasons for deviations: why the actual value of an indicator's year is not what was planned.

No number depends on them: they stand beside the numbers in reports.
"""

from data.imports.columns import Labels, indicator, needed, origin, text, year
from data.imports.columns.kind import Kind
from data.tables.definitions import LONGEST_REASON, DeviationReason

EXPLANATION = Labels(
    "Почему факт года отличается от плана; один текст на показатель и год.",
    "Why the actual of the year differs from its plan; one text an indicator and year.",
)

KIND = Kind(
    name="deviation_reasons",
    table=DeviationReason,
    words=Labels("Причины отклонений", "Reasons for deviations"),
    columns=(
        indicator(),
        year(),
        needed(
            text(
                "explanation",
                "Причина отклонения",
                "Reason for the deviation",
                EXPLANATION,
                LONGEST_REASON,
            )
        ),
        *origin(),
    ),
    key=("indicator", "year"),
    years=("year",),
    codes="indicator",
    place=135,
    example=(
        {"indicator": "consultations", "year": "2016",
         "explanation": "В мае–июле приём не вёлся: ремонт помещения ресурсного центра.",
         "source": "Годовой отчёт за 2016 год"},
        {"indicator": "survey_support", "year": "2015",
         "explanation": "Опрос проведён в большем числе районов, чем предполагал план."},
    ),
)  # fmt: skip
