"""The composition root: settings, one secret for all, and the program as it is started."""

import itertools
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import app
from app import Settings
from data.refusals import Refusal
from tests import template_databases
from tests.dashboard.waiting import wait_until
from tests.depth import some
from tests.local import answer, free_port

ROOT = Path(app.__file__).parent


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    program = [sys.executable, str(ROOT / "app.py"), *words]
    return subprocess.run(
        program, env=surroundings(environment), capture_output=True, text=True, check=False
    )


def surroundings(environment: dict[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ITOG_", "LANG", "LC_", "PORT"))
    }
    return kept | {"LC_ALL": "C.UTF-8"} | environment


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "ru"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "C.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "ITOG_LANG": "en"}, "en"),
    ],
)
def test_the_language_is_the_readers_or_russian(environment: dict[str, str], language: str) -> None:
    assert Settings.of(environment).language == language


def test_without_settings_the_database_is_in_the_instance_folder() -> None:
    assert Settings.of({}).database_url == f"sqlite:///{ROOT / 'instance' / 'itog.db'}"


def test_a_secret_is_generated_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    settings = Settings.of({"ITOG_DATABASE_URL": f"sqlite:///{tmp_path / 'itog.db'}"})
    secret = app.secret(settings)
    assert app.secret(settings) == secret
    assert len(secret) >= 32
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_given_secret_is_used_and_not_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'itog.db'}"
    assert app.secret(Settings.of({"ITOG_DATABASE_URL": url, "ITOG_SECRET": "given"})) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_secret_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refusal, match="ITOG_SECRET"):
        app.secret(Settings.of({"ITOG_DATABASE_URL": f"sqlite:///{tmp_path / 'file' / 'itog.db'}"}))


def test_the_program_refuses_in_the_readers_language_with_status_1(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'itog.db'}"
    result = run("values", "--programme", "town", ITOG_DATABASE_URL=url, ITOG_LANG="en")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "The database does not exist yet or is out of date. Run “itog init”.\n"


def test_an_address_that_cannot_be_read_is_refused_with_an_example() -> None:
    result = run("doctor", ITOG_DATABASE_URL="nowhere")
    assert (result.returncode, result.stdout) == (1, "")
    assert "sqlite:///instance/itog.db" in result.stderr


@contextmanager
def serving(port: str, workers: int = 2, **environment: str) -> Iterator[Iterator[str]]:
    """The server in a process of its own; gives the lines that it says, the first of which has come."""
    program = [sys.executable, str(ROOT / "app.py"), "serve", "--workers", str(workers)]
    variables = surroundings({**environment, "PORT": port})
    with subprocess.Popen(
        program, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield itertools.chain([server.stdout.readline()], server.stdout)
        finally:
            server.terminate()
            server.wait()


def test_serve_says_its_address_and_answers_there(tmp_path: Path) -> None:
    port = str(free_port())
    environment = {"ITOG_DATABASE_URL": f"sqlite:///{tmp_path / 'itog.db'}", "ITOG_LANG": "en"}
    assert run("init", "--empty", **environment).returncode == 0
    watched = {"ITOG_LOG": "json", "ITOG_METRICS": "127.0.0.1"}
    with serving(port, **environment, **watched) as lines:
        assert f"http://127.0.0.1:{port}" in next(lines)
        assert json.loads(answer(f"http://127.0.0.1:{port}/readyz")) == {
            "status": "ready",
            "revision": 0,
        }
        for _visit in range(8):
            assert json.loads(answer(f"http://127.0.0.1:{port}/api/v1/programmes"))["rows"] == []
        # whichever process answers counts for both, each a moment after its last byte is sent
        labels = 'method="GET",route="/api/v1/programmes",status="200"'
        count = f"itog_request_seconds_count{{{labels}}} 8.0"
        wait_until(lambda: count in answer(f"http://127.0.0.1:{port}/metrics").splitlines())
        assert "/readyz" in {json.loads(next(lines))["route"] for _line in range(4)}


REFUSED_EXPORTS: tuple[tuple[str, ...], ...] = (
    ("--deck", "nothing"),
    (),
    ("--page", "/council"),
    ("--page", "/?years=soon"),
)


def test_export_writes_a_page_and_refuses_without_a_half_file(tmp_path: Path) -> None:
    database = {"ITOG_DATABASE_URL": f"sqlite:///{tmp_path / 'itog.db'}", "ITOG_LANG": "en"}
    template_databases.programmes(database["ITOG_DATABASE_URL"])
    file = tmp_path / "page.html"
    page = ("--page", "/indicator/one_window_people?programme=sodruzhestvo-2009")
    export = run("export", "html", *page, "-o", str(file), **database)
    assert (export.returncode, export.stdout) == (0, f"Written: {file}\n")
    assert "55" in file.read_text(encoding="utf-8")
    for words in some(REFUSED_EXPORTS, *REFUSED_EXPORTS[::3]):
        refused = run("export", "html", *words, "-o", str(tmp_path / "refused.html"), **database)
        assert refused.returncode == 1
        assert refused.stderr
        assert "Traceback" not in refused.stderr
    assert not list(tmp_path.glob("*refused*"))


def test_any_host_of_wsgi_programs_finds_the_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ITOG_DATABASE_URL", f"sqlite:///{tmp_path / 'itog.db'}")
    template_databases.programmes(os.environ["ITOG_DATABASE_URL"])
    assert app.server.test_client().get("/readyz").status_code == 200
    with pytest.raises(AttributeError, match="serve"):
        _ = app.serve
