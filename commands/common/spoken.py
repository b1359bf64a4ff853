"""Help and usage errors in the reader's language: click looks up its sentences with gettext, and so
do ours.

The keys are the English sentences, the Russian ones are in ``commands/locales``.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import bindtextdomain, gettext
from pathlib import Path
from typing import Any

import click

LOCALES = Path(__file__).parents[1] / "locales"
DOMAIN = "messages"  # where click's own calls of gettext look

Function = Callable[..., Any]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let gettext speak a language, whatever the machine's own is."""
    bindtextdomain(DOMAIN, str(LOCALES))
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def translate(sentence: str | None) -> str | None:
    """A sentence in the language that is spoken now; an empty one is not looked up: its answer is
    the header.
    """
    return gettext(sentence) if sentence else sentence


class Localized:
    """Whatever has a help text: kept in English, translated whenever it is read."""

    @property
    def help(self) -> str | None:
        return translate(self._help)

    @help.setter
    def help(self, sentence: str | None) -> None:
        self._help = sentence


class LocalizedOption(Localized, click.Option):
    """An option that explains itself in the reader's language."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Click names the variable of the environment in English, whatever the language."""
        named = click.Parameter.get_error_hint(self, ctx)
        if not (self.show_envvar and self.envvar):
            return named
        return f"{named} ({gettext('env var: {var}').format(var=self.envvar)})"


class Command(Localized, click.Command):
    """A command that explains itself in the reader's language."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [gettext(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click makes it once, in the language of that moment."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = gettext("Show this message and exit.")
        return option


class Group(Command, click.Group):
    """A command of commands."""

    command_class = Command


def command() -> Callable[[Function], Command]:
    """``click.command()`` in the reader's language."""
    return click.command(cls=Command)


def group() -> Callable[[Function], Group]:
    """``click.group()`` in the reader's language."""
    return click.group(cls=Group)


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """``click.option()`` in the reader's language, with a type that survives mypy."""
    return click.option(*names, cls=LocalizedOption, **settings)
