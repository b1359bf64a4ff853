"""Proofs in words: each with where it is read and what it is of."""

from dataclasses import dataclass

from dashboard.accounts.reader import KEEPING, may
from dashboard.http import urls
from dashboard.http.context import database
from dashboard.steward.topics import topic_words
from dashboard.text import formats
from data.confidentiality import protected_kinds
from data.proofs import proofs
from data.proofs.proofs import ProofFacts
from data.topics import Topic
from indicators.answers.facts import Facts

KILOBYTE = 1 << 10


@dataclass(frozen=True)
class ProofLine:
    """A proof in words, with where it is read and what it is of; ``size`` in KB."""

    facts: ProofFacts
    name: str
    about: str
    size: str
    about_address: str


def visible_lines(facts: Facts, topic: Topic) -> list[ProofLine]:
    """The proofs of what is named that the reader may see, in words."""
    with database().read() as session:
        every = proofs.listed(session, facts.code, topic)
    return [_line(facts, each) for each in every if may_see(each)]


def may_see(proof: ProofFacts) -> bool:
    """Whether a proof is shown to the reader: to everybody, or to who has signed in."""
    return proof.is_open or may(role_of(proof), proof.programme)


def role_of(proof: ProofFacts) -> str:
    """Whom a proof that is not for everybody is for: those who keep the records, where these are not
    for readers.
    """
    return KEEPING if proof.topic.kind in protected_kinds() else "viewer"


def _line(facts: Facts, proof: ProofFacts) -> ProofLine:
    name = proof.title or proof.file_name
    about, address = topic_words(facts, proof.topic), _address(facts, proof)
    return ProofLine(proof, name, about, formats.number(-(-proof.size // KILOBYTE)), address)


def _address(facts: Facts, proof: ProofFacts) -> str:
    """The list of what is proved together with it."""
    return urls.with_choices("/proofs", {"programme": facts.code, **proof.topic.named})
