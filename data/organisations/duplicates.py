"""Organisations that may be one: the same ИНН or ОГРН, or names that are near."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.organisations.merging import IDENTITY, kept_apart, merged_into, pair_of
from data.passports import programme_id
from data.tables.organisations import Organisation
from data.tables.tallies import OrganisationTally

SAME_INN, SAME_OGRN, NEAR_NAME = "inn", "ogrn", "name"

NEAR = 88
"""From this likeness of names on, 0…100, two organisations are proposed."""
COMMON = 40
"""A word that more organisations than this have brings none of them together."""
BESIDE = 4
"""With how many followers in the order of names a name is compared, for a slip in its only rare
word.
"""

LEGAL_FORMS = re.compile(
    r"\b(автономн(ая|ой)|некоммерческ(ая|ой|ое)|негосударственн(ая|ое)|общественн(ая|ой|ое|ый)|благотворительн(ый|ая)"
    r"|региональн(ая|ой|ое)|местн(ая|ой|ое)|межрегиональн(ая|ой|ое)|всероссийск(ая|ой|ое)|организаци[яи]|учреждение"
    r"|отделение|филиал|ано|роо|моо|мроо|оо|нко|нп|гоо|кроо|хкоо|хроо|хгоо|сонко)\b"
)


@dataclass(frozen=True)
class OrganisationFacts:
    """An organisation as it stands; ``records`` living rows refer to it."""

    id: int
    number: str
    name: str
    short_name: str | None
    inn: str | None
    ogrn: str | None
    district: str | None
    address: str | None
    records: int


@dataclass(frozen=True)
class DuplicatePair:
    """Two organisations that may be one; ``into`` has more records.

    ``likeness`` of their names is 0…100.
    """

    organisation: OrganisationFacts
    into: OrganisationFacts
    reasons: tuple[str, ...]
    likeness: int


def proposals(session: Session, programme: str) -> tuple[DuplicatePair, ...]:
    """Pairs that may be one and of which nobody has said that they are not; the surest first."""
    number = programme_id(session, programme)
    merged, apart = merged_into(session, number), kept_apart(session, number)
    # a merged one is answered already; the one that it counts as stands for both
    known = {each.id: each for each in organisations(session, number) if each.id not in merged}
    pairs = [
        _proposal(known[first], known[second], reasons)
        for (first, second), reasons in _pairs(known).items()
        if (first, second) not in apart
    ]
    return tuple(
        sorted(
            pairs,
            key=lambda each: (
                # two numbers alike are surer than the likest of names
                -len(each.reasons),
                -each.likeness,
                each.into.name,
                each.organisation.id,
            ),
        )
    )


def organisations(
    session: Session, programme: int, ids: Iterable[int] | None = None
) -> list[OrganisationFacts]:
    """The living organisations of a programme, or some of them, with how many records refer to
    each.
    """
    fields = (
        Organisation.number,
        Organisation.name,
        Organisation.short_name,
        Organisation.inn,
        Organisation.ogrn,
    )
    records = func.coalesce(OrganisationTally.records, 0)
    statement = (
        select(IDENTITY, *fields, Organisation.district, Organisation.address, records)
        .outerjoin(OrganisationTally, OrganisationTally.organisation_id == IDENTITY)
        .where(Organisation.programme_id == programme, Organisation.as_of(None))
    )
    if ids is not None:
        statement = statement.where(IDENTITY.in_(list(ids)))
    return [OrganisationFacts(*row) for row in session.execute(statement.order_by(IDENTITY))]


def plain_name(name: str) -> str:
    """A name without case, marks, ё and legal forms; as it was where nothing else is left."""
    words = " ".join(re.findall(r"\w+", name.casefold().replace("ё", "е")))
    # «Общественная организация» alone is all legal form, and must not equal every other such
    return " ".join(LEGAL_FORMS.sub(" ", words).split()) or words


def _proposal(
    first: OrganisationFacts, second: OrganisationFacts, reasons: Iterable[str]
) -> DuplicatePair:
    # the fewer records change what they count as; of equals the older stays
    into, organisation = sorted((first, second), key=lambda each: (-each.records, each.id))
    likeness = fuzz.token_sort_ratio(plain_name(first.name), plain_name(second.name))
    return DuplicatePair(organisation, into, tuple(dict.fromkeys(reasons)), round(likeness))


def _pairs(known: Mapping[int, OrganisationFacts]) -> dict[tuple[int, int], list[str]]:
    """Pairs of ids with the reasons for which they may be one."""
    pairs: dict[tuple[int, int], list[str]] = defaultdict(list)
    for reason in (SAME_INN, SAME_OGRN):
        by_number: dict[str, list[int]] = defaultdict(list)
        for each in known.values():
            if number := getattr(each, reason):
                by_number[number].append(each.id)
        for same in by_number.values():
            # each with the first, not with each other: three of one number are two pairs, and merge
            # into one
            for other in same[1:]:
                pairs[pair_of(same[0], other)].append(reason)
    names = {each.id: plain_name(each.name) for each in known.values()}
    for first, second in _candidates(names):
        if fuzz.token_sort_ratio(names[first], names[second], score_cutoff=NEAR) and _agree(
            known[first], known[second]
        ):
            pairs[first, second].append(NEAR_NAME)
    return pairs


def _agree(first: OrganisationFacts, second: OrganisationFacts) -> bool:
    """Whether nothing tells them apart: two that are registered under different numbers are two."""
    return all(
        # a number that one of them lacks says nothing
        not (a and b) or a == b
        for a, b in ((first.inn, second.inn), (first.ogrn, second.ogrn))
    )


def _candidates(names: Mapping[int, str]) -> set[tuple[int, int]]:
    """Pairs worth comparing: with a rare word in common, or neighbours in the order of names."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for identity, name in names.items():
        for word in set(name.split()):
            by_word[word].append(identity)
    # all pairs of ten thousand names would be fifty million
    candidates = {pair for met in by_word.values() if len(met) <= COMMON for pair in _each_two(met)}
    ordered = sorted(names, key=lambda identity: names[identity])
    return candidates | {
        pair for at in range(len(ordered)) for pair in _with_first(ordered[at : at + 1 + BESIDE])
    }


def _each_two(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at in range(len(ids)):
        yield from _with_first(ids[at:])


def _with_first(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    return (pair_of(ids[0], other) for other in ids[1:])
