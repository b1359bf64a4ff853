"""``itog init``: the database and the programmes that ship."""

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.progress import each
from data.columnar.renewing import renew_copy
from data.database.database import Database, newest_revision
from data.database.schema import is_older
from data.database.upgrading import make
from data.programme.folder import shipped
from indicators.answers.keeping import keep_sums
from indicators.loading import load


@spoken.command()
@spoken.option("--empty", is_flag=True, help="Without the programmes that ship.")
@pass_itog
def command(itog: Itog, /, empty: bool) -> None:
    """Create the database, or upgrade one that exists."""
    was_older = is_older(itog.database)
    created = make(itog.database, _nothing if empty else _load_shipped)
    if was_older:
        keep_sums(itog.database)
    renew_copy(itog.database)
    outcome = "init_created" if created else "init_upgraded" if was_older else "init_stands"
    with itog.ready.read() as session:
        itog.say(outcome, revision=newest_revision(session))


def _load_shipped(database: Database) -> None:
    for folder in each(shipped(), "itog init"):
        load(database, folder)


def _nothing(_database: Database) -> None:
    """An empty database is filled by later commands."""
