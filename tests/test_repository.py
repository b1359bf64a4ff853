"""The repository keeps its own promises: nothing private, nothing unlocked, nothing fetched from
outside.
"""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.txt", "requirements-dev.txt"]
CUT = sorted(path.parent for path in ROOT.glob("tools/*/package.json"))
"""What is cut of others' files, by a folder with its own lock for each."""

PRIVATE_FOLDER = r"(?<![\w.])/(?:home|root|tmp|work|Users)/"
REGISTRY_HOST = r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|debian)\.(?:org|com|net)\b"

OUTSIDE = r"(?:https?:)?//"
FETCHES = {
    ".css": rf"(?:url\(|@import)\s*[\"']?{OUTSIDE}",
    ".js": rf"\b(?:fetch|import|importScripts)\(\s*[\"'`]{OUTSIDE}|\.src\s*=\s*[\"'`]{OUTSIDE}",
    ".html": rf"<(?!a\b)\w[^>]*\s(?:src|href)\s*=\s*[\"']?{OUTSIDE}",
}
COMMENT = r"/\*.*?\*/|<!--.*?-->"


def project() -> dict[str, Any]:
    """Return what `pyproject.toml` says of the project itself."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(settings["project"])


def tracked_files() -> list[Path]:
    """Return every file that git keeps and that still exists."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts(files: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the files that are text, with what they say."""
    for file in files:
        content = file.read_bytes()
        if b"\0" not in content:
            yield file.relative_to(ROOT), content.decode("utf-8", errors="replace")


def mentions(pattern: str, files: list[Path]) -> list[str]:
    """Return where a pattern is found, as file and words."""
    return [
        f"{file}: {match[0]}" for file, text in texts(files) for match in re.finditer(pattern, text)
    ]


def locked(lock: str) -> set[str]:
    """Return every name and version that a lock file holds."""
    return set(
        re.findall(r"^\S+==[^\s;]+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    )


def direct_dependencies() -> list[str]:
    """Return the names of what the project asks for itself, without versions and extras."""
    declared = project()
    tools = [json.loads((folder / "package.json").read_text(encoding="utf-8")) for folder in CUT]
    groups = chain(
        declared["dependencies"],
        *declared["optional-dependencies"].values(),
        *(tool["devDependencies"] for tool in tools),
    )
    return sorted(re.split(r"[^\w.-]", line)[0] for line in groups)


@pytest.mark.parametrize(
    "pattern", [PRIVATE_FOLDER, REGISTRY_HOST], ids=["private folder", "registry"]
)
def test_no_file_names_a_private_folder_or_a_registry(pattern: str) -> None:
    assert mentions(pattern, tracked_files()) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_have_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=\w)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert [line for line in requirements if "--hash=sha256:" not in line] == []
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links", text) == []


@pytest.mark.parametrize("folder", CUT, ids=lambda folder: folder.name)
def test_the_lock_of_what_cuts_others_has_hashes_and_no_addresses(folder: Path) -> None:
    text = (folder / "package-lock.json").read_text(encoding="utf-8")
    packages = [package for path, package in json.loads(text)["packages"].items() if path]
    assert len(packages) > 1
    assert all("integrity" in package for package in packages)
    assert "://" not in text


def test_both_locks_agree() -> None:
    served, tested = (locked(lock) for lock in LOCKS)
    assert served - tested == set()


def test_every_dependency_says_why_it_was_chosen() -> None:
    reasons = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^- `([^`]+)` – \w", reasons, re.MULTILINE)) == direct_dependencies()


def test_version_is_the_newest_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d[^]]*)\] - \d{4}-\d{2}-\d{2}$", changelog, re.MULTILINE)
    assert newest
    assert newest[1] == project()["version"]


@pytest.mark.parametrize("suffix", FETCHES)
def test_assets_fetch_nothing_from_outside(suffix: str) -> None:
    for file in (ROOT / "assets").rglob(f"*{suffix}"):
        text = re.sub(COMMENT, "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert re.search(FETCHES[suffix], text) is None, (
            f"{file.name} fetches something from outside"
        )


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".css", "@import 'https://fonts.example/golos.css'"),
        (".css", "src: url(//fonts.example/golos.woff2)"),
        (".js", 'fetch("https://maps.example/world.json")'),
        (".html", '<link rel="icon" href="https://icons.example/a.svg">'),
    ],
)
def test_a_fetch_from_outside_is_seen(suffix: str, text: str) -> None:
    assert re.search(FETCHES[suffix], text)


def test_a_link_to_follow_is_no_fetch() -> None:
    assert re.search(FETCHES[".html"], '<a class="source" href="https://example.org">') is None
