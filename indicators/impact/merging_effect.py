"""The effect of merging organisations, or of undoing it, before it happens: nothing is stored,
nobody waits.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy.orm import Session

from data.database.change import TouchedRange
from data.organisations.merging import check_merge, counted_together, links, to_the_end, years_of
from indicators.answers.cells import Content, computed, stored_cells
from indicators.answers.reader import ProgrammeReader
from indicators.answers.touched import Years, touched_years
from indicators.definition.catalogue import Catalogue
from indicators.engine.compute import Engine
from indicators.impact.changed_answer import AnswerKey, ChangedAnswer, compared
from indicators.impact.changes import answered
from indicators.records.selection import Scope


def effect_of_merging(
    session: Session,
    programme: str,
    organisation: int,
    into: int,
    catalogue: Catalogue | None = None,
) -> tuple[ChangedAnswer, ...]:
    """What would differ if an organisation counted as another; refuses what merging would refuse.

    ``catalogue`` is the newest, where it has been read already.
    """
    reader = _reader(session, programme, catalogue)
    # merging's own checks, so that no effect is shown of what would be refused
    check_merge(session, reader.programme_id, organisation, into)
    stand = links(session, reader.programme_id)
    return _effect(reader, {**stand, organisation: into}, (organisation, into))


def effect_of_unmerging(
    session: Session, programme: str, organisation: int, catalogue: Catalogue | None = None
) -> tuple[ChangedAnswer, ...]:
    """What would differ if a merged organisation were itself again."""
    reader = _reader(session, programme, catalogue)
    stand = links(session, reader.programme_id)
    # others that were merged into it stay merged into it
    left = {merged: into for merged, into in stand.items() if merged != organisation}
    return _effect(reader, left, (organisation, stand.get(organisation, organisation)))


def _reader(session: Session, programme: str, catalogue: Catalogue | None) -> ProgrammeReader:
    reader = ProgrammeReader(session, programme)
    if catalogue is not None:
        reader.catalogue = catalogue
    return reader


def _effect(
    before: ProgrammeReader, merges: Mapping[int, int], organisations: Collection[int]
) -> tuple[ChangedAnswer, ...]:
    # all that count together before or after: a chain that is cut or made moves others too
    ids = {
        *counted_together(before.scope.merged, *organisations),
        *counted_together(to_the_end(merges), *organisations),
    }
    years_by_kind = years_of(before.session, before.programme_id, ids)
    touches = [
        TouchedRange(before.programme_id, kind, frozenset(years)) for kind, years in years_by_kind
    ]
    # candidates and their new contents at once; no other cell can differ
    fresh = dict(_differing(before, merges, _affected(before, touches)))
    clock = before.clock(None)
    old, new = answered(before, fresh, clock), answered(before, fresh, clock, fresh)
    return tuple(compared(before.code, fresh, old, new))


def _differing(
    before: ProgrammeReader, merges: Mapping[int, int], affected: Mapping[str, Years]
) -> Iterator[tuple[AnswerKey, Content | None]]:
    """The cells that would be others, each as it would be; ``None`` where it would go."""
    scope = Scope(before.session, before.programme_id, before.as_of, merges)
    # an engine of its own: one that remembers readings would give those under the old merges
    engine = Engine(scope, before.catalogue)
    for code, years in affected.items():
        stands = stored_cells(before.session, before.programme_id, [code], years)
        fresh = computed(engine, code, years)
        for indicator, key in {**stands, **fresh}:
            content = fresh.get((indicator, key))
            if content != stands.get((indicator, key), (None, 0))[0]:
                yield AnswerKey(indicator, *key), content


def _affected(reader: ProgrammeReader, touches: Iterable[TouchedRange]) -> dict[str, Years]:
    """The years of the indicators that tell organisations apart, and of those that are made of
    them.
    """
    years_by_code: dict[str, Years] = {}
    for code, years in touched_years(reader.catalogue, reader.window(None), touches).items():
        # whatever only counts records is the same however organisations are called
        if tells_apart(reader.catalogue, code) or any(
            name in years_by_code for name in reader.catalogue.inputs[code]
        ):
            years_by_code[code] = years
    return years_by_code


def tells_apart(catalogue: Catalogue, code: str) -> bool:
    """Whether some version of an indicator counts distinct organisations."""
    definitions = [version.definition for version in catalogue.versions[code]]
    return any(
        aggregate.of == "organisation" for each in definitions for aggregate in each.aggregates
    )
