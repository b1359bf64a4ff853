"""The folder of uploads: each has one of its own under a random token, with the file as it came and
what was said.
"""

import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, Field, TypeAdapter, ValidationError
from werkzeug.datastructures import FileStorage

from dashboard.http.file_names import cleaned
from data.database.database import TouchedRange
from data.imports import Corrections, Excerpt, ImportOptions, Receipt, SourceMapping
from data.refusals import Conflict, NotFound, Problem, Refusal, refuse
from data.system import usable, write_whole
from indicators.impact.changed_answer import ChangedAnswer

KEPT_SECONDS = 24 * 3600
AT_ONCE = 10
"""Of one account; each may be as large as the limit."""

_TOKEN = re.compile(r"[0-9a-f]{32}")


# what earlier versions have kept is read under the name that it had there
KeptCorrections = Annotated[
    Corrections, Field(validation_alias=AliasChoices("corrections", "mending"))
]


@dataclass(frozen=True)
class Upload:
    """A file of an account for a programme, and how it shall be read.

    ``version`` grows with every change of that; ``place`` is the folder that the file stands in.
    """

    token: str
    account: str
    programme: str
    name: str
    kind: str
    covers: str = ""
    districts: tuple[str, ...] = ()  # none: all
    update: bool = False
    sheet: str = ""  # of a workbook; none: the one that has the header of the kind
    reason: str = ""
    corrections: KeptCorrections = field(default_factory=Corrections)
    version: int = 1
    place: str = "file"
    sent_file: int | None = None  # of a reporter, who is answered by loading it
    mapping: SourceMapping | None = None  # of the source that it comes from
    source: str = ""  # which was chosen last, also where its mapping is changed for this file

    @property
    def options(self) -> ImportOptions:
        """What the importer is told."""
        return ImportOptions(
            programme=self.programme,
            covers=self.covers or None,
            districts=",".join(self.districts) or "all",
            sheet=self.sheet or None,
            update=self.update,
            corrections=self.corrections,
            sent_file=self.sent_file,
            mapping=self.mapping,
        )


@dataclass(frozen=True)
class CheckResult:
    """What the check of one version found: problems and the rows they speak of, or what loading
    would do.

    ``numbers`` are those that would change; nothing where that was too much to work out. ``reach``
    is what loading would touch, ``notes`` say how the file was read, and ``sheets`` are those of a
    workbook that may be chosen.
    """

    version: int
    problems: tuple[Problem, ...] = ()
    excerpt: Excerpt = field(default_factory=Excerpt)
    receipt: Receipt | None = None
    numbers: tuple[ChangedAnswer, ...] | None = None
    reach: TouchedRange | None = None
    notes: tuple[Problem, ...] = ()
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typing:
    """What is typed into the table of one version and not checked yet."""

    version: int
    corrections: KeptCorrections = field(default_factory=Corrections)


UPLOAD, CHECK_RESULT, TYPING = TypeAdapter(Upload), TypeAdapter(CheckResult), TypeAdapter(Typing)


