"""Environments beside the project's own, for programs that are no dependency of it."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".venv"


def python(name: str, lock: Path) -> Path:
    """The Python of the environment ``name``, which is made when it is missing or its lock has
    changed.
    """
    environment = FOLDER / name
    program, stamp = environment / "bin" / "python", environment / "made-of"
    locked = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != locked:
        uv = [sys.executable, "-m", "uv", "--quiet"]
        subprocess.run(
            [*uv, "venv", "--clear", "--python", sys.executable, environment], check=True
        )
        subprocess.run(
            [*uv, "pip", "install", "--python", program, "--require-hashes", "-r", lock], check=True
        )
        stamp.write_text(locked)
    return program
