"""The folder of submissions: a file for each, under names that nobody can guess from outside or
read from inside.
"""

import hashlib
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from werkzeug.datastructures import FileStorage

from dashboard.submissions.submission import SUBMISSION, Submission
from data.system import settle, write_whole

KEPT_SECONDS = 24 * 3600
"""A form left in the evening is there in the morning."""

AT_ONCE = 20
"""Of one account, or of one address that could not prove whose browser it is; the oldest give way.
"""

FILES_AT_ONCE = 3
DOUBTFUL_SIZE = 1 << 20
"""Characters of a form whose sender could not be proved."""
DOUBTFUL_AT_ONCE = 200
"""Forms of all such senders together: nobody fills the disk from outside."""
DOUBTFUL = "nobody"


class Submissions:
    """The submissions of one server, each known by the browser's own secret and by where the form
    goes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(
        self,
        browser: str,
        sender: str,
        submission: Submission,
        file: FileStorage | Path | None = None,
    ) -> bool:
        """Keep a form in place of the same one kept before; says whether it was possible."""
        # by whoever writes next: there is no clock of its own
        self._sweep()
        # strangers have a bound each and one together: addresses are cheap
        if not submission.account and (submission.size > DOUBTFUL_SIZE or self._crowded()):
            return False
        # a folder of the account or of the address, so that one cannot push out another's
        owner = self.folder / (
            str(submission.account) if submission.account else f"{DOUBTFUL}-{_hashed(sender)}"
        )
        try:
            owner.mkdir(parents=True, mode=0o700, exist_ok=True)
            # one form, one file: sent in vain twice, it is kept once
            path = owner / f"{_hashed(browser)}.{_hashed(submission.key)}.json"
            # the file first: a form that names a file must find it
            if file is not None:
                _take(file, path.with_suffix(".file"))
            write_whole(path, SUBMISSION.dump_json(submission), lasting=True)
        except OSError:  # a full disk: the reader is told
            return False
        # after writing, so that the newest is never the one that gives way
        self._make_room(owner)
        return True

    def of(self, browser: str) -> Iterator[Submission]:
        """What a browser has sent in vain, newest first."""
        for path in self._paths(browser):
            # another worker may have swept it; an older version of the program wrote it otherwise
            with suppress(FileNotFoundError, ValidationError):
                yield SUBMISSION.validate_json(path.read_bytes())

    def file(self, browser: str, submission: Submission) -> Path | None:
        """The file that was sent with a form, if it is kept."""
        files = (path.with_suffix(".file") for path in self._paths(browser, submission))
        return next((path for path in files if path.exists()), None)

    def forget(self, browser: str, submission: Submission) -> None:
        """A form has arrived, or is not wanted any more."""
        for path in self._paths(browser, submission):
            _remove(path)

    def _paths(self, browser: str, submission: Submission | None = None) -> list[Path]:
        which = _hashed(submission.key) if submission else "*"
        return _newest_first(self.folder.glob(f"*/{_hashed(browser)}.{which}.json"))

    def _crowded(self) -> bool:
        return len(list(self.folder.glob(f"{DOUBTFUL}-*/*.json"))) >= DOUBTFUL_AT_ONCE

    def _make_room(self, owner: Path) -> None:
        for path in _newest_first(owner.glob("*.json"))[AT_ONCE:]:
            _remove(path)
        for path in _newest_first(owner.glob("*.file"))[FILES_AT_ONCE:]:
            # the form goes with its file, as it would name one that is not there
            _remove(path.with_suffix(".json"))

    def _sweep(self) -> None:
        # files and half-written parts alike
        for path in self.folder.glob("*/*"):
            if _moment(path) < time.time() - KEPT_SECONDS:
                path.unlink(missing_ok=True)


def _hashed(text: str) -> str:
    """A name for a file that tells nothing of what it is made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _take(file: FileStorage | Path, path: Path) -> None:
    """Keep a file that was sent just now, or one that is kept already."""
    # beside it and renamed: two workers may keep the same form at once
    part = path.with_suffix(f".{secrets.token_hex(4)}")
    try:
        if isinstance(file, Path):
            shutil.copyfile(file, part)
        else:
            file.stream.seek(0)
            file.save(part)
        settle(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    for each in (path, path.with_suffix(".file")):
        each.unlink(missing_ok=True)


def _newest_first(paths: Iterator[Path]) -> list[Path]:
    return sorted(paths, key=_moment, reverse=True)


def _moment(path: Path) -> float:
    """When a file was written; long ago for one that another worker has removed meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
