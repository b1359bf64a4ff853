"""Each recipe of CONTRIBUTING.md is a single new file: what everything else makes of ones that do not ship."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files"


def test_a_page_slide_format_job_screen_command_and_measure_are_one_new_file_each(
    tmp_path: Path,
) -> None:
    """In a copy of the program: nothing of it is changed, files are only added."""
    for name in ("app.py", "assets", "data", "tests", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("commands", "dashboard", "indicators"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for file in FILES.rglob("*.*"):
        place = tmp_path / file.relative_to(FILES)
        assert not place.exists(), f"{place} ships: a recipe changes no file"
        if file.suffix != ".pyc":
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)
    walk = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/recipes/walk.py"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert walk.returncode == 0, walk.stdout + walk.stderr
    assert "7 passed" in walk.stdout
