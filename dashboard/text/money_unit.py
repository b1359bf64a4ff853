"""The one unit in which a screen tells money, so that amounts side by side can be compared by eye."""

from decimal import Decimal

from flask import g, has_request_context

from dashboard.http import context
from dashboard.text.labels import is_money
from indicators.answers.grid import answers
from indicators.answers.question import Question


def choose(programme: str, as_of: int | None = None) -> None:
    """Tell a request's money as it suits the smallest yearly amount of a programme, so that none is
    lost in zeros.
    """
    if has_request_context():
        g.pop("itog_smallest_money", None)
        g.itog_money = lambda: _smallest(programme, as_of)


def _smallest(programme: str, as_of: int | None) -> Decimal | None:
    catalogue = context.facts(programme, as_of).catalogue
    codes = tuple(code for code in catalogue.codes if is_money(catalogue.newest(code).definition))
    if not codes:
        return None
    question = Question(programme=programme, indicators=codes, as_of=as_of)
    amounts = context.asker().ask(answers, question)
    return min((abs(answer.value) for answer in amounts if answer.value), default=None)
