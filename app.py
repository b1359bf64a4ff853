"""The composition root: settings, database, commands and pages are joined here and nowhere else."""

import os
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from commands import itog
from commands.common.context import Itog
from commands.common.settings import Settings
from data.clock import today
from data.database.database import Database
from data.database.replica import ReplicatedDatabase
from data.digests.deliveries import DigestRun
from data.imports import ImportLimits
from data.mail.server import SITE, MailServer, site_of
from data.proofs.folder import ProofFolder
from data.refusals import Problem, refuse
from data.sources.web import CsvSources
from data.system import reason, write_whole
from data.time_zone import set_time_zone
from data.webhooks import hosts as webhook_hosts
from data.webhooks.hosts import WebhookHosts
from data.webhooks.posting import WebhookSender
from indicators.answers import cells, keeping
from indicators.forms.form import FormQuestion

SHORTEST_SECRET = 32


def open_database(settings: Settings) -> Database:
    """The database, whose every revision computes the cells it touches; whoever waits is told for
    whom.

    Whoever opens it tells its moments in the operator's time zone.
    """
    set_time_zone(settings.time_zone)
    return Database(
        settings.database_url,
        [cells.refresh],
        report_waiting=partial(_say_who_writes, settings.language),
        preparers=[keeping.prepare],
    )


def _say_who_writes(language: str, writer: str) -> None:
    click.echo(Problem("writer_waits", {"writer": writer}).sentence(language), err=True)


def prepare_server(settings: Settings) -> Callable[[], Any]:
    """What makes the program that answers browsers: before the processes that answer are forked,
    which share its memory and open connections of their own.
    """
    from dashboard.accounts.settings import decided
    from dashboard.application import create_application  # commands that print need no pages
    from dashboard.http.framing import origins
    from dashboard.http.upload_limit import megabytes
    from dashboard.operation.log_settings import log_form, set_log
    from dashboard.operation.metrics import networks
    from dashboard.operation.replication import longest_lag
    from dashboard.operation.time_limit import seconds
    from dashboard.steward.proofs.limit import megabytes as proof_megabytes
    from dashboard.text.grammar.russian import dictionary

    set_time_zone(settings.time_zone)
    options: dict[str, Any] = {
        "secret": secret(settings),
        "jobs": settings.folder / "jobs",
        "packed": settings.folder / "packed",
        "decided": decided(settings.signing),
        "upload_mb": megabytes(settings.upload_mb),
        "proof_mb": proof_megabytes(settings.proof_mb),
        "proof_folder": ProofFolder.of(settings.proof_folder),
        "embedders": origins(settings.embed_origins),
        "monitors": networks(settings.monitors),
        "answer_seconds": seconds(settings.answer_seconds),
        "mail": MailServer.of(settings.mail),
        "webhooks": partial(webhook_sender, settings),
        "locales": Path(settings.locales) if settings.locales else None,
    }
    log, lag = log_form(settings.log), longest_lag(settings.replica_seconds)

    def make() -> Any:
        # only now: gunicorn sets its own loggers before it asks for the program
        set_log(log)
        database = open_database(settings)
        replicated = _replicated(database, settings.replica_url, lag)
        server = create_application(database, **options, replicated=replicated).server
        # each process would load its own with the first unit that it declines
        dictionary()
        # a connection must not be shared by processes
        (replicated or database).dispose()
        return server

    return make


def _replicated(database: Database, url: str, seconds: float) -> ReplicatedDatabase | None:
    """The database together with the replica that the operator names."""
    return ReplicatedDatabase(database, Database(url), seconds) if url else None


def __getattr__(name: str) -> Any:
    """``app.server``: the program for any WSGI host, as in ``gunicorn app:server``; made when it is
    asked for.
    """
    if name != "server":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return prepare_server(Settings.of(os.environ))()


def export(
    settings: Settings,
    form: str,
    path: Path,
    report_progress: Callable[[int, int], None],
    **choices: str,
) -> None:
    """Write a deck or a page as a file; ``choices``: deck or page, language."""
    from dashboard.application import assemble  # commands that print need no pages
    from dashboard.exporting.order import Order, fulfil

    server = assemble(open_database(settings), secret=secrets.token_urlsafe()).server
    fulfil(server, Order(form, **choices), path, report_progress)


