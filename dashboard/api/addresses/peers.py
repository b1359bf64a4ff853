"""``/api/v1/peers``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, question_of, with_sentences
from dashboard.api.parameters import AS_OF, INDICATOR, ON, PLAN, PROGRAMME, YEAR, whole
from dashboard.api.schemas import DAY, FLAG, TEXT, VALUE, Schema, maybe, row_schema
from dashboard.text.peers import peer_sentence
from indicators.answers.facts import programme_facts
from indicators.asking import Asker
from indicators.ranking.peers import UNLIKE_PEERS, peers
from indicators.sheets.peers import OF_PEER, PEER_COLUMNS, peer_rows
from indicators.sheets.rows import RowSheet
from indicators.states import STATES

OWN: dict[str, Schema] = {
    **{name: VALUE["properties"][name] for name in OF_PEER},
    "state": {"enum": [*STATES, None]},
    "per_10000_residents": {
        "type": ["number", "null"],
        "description": "Of a number that grows with a place, is whole and has known residents.",
    },
    "residents_illustrative": FLAG,
    "unit": {**TEXT, "description": "As the definition says it in Russian."},
    "reason": {
        "enum": [*UNLIKE_PEERS, None],
        "description": "Why it does not compare with the first row: another unit, counted in another way, or no such "
        "indicator in the year.",
    },
    "changed_on": {**maybe(DAY), "description": "The day on which a number of it changed last."},
}
PEER = row_schema(**{name: OWN.get(name, TEXT) for name in PEER_COLUMNS}, sentence=TEXT)


def answer(asker: Asker, choices: Choices) -> RowSheet:
    """The rows with the sentence of each programme."""
    question = question_of(choices, "programme", "plan", "as_of", "on")
    year = whole(choices, YEAR)
    sheet = asker.ask(peer_rows, question, choices["indicator"], year)
    listed = asker.ask(peers, question, choices["indicator"], year)
    facts = (asker.ask(programme_facts, each.programme, question.as_of) for each in listed)
    return with_sentences(sheet, map(peer_sentence, facts, listed))


ENDPOINT = Endpoint(
    "/peers",
    "An indicator in all programmes that have it: one year side by side, and what does not compare",
    (
        PROGRAMME,
        INDICATOR,
        YEAR,
        PLAN,
        AS_OF,
        ON,
    ),
    PEER,
    answer,
    spoken=True,
)
