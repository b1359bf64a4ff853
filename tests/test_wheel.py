"""The wheel: built from this tree, installed into an environment of its own, and served from any
folder.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cyclonedx.model.bom import Bom

from tests.local import answer, free_port

ROOT = Path(__file__).parent.parent
UV = Path(sys.executable).with_name("uv")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, its locked dependencies and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    archive = ["tar", "--create", "--null", "--files-from=-", "--file", str(folder / "tree.tar")]
    subprocess.run(archive, cwd=ROOT, input=tracked, check=True)
    tree.mkdir()
    subprocess.run(
        ["tar", "--extract", "--file", str(folder / "tree.tar"), "--directory", str(tree)],
        check=True,
    )
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(tree),
    ]
    subprocess.run(build, capture_output=True, check=True)
    wheel = next(folder.glob("itog-*.whl"))
    subprocess.run([UV, "venv", "--quiet", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    locked = ["--constraint", ROOT / "requirements.txt"]
    subprocess.run(
        [UV, "pip", "install", "--quiet", "--python", python, *locked, wheel], check=True
    )
    return python.parent


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home of its own, where the database is kept."""
    home = tmp_path_factory.mktemp("home")
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="module")
def database(installed: Path, surroundings: dict[str, str]) -> Path:
    """The programmes that ship, loaded by the installed program."""
    subprocess.run(
        [installed / "itog", "init"], cwd="/", env=surroundings, capture_output=True, check=True
    )
    return Path(surroundings["HOME"]) / ".local" / "share" / "itog" / "itog.db"


def test_the_bill_of_materials_names_every_locked_library(installed: Path) -> None:
    """What the wheel says that it is made of, line by line of the lock."""
    (path,) = installed.parent.glob("lib/python*/site-packages/itog-*.dist-info/sboms/*.cdx.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    assert len(Bom.from_json(document).components) == len(document["components"])  # type: ignore[attr-defined]
    lines = [
        each for each in (ROOT / "requirements.txt").read_text().splitlines() if each[0] != "#"
    ]
    pinned = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert [f"{each['name']}=={each['version']}" for each in document["components"]] == pinned
    checksums = [line.split(":")[1].rstrip(" \\") for line in lines if line.startswith(" ")]
    assert checksums == [
        checksum["content"]
        for each in document["components"]
        for reference in each["externalReferences"]
        for checksum in reference["hashes"]
    ]
    assert len(pinned) > 50


def test_an_installed_program_keeps_its_data_in_the_users_own_folder(database: Path) -> None:
    assert database.is_file()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "program",
    [
        ["itog", "serve", "--workers", "1", "--port", "{port}"],
        ["gunicorn", "--workers", "1", "--bind", "127.0.0.1:{port}", "app:server"],
    ],
    ids=["itog serve", "gunicorn app:server"],
)
def test_it_serves_from_any_folder(
    installed: Path, surroundings: dict[str, str], program: list[str]
) -> None:
    port = free_port()
    name, *words = (word.format(port=port) for word in program)
    with running([str(installed / name), *words], surroundings):
        page = answer(f"http://127.0.0.1:{port}/?programme=khabarovsk-2014-2020")
        style = answer(f"http://127.0.0.1:{port}/assets/css/20-tokens.css")
    assert "_dash-renderer" in page
    assert ":root" in style


@contextmanager
def running(command: list[str], surroundings: dict[str, str]) -> Iterator[None]:
    """A program that is stopped in the end, whatever happens."""
    process = subprocess.Popen(
        command, cwd="/", env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()
