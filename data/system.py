"""Files of a system that may refuse – a full disk, a missing right: said in words, and nothing is
left behind.
"""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from data.fault_points import FaultPoint, reach
from data.refusals import refuse

SENTENCES: Mapping[int, Mapping[str, str]] = {
    errno.ENOSPC: {"ru": "на диске кончилось место", "en": "the disk is full"},
    errno.EDQUOT: {
        "ru": "исчерпана квота места на диске",
        "en": "the quota of disk space is used up",
    },
    errno.EROFS: {"ru": "диск открыт только для чтения", "en": "the disk is read-only"},
    errno.EACCES: {"ru": "нет прав на файл или папку", "en": "no right to the file or folder"},
    errno.EPERM: {"ru": "нет прав на файл или папку", "en": "no right to the file or folder"},
    errno.ENOENT: {"ru": "такого файла или папки нет", "en": "there is no such file or folder"},
    errno.ENOTDIR: {
        "ru": "на пути к папке стоит файл",
        "en": "a file stands where a folder is expected",
    },
    errno.EEXIST: {"ru": "на этом месте уже стоит файл", "en": "a file stands there already"},
    errno.EISDIR: {
        "ru": "на месте файла стоит папка",
        "en": "a folder stands where a file is expected",
    },
    errno.EINVAL: {"ru": "это не обычный файл", "en": "it is no ordinary file"},
    errno.ENAMETOOLONG: {
        "ru": "слишком длинное имя файла",
        "en": "the name of the file is too long",
    },
    errno.EIO: {
        "ru": "диск не читается или не записывается",
        "en": "the disk cannot be read or written",
    },
    errno.EMFILE: {"ru": "открыто слишком много файлов", "en": "too many files are open"},
    errno.ENFILE: {"ru": "открыто слишком много файлов", "en": "too many files are open"},
    errno.ENOMEM: {"ru": "не хватает памяти", "en": "there is not enough memory"},
    errno.EAGAIN: {
        "ru": "системе не хватает памяти или процессов",
        "en": "the system is short of memory or processes",
    },
}


PASSING = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOMEM,
}
"""What the machine is short of, whatever the program does: to be said wherever it happens."""


def reason(error: BaseException) -> Mapping[str, str]:
    """What the system objected to, by language: a part of a sentence, or the system's own short
    name for it.
    """
    code = getattr(error, "errno", None) or 0
    name = errno.errorcode.get(code, type(error).__name__)
    return SENTENCES.get(code, {"ru": name, "en": name})


@contextmanager
def usable(rule: str, **params: Any) -> Iterator[None]:
    """Say by ``rule`` what the system objects to, as its ``reason``."""
    try:
        yield
    except OSError as error:
        raise refuse(rule, reason=reason(error), **params) from error


def refuse_device(path: Path) -> None:
    """What is no ordinary file is never replaced by one: for root it would be gone for everybody."""
    if path.exists() and not path.is_file():
        raise OSError(
            errno.EISDIR if path.is_dir() else errno.EINVAL, os.strerror(errno.EINVAL), str(path)
        )


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A place beside a file to write it to: it has its name only when the block has ended well, and
    nothing is left of one that has not.
    """
    refuse_device(path)
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        settle(part)
        _name(part, path)
        settle_names(path.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def locked(
    path: Path, flags: int = os.O_RDONLY, *, report_waiting: Callable[[], object] = lambda: None
) -> Iterator[None]:
    """Let no other process have a file or folder meanwhile; the system itself lets go of it when
    this one ends. Where another has it, that is reported and waited for.
    """
    lock = os.open(path, flags, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report_waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def lock_for_good(path: Path) -> None:
    """Let no other process that locks this file go on until this one ends, whichever way."""
    # opened for writing: NFS gives nobody a lock of a folder, nor of what may only be read
    fcntl.flock(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), fcntl.LOCK_EX)


def write_whole(
    path: Path, content: bytes, *, replace: bool = True, mode: int = 0o600, lasting: bool = False
) -> None:
    """Write a file of which nobody ever reads half; nothing is left where it cannot be written.

    Unless it may ``replace`` one of that name, the file that stands there stays. It is its owner's
    alone, unless ``mode`` says otherwise. ``lasting``: it outlives a power cut; what only says how
    something goes on need not, and waiting for the disk takes longer than all the rest.
    """
    refuse_device(path)
    part = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as file:
            file.write(content)
        if lasting:
            settle(part)
        if replace:
            _name(part, path)
        else:
            with suppress(FileExistsError):
                os.link(part, path)
        if lasting:
            settle_names(path.parent)
    finally:
        part.unlink(missing_ok=True)


def settle(path: Path) -> None:
    """Let the disk itself have what was written to a file, before it gets its name: a name that
    outlives a power cut must not lead to an empty file.
    """
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def settle_names(folder: Path) -> None:
    """Let the disk have the names in a folder, where its file system can do that."""
    with suppress(OSError):
        settle(folder)


def _name(part: Path, path: Path) -> None:
    reach(FaultPoint.FILE_WHOLE)
    part.replace(path)
    reach(FaultPoint.FILE_NAMED)
