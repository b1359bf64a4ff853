"""What a drafted definition would change, over every record, against the two seconds that a steward
waits gladly.
"""

from collections.abc import Iterator

from data.columnar.renewing import renew_copy
from data.database.database import Database
from indicators.impact.effect import effect_of_publishing
from tests.bench.city import CODE, DEFINITIONS
from tests.bench.clock import Ratio, seconds

PATIENCE = 2.0
DRAFTED = {"a count": "visits", "a distinct count": "organisations"}


def narrowed(database: Database) -> Iterator[Ratio]:
    """A count of every record narrowed by a filter: its numbers, and the records that leave it."""
    # as whoever imports by a command or in the browser does
    renew_copy(database)
    for what, code in DRAFTED.items():
        draft = (f"{code}.yaml", f"code: {code}\n{DEFINITIONS[code]}filter: {{topic: [law]}}\n")
        with database.read() as session:
            took = seconds(lambda draft=draft: effect_of_publishing(session, CODE, [draft]))
        yield Ratio(f"the effect of narrowing {what}, against two seconds", took, PATIENCE, "<= 1x")
