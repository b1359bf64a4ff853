"""What an answer would be with another plan, or another end of its year: a supposition, which is
stored nowhere.
"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from indicators.answers.achievement import judge, judged_by
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.exact import cut
from indicators.states import VALUE


def supposed(
    definition: Definition, answer: Answer, plan: Decimal | None, end: Fraction | None = None
) -> Answer:
    """The answer judged by another ``plan``; with an ``end``, as if that were the value of its year,
    which then is over.
    """
    exact = answer.exact if end is None else end
    state = answer.state if end is None else VALUE
    limits = judged_by(definition, plan, answer.thresholds)
    verdict = judge(definition, state, exact, plan, answer.thresholds)
    return replace(
        answer,
        value=None if exact is None else cut(exact, *limits),
        exact=exact,
        state=state,
        plan=plan,
        degree_raw=verdict.degree_raw,
        degree=verdict.degree,
        status=verdict.status,
        judged_by=tuple(map(cut, limits)),
        due_on=answer.due_on if end is None else None,
        interval=None,
        marks=(),
    )
