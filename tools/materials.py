"""The bill of materials in the wheel: every library that Itog runs on, with its locked version and the
checksums of its files, as CycloneDX 1.6 has them. Building the wheel writes it from the lock.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from setuptools.command.bdist_wheel import bdist_wheel

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.txt"
NAME = "sboms/itog.cdx.json"
"""Where a wheel keeps it, under its ``.dist-info`` (PEP 770)."""
PINNED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:[^\\\n]|\\\n)*)", re.MULTILINE
)
MARKER = re.compile(r";\s*([^\\\n]+?)\s*\\")
CHECKSUM = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class WheelWithMaterials(bdist_wheel):  # type: ignore[misc]  # without types of its own
    """The wheel as setuptools builds it, with the bill beside its metadata."""

    def write_wheelfile(self, wheelfile_base: str, *arguments: Any, **named: Any) -> None:
        super().write_wheelfile(wheelfile_base, *arguments, **named)
        path = Path(wheelfile_base) / NAME
        path.parent.mkdir()
        path.write_text(json.dumps(bill(), indent=1, ensure_ascii=False), encoding="utf-8")


def bill() -> Mapping[str, Any]:
    """The document; the same lock makes the same bytes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    libraries = [_library(match) for match in PINNED.finditer(LOCK.read_text(encoding="utf-8"))]
    itog = {
        "type": "application",
        "bom-ref": "itog",
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": itog},
        "components": libraries,
        "dependencies": [{"ref": "itog", "dependsOn": [each["bom-ref"] for each in libraries]}],
    }


def _library(match: re.Match[str]) -> Mapping[str, Any]:
    """A library may have several files, for several systems: each has a checksum, and any of them is
    what was installed.
    """
    purl = f"pkg:pypi/{match['name']}@{match['version']}"
    checksums = [{"alg": "SHA-256", "content": each} for each in CHECKSUM.findall(match["rest"])]
    marker = MARKER.search(match["rest"])
    properties = [{"name": "itog:where", "value": marker[1]}] if marker else []
    return {
        "type": "library",
        "bom-ref": purl,
        "name": match["name"],
        "version": match["version"],
        "purl": purl,
        "externalReferences": [{"type": "distribution", "url": purl, "hashes": checksums}],
        "properties": properties,
    }
