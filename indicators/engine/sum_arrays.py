"""Groups of records as arrays: added up, merged and searched as sorted numbers."""

import numpy as np

from indicators.engine.distinct import Numbers
from indicators.engine.month_sums import FACTS
from indicators.engine.rollup import SLOTS

VALUE, DISTRICT, YEAR, MONTH = range(4)
"""The columns of a group; value and district are positions in the lists beside them, and a month
that is not known is 0.
"""
GROUP, NAME, NUMBER = range(3)
"""The columns of a key: the group where it was met, which it is, by how many records."""
RECORDS = FACTS.index("records")
LAST_YEAR = 10_000
MOST_DISTRICTS = 2**20
Arrays = tuple[Numbers, Numbers, Numbers]
"""The groups, facts and keys of a table."""


def totals(groups: Numbers, facts: Numbers, keys: Numbers) -> Arrays:
    """Each group and each of its keys once, in order of value, then of time, however few records
    they have.
    """
    codes, first, group_of = np.unique(_codes(groups), return_index=True, return_inverse=True)
    sums = np.zeros((len(codes), len(FACTS)), dtype=np.int64)
    np.add.at(sums, group_of.ravel(), facts)
    # group and name as one number: one sort for all keys
    width = int(keys[:, NAME].max(initial=0)) + 1
    met, key_of = np.unique(
        group_of.ravel()[keys[:, GROUP]] * width + keys[:, NAME], return_inverse=True
    )
    numbers = np.zeros(len(met), dtype=np.int64)
    np.add.at(numbers, key_of.ravel(), keys[:, NUMBER])
    return groups[first], sums, np.column_stack([met // width, met % width, numbers])


def _codes(groups: Numbers) -> Numbers:
    """Each group as one number, in their order: by value, year and month – what is known to the year
    only comes after the year's months – and then by district.
    """
    month = np.where(groups[:, MONTH] == 0, SLOTS, groups[:, MONTH])
    when = (groups[:, VALUE] * LAST_YEAR + groups[:, YEAR]) * (SLOTS + 1) + month
    return np.asarray(when * MOST_DISTRICTS + groups[:, DISTRICT])


def merged(one: Arrays, other: Arrays) -> Arrays:
    """Two tables as one, where each has every group and key once and in order."""
    (groups, facts, keys), (more_groups, more_facts, more_keys) = one, other
    codes, more_codes = _codes(groups), _codes(more_groups)
    all_codes, sums = _added(codes, facts, more_codes, more_facts)
    all_groups = np.empty((len(all_codes), groups.shape[1]), dtype=np.int64)
    for each, at in ((groups, codes), (more_groups, more_codes)):
        all_groups[np.searchsorted(all_codes, at)] = each
    # group and name as one number again, which keeps the order of both
    width = max(int(each[:, NAME].max(initial=0)) for each in (keys, more_keys)) + 1
    met, numbers = _added(
        *_met(keys, np.searchsorted(all_codes, codes), width),
        *_met(more_keys, np.searchsorted(all_codes, more_codes), width),
    )
    return all_groups, sums, np.column_stack([met // width, met % width, numbers])


def _met(keys: Numbers, positions: Numbers, width: int) -> tuple[Numbers, Numbers]:
    return positions[keys[:, GROUP]] * width + keys[:, NAME], keys[:, NUMBER]


def _added(
    codes: Numbers, sums: Numbers, more_codes: Numbers, more_sums: Numbers
) -> tuple[Numbers, Numbers]:
    """The codes of both, each once and in order, and what they come to together."""
    at = np.searchsorted(codes, more_codes)
    known = np.isin(more_codes, codes)
    sums = sums.copy()
    sums[at[known]] += more_sums[known]
    fresh = at[~known]
    return (
        np.insert(codes, fresh, more_codes[~known]),
        np.insert(sums, fresh, more_sums[~known], axis=0),
    )


def living_of(groups: Numbers, facts: Numbers, keys: Numbers) -> Arrays:
    """The groups and keys that have a record."""
    living = facts[:, RECORDS] > 0
    position = np.cumsum(living) - 1
    keys = keys[keys[:, NUMBER] > 0]
    keys[:, GROUP] = position[keys[:, GROUP]]
    return groups[living], facts[living], keys
