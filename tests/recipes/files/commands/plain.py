"""``itog plain``: a command that does not ship."""

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from indicators.sheets.rows import RowSheet


@spoken.command()
@format_option
@pass_itog
def command(itog: Itog, /, form: str) -> None:
    """Print the newest revision."""
    revision = itog.ready.newest()
    show(RowSheet(revision, revision, ("revision",), [{"revision": revision}]), form, ("revision",))
