"""The process of one job: it can be killed at any moment and leaves nothing half done."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.background.kinds import kind, kinds
from dashboard.background.state import FAILED, READY, claim, keep, kept
from dashboard.background.telling import Tell
from dashboard.context import LANGUAGES
from dashboard.refusing import sentences
from data.database import Database, Listener
from data.refusals import Refusal

kinds()  # loaded once, before a process is forked for each job


def work(folder_name: str, token: str, url: str, listeners: Sequence[Listener]) -> None:
    """Do a job over the server's database, whose ``listeners`` follow every revision here as they do there."""
    folder = Path(folder_name)
    if claim(folder, token, os.getpid()) != os.getpid():
        return  # it was cancelled before it began
    job = keep(folder, replace(kept(folder, token), pid=os.getpid()))
    tell = Tell(folder, job)
    try:
        result = kind(job.kind).work(Database(url, listeners, tell=tell.waits), job.arguments, tell)
    except Refusal as refusal:
        tell.end(state=FAILED, reason={language: sentences(refusal, language) for language in LANGUAGES})
        return
    tell.end(state=READY, result=result)
