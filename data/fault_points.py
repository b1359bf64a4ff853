"""The moments at which something may go wrong while a thing is written: tests let the process die
there, the disk be full or the connection be lost.

In what runs ``reach`` goes through an empty list. Nothing outside of a process can put anything
into it: no setting, no address and no file is looked at.
"""

from collections.abc import Callable
from enum import Enum, auto


class FaultPoint(Enum):
    """Each is reached in one place of the code, perhaps many times in one piece of work."""

    LOCKED = auto()
    """The writers' lock is taken, nothing is written."""
    REVISION_BEGUN = auto()
    """A revision has its row."""
    ROWS_WRITTEN = auto()
    """A revision has what was asked for, and not yet what follows from it."""
    CELLS_WRITTEN = auto()
    """Its ready answers too."""
    SEALED = auto()
    """And its seal."""
    BEFORE_COMMIT = auto()
    AFTER_COMMIT = auto()
    MIGRATED = auto()
    """One migration has run."""
    RENEWED = auto()
    """An upgrade has changed what it changes of the numbers."""
    DATABASE_WHOLE = auto()
    """A new embedded database is whole, under another name."""
    DATABASE_CLEARED = auto()
    """What stood under its name has gone."""
    DATABASE_NAMED = auto()
    TABLE_IN_BACKUP = auto()
    """A backup has one table more."""
    TABLE_RESTORED = auto()
    FILE_WHOLE = auto()
    """A file is whole, under another name."""
    FILE_NAMED = auto()
    JOB_BEGUN = auto()
    """The process of a job has said that it is its own."""
    JOB_ENDING = auto()
    """A job has worked and not said so yet."""


observers: list[Callable[[FaultPoint], None]] = []
"""For tests alone, which put what happens at a point here, in their own process."""


def reach(point: FaultPoint) -> None:
    """Tell whoever observes; nobody does in what runs."""
    for observe in observers:
        observe(point)
