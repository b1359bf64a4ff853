"""The JSON Schema of an indicator in one of the programmes that have it."""

from dashboard.api.schemas import DAY, FLAG, TEXT, VALUE, Schema, maybe, row_schema
from indicators.ranking.peers import UNLIKE_PEERS
from indicators.sheets.peers import OF_PEER, PEER_COLUMNS
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
