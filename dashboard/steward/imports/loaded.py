"""Files that were loaded, kept for a while with what was mended: after an undo they can be loaded
again.
"""

import hashlib
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from werkzeug.datastructures import FileStorage

from dashboard.steward.imports.store import UPLOAD, Upload, Uploads, written_at
from data.imports import ImportSummary

FOLDER = "loaded"
KEPT_SECONDS = 30 * 24 * 3600
MOST_BYTES = 2 << 30
"""Of all files together; the oldest give way."""


class Loaded:
    """The loaded files of one server, each under the import that it became."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER

    def keep(self, uploads: Uploads, upload: Upload, run: ImportSummary) -> None:
        """Take an upload over; it is nobody's to change any longer."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        shutil.rmtree(self._of(run), ignore_errors=True)
        (uploads.folder / upload.token).replace(self._of(run))
        for path in self._too_much():
            shutil.rmtree(path, ignore_errors=True)

    def find(self, run: ImportSummary) -> Upload | None:
        """What an import was read from; nothing where it is kept no longer."""
        with suppress(FileNotFoundError, ValueError):
            upload = UPLOAD.validate_json((self._of(run) / "upload.json").read_bytes())
            return upload if self._file(run, upload).exists() else None
        return None

    def send_again(
        self, uploads: Uploads, upload: Upload, run: ImportSummary, account: str
    ) -> Upload:
        """The same file as an upload of somebody's, read and mended as it was."""
        choices = {
            name: getattr(upload, name)
            for name in (
                "kind",
                "covers",
                "districts",
                "update",
                "sheet",
                "corrections",
                "mapping",
                "source",
            )
        }
        with self._file(run, upload).open("rb") as stream:
            return uploads.begin(
                account, upload.programme, FileStorage(stream, upload.name), **choices
            )

    def _file(self, run: ImportSummary, upload: Upload) -> Path:
        return self._of(run) / "file" / upload.name

    def _of(self, run: ImportSummary) -> Path:
        """Databases that have lived in one folder number their imports alike; their moments differ."""
        name = f"{run.programme} {run.id} {run.at.isoformat()}"
        return self.folder / hashlib.sha256(name.encode()).hexdigest()[:32]

    def _too_much(self) -> Iterator[Path]:
        taken = 0
        for moment, path in sorted(
            ((written_at(path), path) for path in self.folder.glob("*")), reverse=True
        ):
            taken += sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
            if taken > MOST_BYTES or moment < time.time() - KEPT_SECONDS:
                yield path
