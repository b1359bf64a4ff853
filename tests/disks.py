"""Disks that are full: a small one where the system lets us mount it, else writing that fails as it
does there.
"""

import builtins
import errno
import io
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.services import as_root

ROOM = "64k"


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """Let a folder be on a disk without a free byte; what it holds is out of sight meanwhile."""
    with _mounted(folder) as is_mounted:
        if is_mounted:
            fill(folder)
            yield
        else:
            with _unwritable(folder):
                yield


@contextmanager
def small_disk(folder: Path, size: str = ROOM) -> Iterator[bool]:
    """Let a folder be on a small disk; says whether the system let us."""
    with _mounted(folder, size) as is_mounted:
        yield is_mounted


@contextmanager
def _mounted(folder: Path, size: str = ROOM) -> Iterator[bool]:
    """A tmpfs; in a container that may not mount there is none."""
    prefix = as_root()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0777", "tmpfs", str(folder)]
    if (
        prefix is None
        or subprocess.run([*prefix, *mount], capture_output=True, check=False).returncode
    ):
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run([*prefix, "umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Take every byte, so that not even an empty file's name finds room for a word in it."""
    with (folder / "ballast").open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


@contextmanager
def _unwritable(folder: Path) -> Iterator[None]:
    """Let whatever Python writes below a folder fail as on a full disk."""
    real = io.open

    def opened(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if (
            isinstance(file, (str, os.PathLike))
            and set(mode) & set("wax+")
            and folder in Path(file).parents
        ):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
        return real(file, mode, *arguments, **named)

    with patch.object(io, "open", opened), patch.object(builtins, "open", opened):
        yield
