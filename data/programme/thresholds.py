"""The degrees by which a programme's statuses are told apart, set anew for a programme that is
loaded.
"""

from collections.abc import Mapping

from sqlalchemy import select

from data.database.change import Change
from data.database.renewing import succeed
from data.passports import programme_id
from data.programme.files import check_thresholds
from data.refusals import refuse
from data.tables.programmes import Passport


def set_thresholds(change: Change, programme: str, thresholds: Mapping[str, str]) -> None:
    """Give the programme's passport a successor with these degrees, as shares of the plan; what
    they do not name stays.

    It reaches every year of the programme, so that closed ones are guarded.
    """
    identity = programme_id(change.session, programme)
    living = select(Passport).where(Passport.programme_id == identity, Passport.as_of(None))
    passport = change.session.scalars(living).one()
    present = passport.settings.get("thresholds") or {}
    fresh = check_thresholds({**present, **thresholds})
    if fresh == check_thresholds(present):
        raise refuse("thresholds_same", programme=programme)
    degrees = {name: str(degree) for name, degree in fresh.items()}
    succeed(change, passport, {"settings": {**passport.settings, "thresholds": degrees}})
    # no cell depends on them: only statuses do, which are worked out as one reads
    change.touch(identity, "thresholds")
