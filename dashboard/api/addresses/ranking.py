"""``/api/v1/ranking``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, question_of, with_sentences
from dashboard.api.parameters import AS_OF, CUT, DISTRICT, ON, PROGRAMME, YEAR, whole
from dashboard.api.schemas import FLAG, MAYBE_WHOLE, NUMBER, TEXT, row_schema
from dashboard.text.ranking import ranking_sentence
from indicators.asking import Asker
from indicators.ranking.basis import BASES, UNLIKE
from indicators.ranking.ranking import FEW, PARTIAL, POPULATION
from indicators.ranking.rankings import rankings
from indicators.sheets.ranking import BETTER, QUARTILES, ranking_rows
from indicators.sheets.rows import RowSheet
from indicators.states import STATES

RANKING = row_schema(
    **{
        name: {
            **NUMBER,
            "description": "Of the numbers that are compared; quartiles of four or more, by linear interpolation.",
        }
        for name in QUARTILES
    },
    programme=TEXT,
    indicator=TEXT,
    district=TEXT,
    period=TEXT,
    basis={
        "enum": [*BASES, None],
        "description": "What is compared: the indicator's own number, or so many per 10,000 residents.",
    },
    value={**NUMBER, "description": "That number; null where «reason» says why there is none."},
    rank={**MAYBE_WHOLE, "description": "From 1 for the best; equal places share one."},
    equal={**MAYBE_WHOLE, "description": "How many places have this rank."},
    total={**MAYBE_WHOLE, "description": "How many places compare."},
    within_margin={
        **MAYBE_WHOLE,
        "description": "From how many places with another number chance alone may tell it apart.",
    },
    better={
        "enum": [*BETTER.values(), None],
        "description": "Which numbers are better; null where nobody knows, and ranks go by size.",
    },
    whole={**NUMBER, "description": "The same of the whole territory."},
    reason={"enum": [*UNLIKE, FEW, PARTIAL, POPULATION, *STATES[1:], None]},
    illustrative={**FLAG, "description": "It stands on illustrative residents."},
    sentence=TEXT,
)


def answer(asker: Asker, choices: Choices) -> RowSheet:
    """The rows with the sentences of the page of a district."""
    question = question_of(choices, "programme", "district", "cut", "as_of", "on")
    year = whole(choices, YEAR)
    sheet = asker.ask(ranking_rows, question, year)
    listed = asker.ask(rankings, question, year).rankings
    by_code = {ranking.definition.code: ranking for ranking in listed}
    sentences = (ranking_sentence(by_code[row["indicator"]], row["district"]) for row in sheet.rows)
    return with_sentences(sheet, sentences)


ENDPOINT = Endpoint(
    "/ranking",
    "Districts side by side: the rank of each in each indicator, with quartiles, as sentences",
    (
        PROGRAMME,
        YEAR,
        DISTRICT,
        CUT,
        AS_OF,
        ON,
    ),
    RANKING,
    answer,
    spoken=True,
)
