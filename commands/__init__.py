"""The command line: one file a command, found by name; each reads its words, asks the engine and
prints.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

from commands.common.context import Itog
from commands.common.spoken import Group, speaking
from data.refusals import Problem, Refusal
from data.system import SENTENCES, reason

OUTPUT = {"ru": "вывод команды", "en": "output of the command"}
"""What the system speaks of where it names no file."""


class RefusalExit(click.ClickException):
    """A refusal on its way to standard error; the exit status is 1."""

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


class Commands(Group):
    """Every module of this package is a command; ``import_`` is named after a word that Python
    keeps.
    """

    def main(self, *args: Any, **settings: Any) -> Any:
        with speaking(settings["obj"].language):
            return super().main(*args, **settings)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(
            module.name.rstrip("_") for module in iter_modules(__path__) if not module.ispkg
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        modules = {
            module.name.rstrip("_"): module.name
            for module in iter_modules(__path__)
            if not module.ispkg
        }
        if cmd_name not in modules:
            return None
        command: click.Command = import_module(f"{__name__}.{modules[cmd_name]}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise RefusalExit(refusal.text(ctx.ensure_object(Itog).language)) from refusal
        except OSError as error:
            if error.errno not in SENTENCES:  # a pipe that somebody closed is click's to answer
                raise
            problem = Problem(
                "command_refused_by_system",
                {"file": error.filename or OUTPUT, "reason": reason(error)},
            )
            raise RefusalExit(problem.sentence(ctx.ensure_object(Itog).language)) from error


itog = Commands(
    "itog",
    help="Itog shows how a public programme is doing: planned, done, where, and whether it counts.",
)
