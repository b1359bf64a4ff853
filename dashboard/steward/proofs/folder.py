"""The folder of proofs of this server: what is done with it beside the database."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app

from dashboard.http.context import database
from data.proofs.folder import SETTING, ProofFolder
from data.proofs.moving import sweep
from data.refusals import Refusal

LOG = logging.getLogger("itog.proofs")


def proof_folder() -> ProofFolder | None:
    """Where the bytes of proofs lie; nothing where that is the database."""
    folder: ProofFolder | None = current_app.config.get(SETTING)
    return folder


@contextmanager
def logged() -> Iterator[None]:
    """Let whoever runs the server read what a reader of a proof is refused by."""
    try:
        yield
    except Refusal as refusal:
        LOG.error(refusal.text("en"))
        raise


def remove_needless(content_hash: str) -> None:
    """Take the bytes of a proof that was removed out of the folder; where that cannot be the proof has
    gone all the same, and the doctor names the file.
    """
    folder = proof_folder()
    if folder is None:
        return
    try:
        sweep(database(), folder, content_hash)
    except Refusal as refusal:
        LOG.error(refusal.text("en"))
