"""One period of an indicator by two attributes: values of one down, of the other across, with what each
has in all.
"""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboard.components.panels import TableColumn, data_table
from dashboard.sections import tables
from dashboard.sections.indicator.disaggregation import Split
from dashboard.sections.series import Scale
from dashboard.text import formats, labels, part_labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.answers.crossing import pair_of

Pair = tuple[str, str]
Pairs = Mapping[Pair, Answer]


def cross_table(split: Split, attributes: Pair, scale: Scale) -> Component:
    """The table; what a row, a column and all have is not their sum but a number of its own."""
    pairs = {pair_of(answer.split or ""): answer for answer in split.of_period}
    down, across = (_values(pairs, place) for place in range(2))
    of_rows, of_columns = (_of_one(split, attribute) for attribute in attributes)
    columns = [
        TableColumn(part_labels.attribute_name(split.definition, attributes[0])),
        *(TableColumn(_name(split, attributes[1], word), number=True) for word in across),
        TableColumn(_("In all"), number=True),
    ]
    rows = [
        [
            _name(split, attributes[0], value),
            *(_cell(split, pairs.get((value, word)), scale, split.attribute) for word in across),
            _cell(split, of_rows.get(value), scale, attributes[0]),
        ]
        for value in down
    ]
    last = [_cell(split, of_columns.get(word), scale, attributes[1]) for word in across]
    rows.append([_("In all"), *last, _cell(split, split.subject.now, scale, None)])
    caption = f"{labels.name_of(split.definition)}: {split.name}, {_period(split)}"
    return data_table(columns, rows, caption=f"{caption}, {scale.unit}" if scale.unit else caption)


def _period(split: Split) -> str:
    return formats.period(split.subject.period.label)


def _values(pairs: Pairs, place: int) -> Sequence[str]:
    """The values of an attribute that have a number other than 0 somewhere, in their order."""
    met = {pair[place] for pair, answer in pairs.items() if answer.value}
    return [value for value in dict.fromkeys(pair[place] for pair in pairs) if value in met]


def _of_one(split: Split, attribute: str) -> Mapping[str, Answer]:
    """The numbers of one attribute alone."""
    answers = split.subject.of_period(split.subject.period, split=attribute)
    return {each.split or "": each for each in answers}


def _name(split: Split, attribute: str, value: str) -> str:
    facts = split.subject.page_request.facts
    return part_labels.value_name(facts, split.definition, attribute, value)


def _cell(split: Split, answer: Answer | None, scale: Scale, by: str | None) -> Component | str:
    if answer is None:
        return ""
    part = None if by is None else answer.split
    records = split.subject.records_of(answer.period, split=by, split_value=part)
    link: Component | str = tables.value_link(answer, scale, records)
    return link
