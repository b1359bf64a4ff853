"""What a drafted definition would change, over every record, against the two seconds that a steward waits gladly."""

from data.database import Database
from indicators.effect import effect_of_publishing
from tests.bench.city import CODE, DEFINITIONS
from tests.bench.clock import Ratio, seconds

PATIENCE = 2.0
DRAFT = ("visits.yaml", f"code: visits\n{DEFINITIONS['visits']}filter: {{topic: [law]}}\n")


def narrowed(database: Database) -> Ratio:
    """A count of every record narrowed by a filter: its numbers, and the records that leave it."""
    with database.read() as session:
        took = seconds(lambda: effect_of_publishing(session, CODE, [DRAFT]))
    return Ratio("the effect of narrowing a count, against two seconds", took, PATIENCE, "<= 1x")
