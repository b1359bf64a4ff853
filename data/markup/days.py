"""Days as people write them into YAML."""

import datetime
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from data.markup.fields import broken, yaml_text

EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)
"""No such day lies outside: months and years can be counted on from it."""


def _day(day: Any) -> Any:
    """A day as YAML reads it, or in quotes; a number is no day, though pydantic would take it for
    one.
    """
    if isinstance(day, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        return day
    if isinstance(day, datetime.date) and not isinstance(day, datetime.datetime):
        return day
    raise broken("filter_day", value=yaml_text(day))


Day = Annotated[datetime.date, BeforeValidator(_day), Field(ge=EARLIEST, le=LATEST)]
