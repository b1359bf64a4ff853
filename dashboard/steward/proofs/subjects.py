"""What proofs are of: read from an address or a form, made sure of, and told in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.accounts.reader import may
from dashboard.http import urls
from dashboard.http.context import database
from dashboard.text import formats
from dashboard.text.labels import kind_name, name_of, place_name
from data.editing.stored_rows import newest_row
from data.imports import kind_of
from data.passports import programme_id
from data.proofs import proofs
from data.proofs.proofs import ProofFacts, ProofSubject
from data.refusals import NotFound, Problem, refuse
from data.words.offers import offer, unnamed
from indicators.answers.facts import Facts
from indicators.periods import parse

LONGEST = 100
KILOBYTE = 1 << 10


@dataclass(frozen=True)
class ProofLine:
    """A proof in words, with where it is read and what it is of; ``size`` in KB."""

    facts: ProofFacts
    name: str
    about: str
    size: str
    about_address: str


def read_subject(words: Mapping[str, str]) -> ProofSubject:
    """What an address or a form names."""
    names = ("kind", "number", "indicator", "district", "period")
    return ProofSubject(**{name: words.get(name, "").strip()[:LONGEST] for name in names})


def make_sure(facts: Facts, subject: ProofSubject) -> None:
    """Refuse what names nothing, and what there is not."""
    if not subject.is_whole or (subject.kind and subject.indicator):
        raise refuse("proof_subject_missing")
    if subject.kind:
        with database().read() as session:
            newest_row(
                session, kind_of(subject.kind), programme_id(session, facts.code), subject.number
            )
        return
    facts.catalogue.newest(subject.indicator)
    parse(subject.period)
    places = facts.places.by_code
    if subject.district and subject.district not in places:
        known = offer(unnamed(places), subject.district)
        raise NotFound(Problem("unknown_district", {"district": subject.district, **known}))


def shown_lines(facts: Facts, subject: ProofSubject) -> list[ProofLine]:
    """The proofs of what is named that the reader may see, in words."""
    with database().read() as session:
        every = proofs.listed(session, facts.code, subject)
    return [_line(facts, each) for each in every if may_see(each)]


def may_see(proof: ProofFacts) -> bool:
    """Whether a proof is shown to the reader: to everybody, or to who has signed in."""
    return proof.is_open or may("viewer", proof.programme)


def subject_words(facts: Facts, subject: ProofSubject) -> str:
    """What is named, in the reader's language."""
    if subject.kind:
        return " ".join(filter(None, (kind_name(subject.kind), subject.number)))
    if not subject.indicator:
        return ""
    known = subject.indicator in facts.catalogue.versions
    name = (
        name_of(facts.catalogue.newest(subject.indicator).definition)
        if known
        else subject.indicator
    )
    period = formats.period(subject.period) if subject.period else ""
    place = place_name(facts, subject.district or None) if subject.period else ""
    return ", ".join(filter(None, (name, period, place)))


def _line(facts: Facts, proof: ProofFacts) -> ProofLine:
    name = proof.title or proof.file_name
    about, address = subject_words(facts, proof.subject), _address(facts, proof)
    return ProofLine(proof, name, about, formats.number(-(-proof.size // KILOBYTE)), address)


def _address(facts: Facts, proof: ProofFacts) -> str:
    """The list of what is proved together with it."""
    named = {name: value for name, value in vars(proof.subject).items() if value}
    return urls.with_choices("/proofs", {"programme": facts.code, **named})
