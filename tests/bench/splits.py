"""Splits by an attribute and ranges of years against hand-written SQL for the same: counted from the
records, and by a reader who finds what another one has kept.
"""

from collections.abc import Callable, Iterator

from sqlalchemy import delete, text

from data.database.database import Database
from data.tables.sums import KeptSums
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.asking import Asker
from tests.bench.city import CODE
from tests.bench.clock import Ratio, processor_seconds, seconds

Clock = Callable[..., float]
WHERE = "FROM consultation WHERE programme_id = 1 AND until IS NULL"
DISTINCT = "COUNT(DISTINCT organisation_id)"
BY_TOPIC, RANGE = {"split": "topic"}, {"by": ("range",), "years": (2015, 2018)}
ONE_QUESTION = (
    "beside its scan a question reads places, coverage, plans and definitions in ten small queries, "
    "8 ms; and of one district alone it has to ask all records which values there are, as no index "
    "has an attribute. From 10,000 records on the next reader finds the sums kept"
)
QUESTIONS: tuple[tuple[str, str, dict[str, object], str], ...] = (
    (
        "a split of a count",
        "visits",
        BY_TOPIC,
        f"SELECT topic, year, COUNT(*) {WHERE} GROUP BY topic, year",
    ),
    (
        "a split of a count in one year and district",
        "visits",
        BY_TOPIC | {"years": (2016, 2016), "district": "central"},
        f"SELECT topic, COUNT(*) {WHERE} AND year = 2016 AND district = 'central' GROUP BY topic",
    ),
    (
        "a split of a distinct count",
        "organisations",
        BY_TOPIC,
        f"SELECT topic, year, {DISTINCT} {WHERE} GROUP BY topic, year",
    ),
    (
        "a range of years of a distinct count",
        "organisations",
        RANGE,
        f"SELECT {DISTINCT} {WHERE} AND year BETWEEN 2015 AND 2018",
    ),
)


def splits_and_ranges(database: Database) -> Iterator[Ratio]:
    """Processor time; on PostgreSQL, where another process counts, time."""
    clock: Clock = processor_seconds if database.engine.dialect.name == "sqlite" else seconds
    for what, code, choices, by_hand in QUESTIONS:
        question = Question(CODE, (code,)).but(**choices)
        _forget(database)
        with database.read() as session:
            connection, statement = session.connection(), text(by_hand)
            bare = clock(lambda: connection.execute(statement).fetchall(), 3) * 1000  # noqa: B023
            counted = clock(lambda: answers(session, question), 3) * 1000  # noqa: B023
        yield Ratio(f"{what}, against SQL", counted, bare, "<= 2x", "ms", ONE_QUESTION)
        first = clock(lambda: _ask(database, question)) * 1000  # noqa: B023
        yield Ratio(f"{what}, first reader", first, bare, "", "ms")
        later = clock(lambda: _ask(database, question), 5) * 1000  # noqa: B023
        yield Ratio(f"{what}, later readers", later, bare, "flat", "ms")


def _ask(database: Database, question: Question) -> object:
    """As a worker does that remembers nothing."""
    return Asker(database).ask(answers, question)


def _forget(database: Database) -> None:
    with database.writing("bench") as session:
        session.execute(delete(KeptSums))
