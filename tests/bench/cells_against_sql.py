"""All cells of a programme, and the answers of a page, against hand-written SQL for the same."""

from collections.abc import Iterator
from itertools import product

from sqlalchemy import Connection, text

from data.database.database import Database
from data.passports import programme_id
from indicators.answers import cells
from indicators.answers.grid import Grid, answers
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.engine.compute import Engine
from tests.bench.city import CODE, DEFINITIONS, YEARS
from tests.bench.clock import Ratio, seconds

WHERE = "FROM consultation WHERE programme_id = :programme AND until IS NULL"
GRAINS = ("year", "year, half", "year, quarter", "year, month")
PLACES = ("", "district, ")
MEASURED = {
    "visits": ("COUNT(*)", ""),
    "copies": ("COUNT(*)", " AND request = 'copying'"),
    "people": ("SUM(people)", ""),
    "days": ("SUM(days), COUNT(days)", ""),
}


def statements() -> Iterator[str]:
    """What one would write by hand for each indicator, place and grain, plain and within the year."""
    for (what, condition), place, grain in product(MEASURED.values(), PLACES, GRAINS):
        yield f"SELECT {place}{grain}, {what}, COUNT(*) {WHERE}{condition} GROUP BY {place}{grain}"
        if grain != "year":
            running = (
                what.replace("COUNT(", "SUM(COUNT(")
                .replace("SUM(p", "SUM(SUM(p")
                .replace("SUM(d", "SUM(SUM(d")
            )
            over = f") OVER (PARTITION BY {place}year ORDER BY {grain.split(', ')[1]})"
            running = ", ".join(part + over for part in running.split(", "))
            yield f"SELECT {place}{grain}, {running} {WHERE}{condition} GROUP BY {place}{grain}"
    for place, grain in product(PLACES, GRAINS):
        yield f"SELECT {place}{grain}, COUNT(DISTINCT organisation_id), COUNT(*) {WHERE} GROUP BY {place}{grain}"
    for place in PLACES:
        met = f"SELECT {place}year, organisation_id, MIN(month) AS first {WHERE} GROUP BY {place}year, organisation_id"
        yield f"SELECT {place}year, first, COUNT(*) FROM ({met}) AS met GROUP BY {place}year, first"
        keys = f"{place}organisation_id"
        ever = f"SELECT {keys}, MIN(year * 100 + month) AS first {WHERE} GROUP BY {keys}"
        yield f"SELECT {place}first, COUNT(*) FROM ({ever}) AS met GROUP BY {place}first"


def by_hand(connection: Connection, programme: int) -> int:
    """Run every hand-written statement and fetch its rows."""
    selects = [text(statement) for statement in statements()]
    return sum(
        len(connection.execute(statement, {"programme": programme}).fetchall())
        for statement in selects
    )


def all_cells(database: Database) -> Ratio:
    """Computing every cell of the programme."""
    everything = frozenset(YEARS)
    with database.read() as session:
        programme = programme_id(session, CODE)
        engine = ProgrammeReader(session, CODE).scope
        itog = seconds(
            lambda: [cells.computed(Engine(engine), code, everything) for code in DEFINITIONS], 3
        )
        bare = seconds(lambda: by_hand(session.connection(), programme), 3)
    return Ratio("all cells of a programme, against SQL by hand", itog, bare, "<= 2x")


def reading(database: Database) -> Iterator[Ratio]:
    """Reading the cells of a page, and answering it whole, against looking up as many cells by
    their primary key.
    """
    page = Question(programme=CODE, by=("district", "year"))
    with database.read() as session:
        grid = Grid(ProgrammeReader(session, CODE), page)
        rows = len(grid.cells())
        ids = session.connection().execute(
            text("SELECT id FROM cell WHERE until IS NULL LIMIT :n"), {"n": rows}
        )
        listed = ", ".join(str(row[0]) for row in ids.fetchall())
        lookup = text(f"SELECT * FROM cell WHERE id IN ({listed})")
        bare = seconds(lambda: session.connection().execute(lookup).fetchall(), 31) * 1000
        read = seconds(grid.cells, 31) * 1000
        whole = seconds(lambda: answers(session, page), 31) * 1000
    yield Ratio(
        f"a page's {rows} cells, against as many primary-key look-ups", read, bare, "<= 3x", "ms"
    )
    yield Ratio(f"a page's {rows} answers with plan, clock and status", whole, bare, "", "ms")
