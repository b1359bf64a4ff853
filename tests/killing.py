"""``python -m tests.killing N WORD…``: a command of Itog that the system kills at its Nth statement
to the database.

It knows one small programme that ships. The last line of standard output is the number of
statements, where it lived.
"""

import itertools
import os
import signal
import sys
from typing import Any

from sqlalchemy import Engine, event

import app
from commands import init
from data.programme.folder import SHIPPED

SMALL = SHIPPED / "sodruzhestvo-2009"

statements = itertools.count(1)


def main() -> None:
    """Run the command until it is killed."""
    fatal = int(sys.argv.pop(1))

    def count(*_arguments: Any) -> None:
        if next(statements) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    init.shipped = lambda: [SMALL]  # type: ignore[attr-defined]
    try:
        app.main()
    finally:
        sys.stdout.write(f"{next(statements) - 1}\n")


if __name__ == "__main__":
    main()
