"""What an answer is, in one line: for who points at its cell, and for who cannot see it change."""

from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from indicators.answers.answer import Answer
from indicators.definition import Definition


def answer_summary(definition: Definition, answer: Answer) -> str:
    """Period and value, plan, degree, status and marks."""
    lines = [
        f"{formats.period(answer.period)}: {labels.answer_text(definition, answer, unit=True)}"
    ]
    if answer.plan is not None:
        lines.append(
            _("Plan: {plan}").format(plan=labels.plan_text(definition, answer.plan, answer.value))
        )
    if answer.degree_raw is not None:
        lines.append(labels.degree_text(answer))
    lines.append(labels.status_of(answer))
    return "; ".join([*lines, *(labels.mark_name(mark) for mark in answer.marks)])


def rows_counted(number: int) -> str:
    """How many indicators a table shows."""
    return ngettext("{number} indicator is shown", "{number} indicators are shown", number)
