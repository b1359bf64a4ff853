"""Frictionless, which checks Data Packages, as a program from an environment of its own."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests import environments

LOCK = Path(__file__).parent / "requirements.txt"


def python() -> Path:
    """The Python of its environment."""
    return environments.python("frictionless", LOCK)


def report(*packages: Path) -> list[dict[str, Any]]:
    """What it says of each package, a folder's ``datapackage.json`` or an archive."""
    program = python().parent / "frictionless"
    words = [program, "validate", "--json", "--trusted", "--type", "package"]
    return [
        json.loads(subprocess.run([*words, path], capture_output=True, text=True).stdout)
        for path in packages
    ]
