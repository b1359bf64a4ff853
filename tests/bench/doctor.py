"""A run of the doctor that checks a part, against one that checks everything."""

from sqlalchemy.orm import Session

from data.audit import proving
from data.database.database import Database
from data.database.tallying import differing_tallies
from indicators.answers.doctor import doctor
from indicators.answers.reader import ProgrammeReader
from indicators.checkup.subjects import make_round
from indicators.checkup.sums import differing_sums
from indicators.engine.compute import Engine
from tests.bench.city import CODE
from tests.bench.clock import Ratio, seconds


def of_the_doctor(url: str) -> Ratio:
    """Four subjects of at most eight seconds each, and one item of each at least."""
    database = Database(url)
    with database.read() as session:
        part = seconds(lambda: make_round(session))
        whole = seconds(lambda: _everything(session))
    database.dispose()
    return Ratio(
        "the doctor, a part, against everything",
        part,
        whole,
        "<= 40 s",
        limit="an indicator is checked whole: one pass over all records that it counts",
    )


def _everything(session: Session) -> None:
    doctor(Engine(ProgrammeReader(session, CODE).scope))
    proving.seals(session)
    differing_tallies(session)
    differing_sums(session)
