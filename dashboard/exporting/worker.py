"""The process of one export: it can be killed at any moment and leaves nothing under the file's name."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dashboard.application import assemble
from dashboard.exporting.order import Order, fulfil
from dashboard.exporting.state import FAILED, READY, WAITING, keep, kept
from data.database import Database
from data.refusals import Refusal


def work(folder_name: str, token: str, url: str, asked: Mapping[str, str]) -> None:
    """Make the file of an order, telling how far it is."""
    folder, order = Path(folder_name), Order(**asked)
    job = kept(folder, token)
    if job.state != WAITING:
        return
    job = keep(folder, replace(job, pid=os.getpid()))

    def tell(done: int, total: int) -> None:
        keep(folder, replace(job, done=done, total=total))

    try:
        fulfil(assemble(Database(url), secret=token).server, order, folder / f"{token}.{order.form}", tell)
    except Refusal as refusal:
        keep(folder, replace(kept(folder, token), state=FAILED, reason=refusal.text(order.language)))
        return
    keep(folder, replace(kept(folder, token), state=READY))
