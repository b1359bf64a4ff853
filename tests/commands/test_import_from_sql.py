"""``itog import --sql``: what another database keeps, checked and loaded as a file is."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.commands.conftest import Run
from tests.sample_programme import SampleProgramme

QUERY = "SELECT id AS number, day AS date, place AS district, topic AS request, people FROM visit"


@pytest.fixture
def theirs(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'theirs.db'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE visit (id, day, place, topic, people)"))
        rows = (
            "('v1', '2014-03-05', 'north', 'consulting', 3), ('v2', '2014-02-31', 'south', 'x', 4)"
        )
        connection.execute(text(f"INSERT INTO visit VALUES {rows}"))
    engine.dispose()
    return url


def test_rows_are_checked_and_loaded_and_loaded_once(
    run: Run, town: SampleProgramme, theirs: str, tmp_path: Path
) -> None:
    query = tmp_path / "visits.sql"
    query.write_text(QUERY, encoding="utf-8")
    words = ("import", "consultations", "--sql", theirs, "--query", str(query),
             "--programme", town.code, "--covers", "2014-03")  # fmt: skip
    wrong = run(*words)
    assert wrong.exit_code == 1
    assert "visits.sql.csv, row 3" in wrong.stderr
    assert "2014-02-31" in wrong.stderr
    query.write_text(f"{QUERY} WHERE id = 'v1'", encoding="utf-8")
    assert "New rows: 1" in run(*words).stdout
    assert "changes nothing" in run(*words).stdout


@pytest.mark.parametrize(
    "words",
    [("--query", "q.sql", "--programme", "town"), ("f.csv", "--query", "q.sql", "--sql", "sqlite://"),
     ("--sql", "sqlite://", "--programme", "town")],
)  # fmt: skip
def test_a_query_needs_a_database_and_no_file(run: Run, words: tuple[str, ...]) -> None:
    result = run("import", "consultations", *words)
    assert (result.exit_code, "--query FILE.sql" in result.stderr) == (2, True)
