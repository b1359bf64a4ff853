"""What the system objects to – a full disk, a missing right – in the reader's language."""

import errno
from collections.abc import Mapping

SENTENCES: Mapping[int, Mapping[str, str]] = {
    errno.ENOSPC: {"ru": "на диске кончилось место", "en": "the disk is full"},
    errno.EDQUOT: {"ru": "исчерпана квота места на диске", "en": "the quota of disk space is used up"},
    errno.EROFS: {"ru": "диск открыт только для чтения", "en": "the disk is read-only"},
    errno.EACCES: {"ru": "нет прав на файл или папку", "en": "no right to the file or folder"},
    errno.EPERM: {"ru": "нет прав на файл или папку", "en": "no right to the file or folder"},
    errno.ENOENT: {"ru": "такого файла или папки нет", "en": "there is no such file or folder"},
    errno.ENOTDIR: {"ru": "на пути к папке стоит файл", "en": "a file stands where a folder is expected"},
    errno.EEXIST: {"ru": "на этом месте уже стоит файл", "en": "a file stands there already"},
    errno.EISDIR: {"ru": "на месте файла стоит папка", "en": "a folder stands where a file is expected"},
    errno.ENAMETOOLONG: {"ru": "слишком длинное имя файла", "en": "the name of the file is too long"},
    errno.EIO: {"ru": "диск не читается или не записывается", "en": "the disk cannot be read or written"},
    errno.EMFILE: {"ru": "открыто слишком много файлов", "en": "too many files are open"},
    errno.ENFILE: {"ru": "открыто слишком много файлов", "en": "too many files are open"},
    errno.ENOMEM: {"ru": "не хватает памяти", "en": "there is not enough memory"},
    errno.EAGAIN: {"ru": "системе не хватает памяти или процессов", "en": "the system is short of memory or processes"},
}


def reason(error: BaseException) -> Mapping[str, str]:
    """What the system objected to, by language: a part of a sentence, or the system's own short name for it."""
    code = getattr(error, "errno", None) or 0
    name = errno.errorcode.get(code, type(error).__name__)
    return SENTENCES.get(code, {"ru": name, "en": name})
