"""Of very many records the doctor checks a part at a time: what is new first, then the rest in turn,
and never says that it has checked more.
"""

import re
from collections.abc import Iterator

import pytest
from click.testing import Result
from sqlalchemy import select, text, update

from data.tables.checks import DoctorCheck
from data.tables.sums import KeptSums
from indicators.checkup import rounds, subjects
from indicators.engine import kept_sums
from indicators.engine.sum_table import SumTable
from tests import template_databases
from tests.commands.conftest import fill, runner
from tests.sample_programme import SampleProgramme

SUBJECTS = ("answers", "seals", "tallies", "sums")


@pytest.fixture
def town(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SampleProgramme]:
    """A town that is large, whose sums are kept, and whose doctor has time for one item a run."""
    monkeypatch.setattr(subjects, "FEW", 0)
    monkeypatch.setattr(rounds, "SECONDS", 0)
    monkeypatch.setattr(rounds, "AGAIN_SECONDS", 0)
    monkeypatch.setattr(kept_sums, "WORTH", 1)
    with SampleProgramme(database_url, create=template_databases.upgraded) as world:
        fill(world)
        world.record(
            "consultations", "2014-06-01", "north", organisation_id=world.organisation("A")
        )
        world.record("consultations", "2015-06-02", "south")
        yield world


def _run(town: SampleProgramme, *words: str) -> Result:
    return runner(town.database.url)("doctor", *words)


def _check_all(town: SampleProgramme, monkeypatch: pytest.MonkeyPatch) -> int:
    """A run that has time for everything; how many items the largest subject has."""
    with monkeypatch.context() as patch:
        patch.setattr(rounds, "SECONDS", 600)
        patch.setattr(rounds, "AGAIN_SECONDS", 600)
        run = _run(town)
    assert run.exit_code == 0
    numbers = _numbers(run.stderr)
    assert all(checked == total for checked, total in numbers)
    return max(total for _, total in numbers)


def _numbers(stderr: str) -> list[tuple[int, int]]:
    """How many of how many of each subject."""
    return [(int(a), int(b)) for a, b in re.findall(r"(\d+) of (\d+)\.", stderr)]


def _checked(town: SampleProgramme, subject: str) -> set[str]:
    with town.database.read() as session:
        return set(session.scalars(select(DoctorCheck.item).where(DoctorCheck.subject == subject)))


def _alter(town: SampleProgramme, statement: object) -> None:
    with town.database.writing("somebody") as session:
        session.execute(statement)  # type: ignore[call-overload]


def test_a_run_says_how_much_it_has_checked_and_goes_on_with_the_rest(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _run(town)
    assert first.exit_code == 0
    numbers = _numbers(first.stderr)
    assert [checked for checked, _ in numbers] == [1, 1, 1, 1]
    assert "a part was checked" in first.stderr
    assert "Every ready answer equals" not in first.stderr
    assert "agree with the data" not in first.stderr
    assert _numbers(_run(town).stderr) == numbers
    assert [len(_checked(town, subject)) for subject in SUBJECTS] == [
        min(2, total) for _, total in numbers
    ]
    _check_all(town, monkeypatch)
    for subject, (_, total) in zip(SUBJECTS, numbers, strict=True):
        assert len(_checked(town, subject)) == total, subject


def test_what_is_new_is_checked_first(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    _check_all(town, monkeypatch)
    seals = _checked(town, "seals")
    town.record("consultations", "2014-07-01", "north")
    _run(town)
    assert _checked(town, "seals") - seals == {str(town.database.newest())}


def test_a_round_is_as_long_as_there_are_changes(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much was checked before: of that one item has its turn."""
    _check_all(town, monkeypatch)
    monkeypatch.setattr(rounds, "SECONDS", 600)
    assert [checked for checked, _ in _numbers(_run(town).stderr)] == [1, 1, 1, 1]
    hope = town.organisation("Hope")
    town.record("consultations", "2014-07-01", "north", organisation_id=hope)
    answers, seals, tallies, _sums = (checked for checked, _ in _numbers(_run(town).stderr))
    # one year of what counts consultations, two revisions, one stretch of organisations
    assert (answers, seals, tallies) == (2, 2, 1)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE consultation SET people = 99 WHERE since = 4", "not those that were sealed"),
        (
            "UPDATE cell SET value = '9' WHERE period = '2014' AND place = ''",
            "Ready answers differ",
        ),
        ("UPDATE organisation_tally SET records = 7", "numbers of organisations' records"),
    ],
)
def test_what_somebody_altered_is_found_in_its_turn(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch, statement: str, sentence: str
) -> None:
    rounds_before = _check_all(town, monkeypatch)
    _alter(town, text(statement))
    # in as many runs as there are items, whichever of them it was
    runs = (_run(town) for _ in range(rounds_before))
    assert any(run.exit_code and sentence in run.stderr for run in runs)
    assert _run(town, "--whole").exit_code == _run(town, "--all").exit_code == 1


def test_kept_sums_that_differ_are_found_and_removed(town: SampleProgramme) -> None:
    nothing = SumTable.of({}).content()
    _alter(town, update(KeptSums).values(content=nothing))
    whole = _run(town, "--whole")
    assert whole.exit_code == 1
    assert "Kept sums differ from the records" in whole.stderr
    assert any(_run(town).exit_code for _ in range(10))
    assert _run(town, "--repair").exit_code == 0
    assert _run(town, "--whole").exit_code == 0


def test_a_revision_that_is_too_large_is_named(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subjects, "LARGEST", 0)
    assert "were not compared: 1, 2, 3, 4" in _run(town).stderr
    assert "not compared" not in _run(town, "--whole").stderr
