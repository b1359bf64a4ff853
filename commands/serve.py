"""``itog serve``: the dashboard and its addresses, by gunicorn."""

from collections.abc import Callable
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.serving.counting import counted_together
from commands.serving.sharing import settle_memory
from commands.serving.worker import PatientWorker

THREADS = 8
CONNECTIONS = 800
"""Of each worker; with its files they are fewer than a process may have open by custom."""

TIMEOUT_SECONDS = 120
STOP_SECONDS = 8
"""How long what is being answered has once the server is to stop: systemd and containers kill after
ten or fifteen.
"""


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn without a configuration file; the program is made once, and its workers share the
    memory that it takes.
    """

    def __init__(self, make: Callable[[], Any], settings: dict[str, Any]) -> None:
        self.make = make
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        program = self.make()
        settle_memory()
        return program


@spoken.command()
@spoken.option(
    "--host", metavar="H", default="127.0.0.1", show_default=True, help="The address to listen on."
)
@spoken.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="P",
    envvar="PORT",
    default=8050,
    show_default=True,
    show_envvar=True,
    help="The port to listen on.",
)
@spoken.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    default=2,
    show_default=True,
    help="Processes.",
)
@pass_itog
def command(itog: Itog, /, host: str, port: int, workers: int) -> None:
    """Serve the dashboard and the API."""
    address = f"{f'[{host}]' if ':' in host else host}:{port}"
    itog.ready.dispose()  # a connection must not be shared by processes

    def say_address(_arbiter: Any) -> None:
        itog.say("serve_address", address=f"http://{address}")

    with counted_together():
        make = itog.prepare_server()
        Server(make, {**settings(address, workers), "when_ready": say_address}).run()


def settings(address: str, workers: int) -> dict[str, Any]:
    """How gunicorn serves a program."""
    return {
        "bind": address,
        "workers": workers,
        "preload_app": True,
        "worker_class": PatientWorker,
        "worker_connections": CONNECTIONS,
        "threads": THREADS,
        "timeout": TIMEOUT_SECONDS,
        "graceful_timeout": STOP_SECONDS,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
