"""What the composition root gives to every command."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import click

from data.database.database import Database
from data.database.schema import check
from data.digests.deliveries import DigestRun
from data.imports import ImportLimits
from data.proofs.folder import ProofFolder
from data.refusals import Problem
from data.sources.web import CsvSources
from data.webhooks.posting import WebhookSender, no_webhooks


@dataclass(frozen=True)
class Itog:
    """The database is opened when a command first needs it; ``serve`` prepares the program that
    answers browsers.

    ``export(form, path, report_progress, deck=… | page=…, language=…)`` writes a file in one of
    ``formats()``; only the dashboard knows how, and which there are.
    ``package(programme, moment, path)`` writes a programme's open data.
    ``serve_models(site, host, port)`` answers assistants, without a port over standard input.
    ``report(form, question, path, language)`` writes an official form.
    ``send_digests()`` sends the digests that are due; ``webhook_sender()`` signs what programs of others
    are told.
    """

    open_database: Callable[[], Database]
    prepare_server: Callable[[], Callable[[], Any]]
    language: str
    export: Callable[..., None] | None = None
    formats: Callable[[], tuple[str, ...]] = tuple
    package: Callable[..., None] | None = None
    serve_models: Callable[[str, str, int | None], None] | None = None
    report: Callable[..., None] | None = None
    send_digests: Callable[[], DigestRun] | None = None
    webhook_sender: Callable[[], WebhookSender] = no_webhooks
    import_limits: Callable[[], ImportLimits] = ImportLimits
    csv_sources: Callable[[], CsvSources] = CsvSources
    proof_folder: Callable[[], ProofFolder | None] = lambda: None

    @cached_property
    def database(self) -> Database:
        """The database, whatever its state."""
        database = self.open_database()
        click.get_current_context().find_root().call_on_close(database.dispose)
        return database

    @cached_property
    def ready(self) -> Database:
        """The database, checked to be there and of this program's schema."""
        check(self.database)
        return self.database

    def say(self, message: str, **params: Any) -> None:
        """Print a sentence of ``data/messages`` in the reader's language."""
        click.echo(self.sentence(message, **params))

    def sentence(self, message: str, **params: Any) -> str:
        return Problem(message, params).sentence(self.language)


pass_itog = click.make_pass_decorator(Itog)
