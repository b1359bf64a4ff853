"""What each organisation gave to a year's number: its records counted or added up, or itself."""

from collections.abc import Mapping
from fractions import Fraction

from sqlalchemy import BigInteger, ColumnElement, func, literal, type_coerce
from sqlalchemy.orm import Session

from data.organisations.names import by_identity
from data.tables.types import MONEY_SCALE
from indicators.answers.answer import Answer
from indicators.contributions.contribution import added_up
from indicators.contributions.decomposition import ADDED, Decomposition
from indicators.definition import Aggregate, Definition
from indicators.measures import measures
from indicators.periods import ITSELF
from indicators.records.places import NONE
from indicators.records.selection import Scope, accepted, in_years, selection

ORGANISATION = "organisation"
DIVIDED = ("count", "sum", "distinct")


def aggregate_by_organisation(definition: Definition) -> Aggregate | None:
    """The aggregate whose records organisations bring, each alone; None where there is none."""
    aggregate = next(iter(definition.aggregates), None)
    if definition.kind not in DIVIDED or aggregate is None or definition.gathering != ITSELF:
        return None
    # a key of another kind has no organisation of its own
    by_another = definition.kind == "distinct" and aggregate.of != ORGANISATION
    if definition.per or definition.change or by_another or measures()[aggregate.measure].yearly:
        return None
    return aggregate


def of_organisations(scope: Scope, aggregate: Aggregate, year: int) -> Mapping[str, Fraction]:
    """By the identity of each organisation, merged ones under the one as which they count; ``none``
    is of records that name no organisation.
    """
    records = measures()[aggregate.measure]
    organisation = records.table.organisation_id
    statement = (
        selection(
            scope, aggregate.measure, accepted(scope, aggregate), in_years(records, year, year)
        )
        .with_only_columns(organisation, _amount(aggregate))
        .group_by(organisation)
    )
    amounts: dict[str, Fraction] = {}
    for identity, number in scope.session.execute(statement):
        key = NONE if identity is None else str(scope.merged.get(identity, identity))
        amounts[key] = amounts.get(key, Fraction(0)) + Fraction(number or 0) * _unit(aggregate)
    if aggregate.of != ORGANISATION:
        return amounts
    # it counts once, however many records it has, and without a name not at all
    return {key: Fraction(1) for key in amounts if key != NONE}


def by_organisations(
    scope: Scope, definition: Definition, before: Answer, now: Answer
) -> Decomposition | None:
    """Each organisation's own difference between two whole years; one that a year lacks has no value
    there.
    """
    aggregate = aggregate_by_organisation(definition)
    if aggregate is None or before.exact is None or now.exact is None:
        return None
    years = (int(answer.period) for answer in (before, now))
    earlier, later = (of_organisations(scope, aggregate, year) for year in years)
    parts = {key: (earlier.get(key), later.get(key)) for key in {**earlier, **later}}
    total = Fraction(now.exact) - Fraction(before.exact)
    listed = added_up(parts, total)
    return Decomposition(definition, ORGANISATION, ADDED, before, now, False, total, listed)


def organisation_names(
    session: Session, keys: tuple[str, ...], as_of: int | None
) -> Mapping[str, str]:
    """The names of organisations by their keys, as of a revision."""
    known = by_identity(session, map(int, keys), as_of)
    return {str(identity): name for identity, (_number, name) in known.items()}


def _amount(aggregate: Aggregate) -> ColumnElement[int]:
    if aggregate.kind == "distinct":
        return literal(1)
    if aggregate.amount is None:
        return func.count()
    # past the type of money: kopecks add up exactly on every database
    amount = measures()[aggregate.measure].amounts[aggregate.amount]
    return func.coalesce(func.sum(type_coerce(amount, BigInteger)), 0)


def _unit(aggregate: Aggregate) -> Fraction:
    money = aggregate.amount is not None and measures()[aggregate.measure].is_money(
        aggregate.amount
    )
    return Fraction(1, 10**MONEY_SCALE) if money else Fraction(1)
