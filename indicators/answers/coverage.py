"""What has been reported of a programme, by kind of record, district and year."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.engine.coverage import covered_shares


def coverage(
    session: Session, programme: str, as_of: int | None = None
) -> Mapping[tuple[str, str, int], float]:
    """The covered share, 0…1, by (kind, leaf district or ``''``, year)."""
    reader = ProgrammeReader(session, programme, as_of)
    return covered_shares(reader.scope, reader.places, reader.window(None))
