"""The one clock of what is written down: UTC, to the second, without a zone in the value."""

import datetime


def now() -> datetime.datetime:
    """This second in UTC."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None, microsecond=0)