def report(
    settings: Settings, form: str, question: FormQuestion, path: Path, language: str
) -> None:
    """Write an official form as a file, in a language."""
    from dashboard.application import assemble  # commands that print need no pages
    from dashboard.forms.order import fulfil_form

    server = assemble(open_database(settings), secret=secrets.token_urlsafe()).server
    fulfil_form(server, form, question, path, language)


def send_digests(settings: Settings) -> DigestRun:
    """Send the digests that are due; refuses where no server of mail is set."""
    from dashboard.accounts import policy
    from dashboard.accounts.settings import decided
    from dashboard.application import assemble  # commands that print need no pages
    from dashboard.digests.sending import send_due

    mail = MailServer.of(settings.mail)
    if mail is None:
        raise refuse("mail_not_set")
    server = assemble(open_database(settings), secret=secret(settings)).server
    # who may read what, as on the pages
    server.extensions[policy.EXTENSION] = decided(settings.signing)
    return send_due(server, mail, today(), settings.language)


def webhook_sender(settings: Settings) -> WebhookSender:
    """What tells programs of others; refuses where no host of theirs is listed."""
    needed = {webhook_hosts.SETTING: settings.webhook_hosts, SITE: settings.mail.get(SITE)}
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise refuse("webhooks_not_set", names=", ".join(missing))
    hosts = WebhookHosts.of(settings.webhook_hosts)
    return WebhookSender(hosts, site_of(settings.mail[SITE]), secret(settings))


def package(settings: Settings, programme: str, moment: str | None, path: Path) -> None:
    """Write the open data of a programme as an archive: of a revision or snapshot, or the newest."""
    from dashboard.application import assemble  # commands that print need no pages
    from dashboard.open_data.order import write_package

    server = assemble(open_database(settings), secret=secrets.token_urlsafe()).server
    write_package(server, programme, moment, path)


def serve_models(settings: Settings, site: str, host: str, port: int | None) -> None:
    """Answer assistants over HTTP at a port, else over standard input and output."""
    try:
        from dashboard.model_context import serving  # an extra: few servers want it
    except ImportError as error:
        raise refuse("mcp_library_missing") from error
    from dashboard.model_context.answers import ModelReader

    reader = ModelReader(prepare_server(settings)(), site)
    if port is None:
        serving.speak(reader)
    else:
        serving.serve(reader, host, port)


def formats() -> tuple[str, ...]:
    """The formats of files that can be written."""
    from dashboard import exports  # commands that print need no pages

    return exports.names()


def secret(settings: Settings) -> str:
    """One secret for all workers and restarts: the given one, or one kept beside the embedded
    database.
    """
    if settings.secret is not None:
        return settings.secret
    path = settings.folder / "secret"
    try:
        return _kept(path)
    except OSError as error:
        raise refuse("secret_not_kept", path=path, reason=reason(error)) from error


def _kept(path: Path) -> str:
    """The first secret that was kept; one that is too short was left by a full disk, and signs
    nothing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    known = path.read_text(encoding="ascii", errors="replace") if path.exists() else ""
    if len(known) >= SHORTEST_SECRET:
        return known
    secret = secrets.token_urlsafe(48).encode("ascii")
    write_whole(path, secret, replace=path.exists(), lasting=True)
    return path.read_text(encoding="ascii")


def main() -> None:
    """Run a command of the command line."""
    settings = Settings.of(os.environ)
    itog(
        obj=Itog(
            open_database=partial(open_database, settings),
            prepare_server=partial(prepare_server, settings),
            export=partial(export, settings),
            formats=formats,
            package=partial(package, settings),
            serve_models=partial(serve_models, settings),
            report=partial(report, settings),
            send_digests=partial(send_digests, settings),
            webhook_sender=partial(webhook_sender, settings),
            import_limits=partial(ImportLimits.of, **settings.import_limits),
            csv_sources=partial(CsvSources.of, settings.csv_sources),
            proof_folder=partial(ProofFolder.of, settings.proof_folder),
            language=settings.language,
        )
    )


if __name__ == "__main__":
    main()
