"""What proofs and comments are about: read from an address or a form, made sure of, and told in words."""

from collections.abc import Mapping

from dashboard.http import urls
from dashboard.http.context import database
from dashboard.text import formats
from dashboard.text.labels import kind_name, name_of, place_name
from data.editing.stored_rows import newest_row
from data.imports import kind_of
from data.passports import programme_id
from data.refusals import NotFound, Problem, refuse
from data.topics import Topic
from data.words.offers import offer, unnamed
from indicators.answers.facts import Facts
from indicators.periods import parse

LONGEST = 100


def read_topic(words: Mapping[str, str]) -> Topic:
    """What an address or a form names."""
    names = ("kind", "number", "indicator", "district", "period")
    return Topic(**{name: words.get(name, "").strip()[:LONGEST] for name in names})


def make_sure(facts: Facts, topic: Topic) -> None:
    """Refuse what names nothing, and what there is not."""
    if not topic.is_whole or (topic.kind and topic.indicator):
        raise refuse("topic_missing")
    if topic.kind:
        with database().read() as session:
            newest_row(
                session, kind_of(topic.kind), programme_id(session, facts.code), topic.number
            )
        return
    facts.catalogue.newest(topic.indicator)
    parse(topic.period)
    places = facts.places.by_code
    if topic.district and topic.district not in places:
        known = offer(unnamed(places), topic.district)
        raise NotFound(Problem("unknown_district", {"district": topic.district, **known}))


def topic_words(facts: Facts, topic: Topic) -> str:
    """What is named, in the reader's language."""
    if topic.kind:
        return " ".join(filter(None, (kind_name(topic.kind), topic.number)))
    if not topic.indicator:
        return ""
    known = topic.indicator in facts.catalogue.versions
    name = name_of(facts.catalogue.newest(topic.indicator).definition) if known else topic.indicator
    period = formats.period(topic.period) if topic.period else ""
    place = place_name(facts, topic.district or None) if topic.period else ""
    return ", ".join(filter(None, (name, period, place)))


def record_page(programme: str, topic: Topic) -> str:
    """The page of the record that is meant; nothing of a number."""
    is_record = topic.kind and topic.number
    return urls.to_rooms(programme, urls.record(topic.kind, topic.number)) if is_record else ""
