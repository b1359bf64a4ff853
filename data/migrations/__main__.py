"""Write the next migration from what the tables say now and the migrations do not yet."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from data.database.database import Database
from data.database.upgrading import configuration
from data.database.versions import head


def main(message: str) -> None:
    """Compare the tables with a fresh database of the newest migration."""
    number = f"{int(head()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'empty.db'}")
        with database.reshaping() as connection:
            # not `upgrading.upgrade`, which refuses a database that lacks the very tables to be written
            command.upgrade(configuration(connection), "head")
            command.revision(configuration(connection), message, autogenerate=True, rev_id=number)
        database.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