class Uploads:
    """The uploads of one server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, account: str, programme: str, file: FileStorage, **choices: Any) -> Upload:
        """Keep a file; refuses when an account has too many."""
        self._sweep()
        if len(list(self.of(account))) >= AT_ONCE:
            raise refuse("uploads_many", limit=AT_ONCE)
        upload = Upload(
            secrets.token_hex(16), account, programme, cleaned(file.filename), **choices
        )
        try:
            self._save(upload, file)
            return self._keep(upload)
        except Refusal:
            self.remove(upload)
            raise

    def find(self, token: str, account: str) -> Upload:
        """An upload of this account; for anybody else there is none."""
        if _TOKEN.fullmatch(token):
            with suppress(FileNotFoundError, ValidationError):  # one whose note is damaged is lost
                upload = UPLOAD.validate_json((self.folder / token / "upload.json").read_bytes())
                if upload.account == account:
                    return upload
        raise NotFound(Problem("upload_gone"))

    def of(self, account: str, programme: str | None = None) -> Iterator[Upload]:
        """The uploads of an account, newest first."""
        kept = sorted(self.folder.glob("*/upload.json"), key=written_at, reverse=True)
        for path in kept:
            with suppress(NotFound):  # another's
                upload = self.find(path.parent.name, account)
                if programme in (None, upload.programme):
                    yield upload

    def change(self, upload: Upload, **choices: Any) -> Upload:
        """Say something else of an upload; refuses if somebody has meanwhile, in another window."""
        if self.find(upload.token, upload.account).version != upload.version:
            raise Conflict(Problem("upload_moved"))
        return self._keep(replace(upload, **choices, version=upload.version + 1))

    def put(self, upload: Upload, file: FileStorage) -> Upload:
        """Another file in place of the first; what was mended and chosen in that one is forgotten."""
        name, place = cleaned(file.filename), secrets.token_hex(4)
        another = replace(upload, name=name, place=place)
        try:
            self._save(another, file)
            # only now: a note never names a file that is not whole
            changed = self.change(
                upload,
                name=name,
                place=place,
                corrections=Corrections(),
                sheet="",
                # no longer what the reporter has sent
                sent_file=None,
            )
        except Refusal:
            self._remove_file(another)
            raise
        self._remove_file(upload)
        return changed

    def file(self, upload: Upload) -> Path:
        """The file as it came."""
        return self.folder / upload.token / upload.place / upload.name

    def lock(self, upload: Upload) -> Path:
        """What a process locks that loads it."""
        return self.folder / upload.token / "loading"

    def check_result_of(self, upload: Upload) -> CheckResult | None:
        """What the check of this very version found."""
        with suppress(FileNotFoundError, ValidationError):  # what cannot be read is checked anew
            check_result = CHECK_RESULT.validate_json(
                (self.folder / upload.token / "found.json").read_bytes()
            )
            return check_result if check_result.version == upload.version else None
        return None

    def record_result(self, upload: Upload, check_result: CheckResult) -> None:
        """Keep what a check has found."""
        self._write(upload, "found.json", CHECK_RESULT.dump_json(check_result))

    def keep_corrections(self, upload: Upload, corrections: Corrections) -> None:
        """Keep what is typed, in place of what was; the file is read as before until it is checked
        again.
        """
        self._write(upload, "typed.json", TYPING.dump_json(Typing(upload.version, corrections)))

    def corrections_of(self, upload: Upload) -> Corrections:
        """What was typed into the table of this very version; what was mended before, where nothing
        was.
        """
        with suppress(FileNotFoundError, ValidationError):
            typing = TYPING.validate_json((self.folder / upload.token / "typed.json").read_bytes())
            if typing.version == upload.version:
                return typing.corrections
        return upload.corrections

    def remove(self, upload: Upload) -> None:
        shutil.rmtree(self.folder / upload.token, ignore_errors=True)

    def _save(self, upload: Upload, file: FileStorage) -> None:
        with usable("uploads_folder_unusable"):
            self.file(upload).parent.mkdir(parents=True, mode=0o700)
            file.save(self.file(upload))

    def _remove_file(self, upload: Upload) -> None:
        shutil.rmtree(self.file(upload).parent, ignore_errors=True)

    def _keep(self, upload: Upload) -> Upload:
        self._write(upload, "upload.json", UPLOAD.dump_json(upload))
        return upload

    def _write(self, upload: Upload, name: str, content: bytes) -> None:
        with usable("uploads_folder_unusable"):
            write_whole(self.folder / upload.token / name, content)

    def _sweep(self) -> None:
        """Forget what nobody has touched for a day."""
        for path in self.folder.glob("*"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > KEPT_SECONDS:
                    shutil.rmtree(path, ignore_errors=True)


def written_at(path: Path) -> float:
    """When a file was written; long ago for one that another worker has removed meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
