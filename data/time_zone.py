"""The operator's time zone, read strictly: a misspelt one would put every moment hours aside."""

import datetime
from zoneinfo import ZoneInfo, available_timezones

from data.clock import UNKNOWN_ZONE, keep_time_of
from data.refusals import refuse
from data.words.offers import meant, unnamed

SETTING = "ITOG_TIMEZONE"
LONGEST_NAME = 100


def set_time_zone(name: str) -> None:
    """Tell moments in the zone of this name, by the IANA; of the machine if it is empty. Refuses
    one that there is not.
    """
    keep_time_of(_named(name) if name else None)


def _named(name: str) -> datetime.tzinfo:
    try:
        return ZoneInfo(name[:LONGEST_NAME])
    except UNKNOWN_ZONE as error:
        near = meant(name[:LONGEST_NAME], unnamed(sorted(available_timezones())))
        raise refuse(
            "time_zone_unknown", name=SETTING, given=name[:LONGEST_NAME], near=near
        ) from error
