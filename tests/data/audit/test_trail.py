"""The audit trail looked through on both databases: by codes of what is called so, and by one
number.
"""

from data.audit import events as audit
from data.audit import trail
from data.audit.search import NumberSought, Sought, Word
from data.audit.trail import AuditScope
from indicators.drill_down.number_history import number_history
from tests.sample_programme import SampleProgramme

EVERYTHING = AuditScope("ada", people=True)


def test_a_name_finds_revisions_and_events_and_a_number_its_changes(database_url: str) -> None:
    with SampleProgramme(database_url, cuts={"okrugs": {"left": ["north"]}}) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.define("meetings", kind="count", measure="events")
            bridge = world.organisation("АНО «Мост»", number="НКО-1")
            for kind in ("consultations", "events"):
                world.cover(kind, "2014..2016")
        with world.revision(reason="first") as change:
            world.record("consultations", "2014-03-05", "north", organisation_id=bridge)
            first = change.revision
        with world.revision(reason="second") as change:
            world.record("events", "2014-03-05", "south")
            world.target("visits", "2014", 9)
            second = change.revision
        with world.database.writing("test") as session:
            audit.note(session, "anna", "draft_begun", "visits №1", programme=world.code)

        def entries(sought: Sought) -> set[int | str]:
            with world.database.read() as session:
                listed = trail.every_entry(session, EVERYTHING, sought)
                later = {
                    entry.number
                    for entry in listed
                    if entry.kind == trail.REVISION and entry.number >= first
                }
                events = trail.every_entry(session, EVERYTHING, sought)
                return later | {entry.action for entry in events if entry.kind == trail.EVENT}

        def named(text: str, **codes: tuple[str, ...]) -> set[int | str]:
            return entries(Sought((Word(text, **codes),)))

        assert named("Приёмы", indicators=("visits",)) == {first, second, "draft_begun"}
        assert named("Встречи", indicators=("meetings",)) == {second}
        assert named("Север", districts=("north",)) == {first}
        assert named("Левый", districts=("left",)) == {first}
        assert named("мост") == {first}
        assert named("Черновик", actions=("draft_begun",)) == {"draft_begun"}
        assert named("50%_", indicators=("visit_",)) == set()
        number = NumberSought(world.code, "visits", "north", "2014")
        assert entries(Sought(number=number)) == {first}
        assert entries(Sought(number=NumberSought(world.code, "visits", "", "2014"))) == {
            first,
            second,
        }
        assert entries(Sought(number=NumberSought(world.code, "visits", "okrugs/left"))) == {first}
        with world.database.read() as session:
            history = number_history(session, world.code, "visits", "", "2014")
        before, after = history[first]
        assert (before.value, after.value) == (0, 1)
        assert (history[second][0].plan, history[second][1].plan) == (None, 9)
        assert history[second][0].value == history[second][1].value == 1
