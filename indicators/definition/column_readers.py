"""Which indicators count by columns of a kind that nobody will fill in any more."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.programmes import Programme
from indicators.definition.catalogue import read_catalogue
from indicators.definition.counting import Aggregate
from indicators.measures import kind_of


def column_readers(session: Session, kind: str, columns: Collection[str]) -> list[str]:
    """The indicators of all programmes, as ``programme/code``, that sum, filter or divide by one of
    a kind's columns in a version that is published.
    """
    if not columns:
        return []
    programmes = session.execute(select(Programme.id, Programme.code).order_by(Programme.code))
    readers = (
        f"{programme}/{definition.code}"
        for number, programme in programmes.all()
        for definition in read_catalogue(session, number).all_definitions()
        if any(_reads(each, kind, columns) for each in definition.aggregates)
    )
    # a code may have several versions
    return list(dict.fromkeys(readers))


def _reads(aggregate: Aggregate, kind: str, columns: Collection[str]) -> bool:
    fields = aggregate.model_dump(exclude={"kind", "measure"})
    return kind_of(aggregate.measure) == kind and not set(columns).isdisjoint(_words(fields))


def _words(fields: Any) -> Iterator[str]:
    """Every word of some fields: names of attributes are keys, amounts are values."""
    if isinstance(fields, dict):
        yield from fields
        fields = fields.values()
    elif isinstance(fields, str):
        yield fields
        return
    elif not isinstance(fields, list | tuple):
        return
    for each in fields:
        yield from _words(each)
