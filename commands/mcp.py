"""``itog mcp``: the numbers for assistants, by the Model Context Protocol."""

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog


@spoken.command()
@spoken.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="P",
    envvar="ITOG_MCP_PORT",
    show_envvar=True,
    help="Answer over HTTP at this port, under /mcp; by default over standard input and output.",
)
@spoken.option(
    "--host",
    metavar="H",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on.",
)
@spoken.option(
    "--site",
    metavar="URL",
    default="",
    envvar="ITOG_MCP_SITE",
    show_envvar=True,
    help="Where people open the dashboard, as https://itog.example: answers lead there.",
)
@pass_itog
def command(itog: Itog, /, port: int | None, host: str, site: str) -> None:
    """Answer assistants by the Model Context Protocol; read-only."""
    itog.ready.dispose()
    assert itog.serve_models is not None  # noqa: S101 - the composition root gives it
    itog.serve_models(site, host, port)
