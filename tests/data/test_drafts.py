"""Drafts: saved as one types, never over what another has written."""

from collections.abc import Iterator

import pytest

from data.audit import events
from data.drafts import reading, steps
from data.drafts.reading import Draft
from data.refusals import Conflict, Refusal
from tests.sample_programme import SampleProgramme


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url) as world:
        yield world


def begun(town: SampleProgramme, author: str = "anna") -> Draft:
    return steps.begin(
        town.database, town.code, "visits", "code: visits\n", author=author, based_on=1
    )


def history(town: SampleProgramme, identity: int) -> list[tuple[int, str, str, str]]:
    with town.database.read() as session:
        return [
            (each.version, each.author, each.state, each.text)
            for each in reading.history(session, identity)
        ]


def test_a_draft_lives_from_its_first_letter_to_publication(town: SampleProgramme) -> None:
    draft = begun(town)
    newest = town.database.newest()
    for text in ("a", "ab", "abc"):
        draft = steps.save(town.database, draft.id, draft.version, text, author="anna")
    assert history(town, draft.id) == [(4, "anna", "open", "abc")], (
        "one author's saves in a row are one version"
    )
    draft = steps.save(town.database, draft.id, draft.version, "boris", author="boris")
    assert history(town, draft.id) == [(5, "boris", "open", "boris"), (4, "anna", "open", "abc")]
    with pytest.raises(Refusal) as refused:
        steps.propose(town.database, draft.id, draft.version, author="boris", reason=" ", act="")
    assert refused.value.problems[0].rule == "reason_missing"
    draft = steps.propose(
        town.database, draft.id, draft.version, author="boris", reason="Mended", act="No. 5"
    )
    assert (draft.state, draft.reason, draft.act) == ("proposed", "Mended", "No. 5")
    with pytest.raises(Conflict):
        steps.save(town.database, draft.id, draft.version, "later", author="boris")
    draft = steps.take_back(town.database, draft.id, draft.version, author="boris")
    draft = steps.propose(
        town.database, draft.id, draft.version, author="boris", reason="Mended", act="No. 5"
    )
    with town.database.writing("test") as session:
        draft = steps.published(session, draft.id, draft.version, author="vera", revision=9)
    assert (draft.state, draft.author) == ("published", "vera")
    with town.database.read() as session:
        assert reading.drafts(session, town.code) == ()
        assert [event.action for event in reversed(list(events.events(session)))] == [
            "draft_begun", "draft_saved", "draft_proposed", "draft_taken_back", "draft_proposed", "draft_published",
        ]  # fmt: skip
    assert town.database.newest() == newest, "no number depends on a draft"


@pytest.mark.parametrize("author", ["anna", "boris"])
def test_who_saves_over_what_was_not_read_is_told_who_and_when(
    town: SampleProgramme, author: str
) -> None:
    draft = begun(town)
    steps.save(town.database, draft.id, draft.version, "first", author=author)
    with pytest.raises(Conflict) as refused:
        steps.save(town.database, draft.id, draft.version, "second", author="vera")
    problem = refused.value.problems[0]
    assert (problem.rule, problem.params["author"]) == ("draft_changed", author)
    assert history(town, draft.id)[0][3] == "first"


def test_drafts_of_one_definition_stand_side_by_side(town: SampleProgramme) -> None:
    first, second = begun(town), begun(town, "boris")
    assert (first.id, second.id) == (1, 2)
    steps.drop(town.database, first.id, first.version, author="anna")
    with town.database.read() as session:
        assert [each.id for each in reading.drafts(session, town.code)] == [2]
        assert [each.id for each in reading.drafts(session, town.code, ("dropped",))] == [1]
        with pytest.raises(Refusal):
            reading.draft(session, 3)


def test_a_step_from_another_state_is_refused(town: SampleProgramme) -> None:
    draft = begun(town)
    for step in (steps.take_back, steps.reopen):
        with pytest.raises(Conflict):
            step(town.database, draft.id, draft.version, author="anna")
    with pytest.raises(Refusal):
        steps.save(
            town.database, draft.id, draft.version, "x" * (reading.LONGEST + 1), author="anna"
        )
