"""A folder where the bytes of proofs lie instead of in the database: each by its SHA-256, below a folder
of the first two digits, and never half.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.refusals import refuse
from data.system import settle_names, usable, write_whole

SETTING = "ITOG_PROOF_FOLDER"
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class ProofFolder:
    """The folder that an operator names; other machines may share it."""

    path: Path

    @classmethod
    def of(cls, setting: str) -> "ProofFolder | None":
        """The folder of a setting, nothing of an empty one; refuses what is no folder.

        It is never made: where a disk is not mounted, files would lie below its mount.
        """
        if setting and not Path(setting).is_dir():
            raise refuse("proof_folder_missing", folder=setting[:500], setting=SETTING)
        return cls(Path(setting).absolute()) if setting else None

    def place_of(self, content_hash: str) -> Path:
        """Where the bytes of a hash lie, or would."""
        return self.path / content_hash[:2] / content_hash

    def put(self, content_hash: str, content: bytes) -> None:
        """Write bytes that outlive a power cut when this returns; the same content is written once, and
        again where a damaged file stands.
        """
        place = self.place_of(content_hash)
        with usable("proof_folder_unusable", folder=self.path):
            if _is_whole(place, content_hash):
                return
            place.parent.mkdir(mode=0o700, exist_ok=True)
            settle_names(self.path)
            write_whole(place, content, lasting=True)

    def read(self, content_hash: str) -> bytes | None:
        """The bytes that lie there, whatever they are by now; nothing where there is no file."""
        with usable("proof_folder_unusable", folder=self.path):
            return _content(self.place_of(content_hash))

    def size_of(self, content_hash: str) -> int | None:
        """How many bytes lie there; nothing where there is no file."""
        place = self.place_of(content_hash)
        with usable("proof_folder_unusable", folder=self.path):
            return place.stat().st_size if place.is_file() else None

    def remove(self, content_hash: str) -> None:
        """Take the bytes away; there need not be any."""
        with usable("proof_folder_unusable", folder=self.path):
            self.place_of(content_hash).unlink(missing_ok=True)

    def files(self) -> Iterator[Path]:
        """Every file below the folders of two digits, what a killed process left of one too."""
        with usable("proof_folder_unusable", folder=self.path):
            yield from sorted(
                each for each in self.path.glob("[0-9a-f][0-9a-f]/*") if each.is_file()
            )


def hash_of(file: Path) -> str | None:
    """Whose bytes a file of the folder has by its name; nothing of any other file."""
    is_named = HASH.fullmatch(file.name) and file.parent.name == file.name[:2]
    return file.name if is_named else None


def _is_whole(place: Path, content_hash: str) -> bool:
    content = _content(place)
    return content is not None and hashlib.sha256(content).hexdigest() == content_hash


def _content(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
