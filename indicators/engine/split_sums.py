"""The month sums of each value of an attribute: an aggregate is counted once for all values."""

from collections.abc import Iterable, Mapping
from typing import Any

from indicators.definition import Aggregate
from indicators.engine.context import EngineContext
from indicators.engine.month_sums import JoinedSums, MonthSums, Years
from indicators.measures import measures
from indicators.records.selection import AnyOf, Countable

NOTHING = JoinedSums()


class SplitSums:
    """Shared by the engines of all ``values``, each of which narrows its aggregates to its own."""

    def __init__(self, context: EngineContext, attribute: str, values: Iterable[Any]) -> None:
        self.context = context
        self.attribute = attribute
        self.values = tuple(values)
        self._remembered: dict[tuple[str, Years], Mapping[Any, MonthSums]] = {}

    def of(self, aggregate: Countable, years: Years) -> MonthSums:
        """The sums of an aggregate; of one that is narrowed to a value its share of all values'."""
        parts = (aggregate,) if isinstance(aggregate, Aggregate) else aggregate.parts
        others = () if isinstance(aggregate, Aggregate) else aggregate.but
        accepted = {part.filter.get(self.attribute) for part in (*parts, *others)}
        narrowed = [each for each in accepted if isinstance(each, tuple)]
        values = {value for each in narrowed for value in each}
        # another indicator's records are not narrowed: they are the whole's
        if len(narrowed) < len(accepted) or len(values) > 1:
            return self.context.month_sums(aggregate, years)
        widened, but = self._of_all_values(parts), self._of_all_values(others)
        # what accepts no value accepts no record
        if not widened:
            return NOTHING
        (value,) = values
        of_all = widened[0] if isinstance(aggregate, Aggregate) else AnyOf(widened, but)
        return self._by_value(of_all, years).get(value, NOTHING)

    def _of_all_values(self, parts: Iterable[Aggregate]) -> tuple[Aggregate, ...]:
        return tuple(
            part.model_copy(update={"filter": self._widened(part)})
            for part in parts
            if part.filter[self.attribute]
        )

    def _widened(self, part: Aggregate) -> dict[str, Any]:
        others = {name: each for name, each in part.filter.items() if name != self.attribute}
        # unless a measure narrows by itself, no condition is that of all values
        by_default = self.attribute in measures()[part.measure].default_filter
        return others | ({self.attribute: self.values} if by_default else {})

    def _by_value(self, aggregate: Countable, years: Years) -> Mapping[Any, MonthSums]:
        key = aggregate.model_dump_json(), years
        if key not in self._remembered:
            self._remembered[key] = self.context.sums_by_value(aggregate, years, self.attribute)
        return self._remembered[key]
