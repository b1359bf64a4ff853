"""``/api/v1/findings``: its parameters, its answer, and the schema of a row."""

from itertools import chain

from dashboard.api.endpoint import Choices, Endpoint, question_of, with_sentences
from dashboard.api.parameters import AS_OF, ON, PLAN, PROGRAMME, YEAR, whole
from dashboard.api.schemas import (
    DAY,
    DEGREE,
    FLAG,
    MAYBE_TEXT,
    NUMBER,
    TEXT,
    VALUE,
    WHOLE,
    maybe,
    row_schema,
)
from dashboard.text.decisions import overdue_sentence
from dashboard.text.findings import finding_sentence
from indicators.asking import Asker
from indicators.decisions.numbers import DecisionNumbers
from indicators.findings.finding import CHANGED, TOPICS, WORST, Finding
from indicators.findings.reasons import REASONS
from indicators.findings.years import MOVEMENTS
from indicators.sheets.findings import DECISION_OVERDUE, OF_ANSWER, finding_rows, ranked_findings
from indicators.sheets.rows import RowSheet
from indicators.states import STATES

FINDING = row_schema(
    topic={"enum": list(TOPICS)},
    rank={**WHOLE, "description": "The place in the list of its topic, from 1."},
    rule={
        "enum": [WORST, CHANGED, *REASONS, DECISION_OVERDUE],
        "description": "The topic, or the reason to ask; «decision_overdue» is of a meeting's decision, whatever the "
        "year: its number is that of its own period, null where it is about no indicator.",
    },
    **{
        **{name: VALUE["properties"][name] for name in OF_ANSWER},
        "indicator": MAYBE_TEXT,
        "period": MAYBE_TEXT,
        "state": {"enum": [*STATES, None]},
    },
    missed_years={
        **WHOLE,
        "description": "For how many years without a break the plan was missed.",
    },
    movement={"enum": [*MOVEMENTS, None]},
    before={**NUMBER, "description": "The value of the year before."},
    change={**DEGREE, "description": "Value less «before»; null where the two do not compare."},
    within_margin={
        **maybe(FLAG),
        "description": "Whether chance alone may have made the change; null where nobody knows: "
        "without an interval of both values.",
    },
    notable={
        **maybe(FLAG),
        "description": "Whether the change is as much as the definition calls notable; null where it "
        "says nothing of it.",
    },
    decision={**MAYBE_TEXT, "description": "The number of an overdue decision."},
    owner={**MAYBE_TEXT, "description": "Who was to act upon it."},
    due_on={**maybe(DAY), "description": "By which day."},
    sentence=TEXT,
)


def answer(asker: Asker, choices: Choices) -> RowSheet:
    """The rows with the very sentences of pages and slides."""
    question = question_of(choices, "programme", "plan", "as_of", "on")
    year = whole(choices, YEAR)
    sheet = asker.ask(finding_rows, question, year)
    listed = chain.from_iterable(asker.ask(ranked_findings, question, year).values())
    return with_sentences(sheet, map(_sentence, listed))


def _sentence(finding: Finding | DecisionNumbers) -> str:
    if isinstance(finding, DecisionNumbers):
        return overdue_sentence(finding)
    return finding_sentence(finding)


ENDPOINT = Endpoint(
    "/findings",
    "What deserves a look in a year, as sentences: the worst, what changed, what to ask about",
    (
        PROGRAMME,
        YEAR,
        PLAN,
        AS_OF,
        ON,
    ),
    FINDING,
    answer,
    spoken=True,
)
