"""A town where everything that has a name is called like a script."""

from collections.abc import Iterator
from contextlib import contextmanager

from data.decks import Deck, SlideText, save
from data.passports import DEFAULT_PROGRAMME
from indicators.answers.snapshots import create
from tests.sample_programme import SampleProgramme

HOSTILE = "<script>alert('words')</script><img src=x onerror=alert(1)>"
WORDS = {"ru": HOSTILE, "en": HOSTILE}
DECK = "hostile"


@contextmanager
def hostile_town(url: str) -> Iterator[SampleProgramme]:
    """One indicator with a record, a snapshot and a deck."""
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, texts={"name": WORDS}) as world:
        with world.revision():
            texts = {"name": WORDS, "unit": WORDS, "description": WORDS}
            world.define("visits", kind="count", measure="consultations", key=True, **texts)
            asking = world.organisation(HOSTILE)
            world.record(
                "consultations", "2014-03-05", "north", organisation_id=asking, note=HOSTILE
            )
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 2)
        create(world.database, HOSTILE, DEFAULT_PROGRAMME, author="anna")
        slides = (
            SlideText("plan_and_fact", "/indicator/visits", title=HOSTILE, notes=HOSTILE),
            SlideText("text", text=HOSTILE),
        )
        save(world.database, Deck(DECK, DEFAULT_PROGRAMME, HOSTILE, slides), author="anna")
        yield world
