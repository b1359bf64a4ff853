"""The texts of a column become values; each different text is parsed once."""

from collections.abc import Sequence, Set
from operator import itemgetter

from data.imports.columns import Column, Parsed, Value
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values.values import DITTO
from data.words.matching import LONGEST, visible

REMEMBERED = 50_000
LONGEST_TEXT = 131_072
"""Signs of a text whose column has no limit of its own: as many as a cell of CSV may have."""


class ColumnParser(dict[str, Parsed]):
    """The parsed values of one column's texts; forgets when there are too many."""

    def __init__(self, kind: Kind, column: Column, context: Context) -> None:
        super().__init__()
        self.column, self.context, self.blank = column, context, kind.blank(column)
        self.limit = kind.limit(column.fields[0]) if len(column.fields) == 1 else None
        free = self.limit or LONGEST_TEXT
        self.longest = column.longest or (free if column.form == "text" else LONGEST)
        self.special = column.nothing | DITTO
        self.bad: dict[str, InvalidValue] = {}
        self.has_dittos = False
        self.above: str | None = None

    def __missing__(self, text: str) -> Parsed:
        if len(self) >= REMEMBERED:
            self.clear()
        try:
            value = self[text] = self.parse(text)
        except InvalidValue as bad:
            self.bad[text] = bad
            return self.blank
        return value

    def parse(self, text: str) -> Parsed:
        """The value of one text."""
        column, stripped = self.column, text.strip()
        if len(stripped) > self.longest:
            raise InvalidValue("import_text_long", limit=self.longest, length=len(stripped))
        bare = visible(stripped).strip()
        if bare in DITTO:
            self.has_dittos = True
            raise InvalidValue("import_ditto_first")
        if bare in column.nothing:
            if column.required:
                raise InvalidValue("import_required")
            return self.blank
        value = column.parse(stripped, self.context)
        if self.limit and isinstance(value, str) and len(value) > self.limit:
            raise InvalidValue("import_text_long", limit=self.limit, length=len(value))
        return value

    def values(self, texts: Sequence[str]) -> Sequence[Parsed]:  # type: ignore[override]
        """The values of many texts."""
        return (self._plain(texts) if self.column.form == "text" else None) or list(
            map(self.__getitem__, texts)
        )

    def _plain(self, texts: Sequence[str]) -> list[str] | None:
        """Free texts as they are, if one look at all of them shows that each is good."""
        stripped = list(map(str.strip, texts))
        short = max(map(len, stripped), default=0) <= self.longest
        if (
            not short
            or not self.special.isdisjoint(stripped)
            or not "".join(stripped).isprintable()
        ):
            return None
        is_plain = self.column.is_plain
        return stripped if is_plain is None or is_plain(stripped) else None


def parsed(batch: Batch, memories: Sequence[ColumnParser]) -> None:
    """Fill the batch's values from its texts, and note what is bad."""
    texts = dict(batch.texts)
    for memory in memories:
        column = memory.column
        column_texts = texts[column.name]
        values = memory.values(column_texts)
        if memory.has_dittos:
            column_texts = texts[column.name] = _without_dittos(column_texts, memory)
            values = memory.values(column_texts)
        memory.above = column_texts[-1]
        spoilt = {index for index, names in batch.faults.items() if column.name in names}
        if memory.bad:
            _note(batch, memory, column_texts, spoilt)
        batch.values |= _by_field(column, _blanked(values, spoilt, memory.blank))
    batch.texts = texts


def _by_field(column: Column, values: Sequence[Parsed]) -> dict[str, Sequence[Value]]:
    if len(column.fields) == 1:
        return {column.fields[0]: values}  # type: ignore[dict-item]
    return {
        field: list(map(itemgetter(place), values))  # type: ignore[arg-type]
        for place, field in enumerate(column.fields)
    }


def _blanked(parsed_values: Sequence[Parsed], spoilt: Set[int], blank: Parsed) -> Sequence[Parsed]:
    """The values without those of cells that cannot be read."""
    if not spoilt:
        return parsed_values
    values = list(parsed_values)
    for index in spoilt:
        values[index] = blank
    return values


def _note(batch: Batch, memory: ColumnParser, texts: Sequence[str], spoilt: Set[int]) -> None:
    """Note what is wrong with single cells, but for those of which that is known."""
    for index, text in enumerate(texts):
        bad = memory.bad.get(text)
        if bad is not None and index not in spoilt:
            batch.refuse(index, memory.column.name, bad.rule, **bad.params)
    memory.bad.clear()


def _without_dittos(texts: Sequence[str], memory: ColumnParser) -> list[str]:
    """The column with ``- " -`` replaced by the text above; the first row of the file has none."""
    memory.bad.clear()
    memory.has_dittos = False
    resolved, above = [], memory.above
    for text in texts:
        above = above if above is not None and text.strip() in DITTO else text
        resolved.append(above)
    return resolved


def fill(batch: Batch, kind: Kind, present: Sequence[Column | None]) -> None:
    """Give the columns that the file does not have their blank values."""
    for column in kind.columns:
        if column not in present:
            batch.values |= _by_field(column, [kind.blank(column)] * len(batch))
