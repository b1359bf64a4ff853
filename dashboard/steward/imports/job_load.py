"""A checked upload is loaded, as one revision."""

from collections.abc import Mapping
from typing import Any

from dashboard.jobs.kinds import JobText
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import Job
from dashboard.steward.imports import checking, loading
from dashboard.steward.imports.loaded import Loaded
from dashboard.text.language import _
from data import imports
from data.columnar.renewing import renew_copy
from data.database.database import Database
from data.refusals import Refusal, refuse


def work(database: Database, arguments: Mapping[str, Any], progress: JobProgress) -> str:
    """Load, unless it is loaded by now, and lead to the receipt; back to the problems, if there are
    some by now.
    """
    uploads, key = checking.uploads_in(progress.folder), (arguments["token"], arguments["account"])
    loading.wait_for_others(uploads, *key)
    if address := loading.receipt(progress.folder, *key):
        return address
    upload = uploads.find(*key)

    def report_progress(stage: imports.Stage, count: int, total: int | None) -> None:
        progress(count, total, stage)

    try:
        receipt = imports.import_file(
            database,
            upload.kind,
            uploads.file(upload),
            upload.options,
            progress=report_progress,
            author=arguments["account"],
            reason=arguments["reason"],
            override_closed_years=arguments["override_closed_years"],
        )
    except Refusal as refusal:
        if not checking.of_the_file(refusal):
            raise
        checking.refused(uploads, upload, refusal)
        return str(arguments["back"])
    if not receipt.changed or receipt.import_id is None:
        raise refuse("upload_changes_nothing", name=upload.name)
    renew_copy(database)
    with database.read() as session:
        Loaded(progress.folder).keep(
            uploads, upload, imports.import_run(session, receipt.import_id)
        )
    return f"/steward/imports/{receipt.import_id}?programme={upload.programme}"


def words(job: Job) -> JobText:
    stages = {"load": _("Rows loaded: {done} of {total}").format(done=job.count, total=job.total),
              "answers": _("Numbers are being computed…")}  # fmt: skip
    return JobText(
        waiting=_("The file is being loaded"),
        ready=_("The file is loaded"),
        failed=_("The file was not loaded"),
        progress=stages.get(job.stage, _("Reading the file…")),
        cancelled=_(
            "Nothing was changed; if it was loaded the moment before, it stands among the imports."
        ),
        back=str(job.arguments["back"]),
    )
