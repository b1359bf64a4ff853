"""Which cells of one table are hidden: small ones, and as many more as keep subtraction from giving
them away.
"""

from collections.abc import Mapping, Sequence

Sizes = Mapping[str, int]
Children = Mapping[str, Sequence[str]]


def hidden_parts(sizes: Sizes, least: int) -> frozenset[str]:
    """The hidden ones of the parts of a number that is known: those of 1…``least`` − 1, and the
    smallest others until what all of them come to says nothing of each.

    ``sizes`` are persons, or records, by part.
    """
    hidden = {part for part, size in sizes.items() if is_small(size, least)}
    others = sorted((size, part) for part, size in sizes.items() if size and part not in hidden)
    for _size, part in others:
        if not hidden or is_ambiguous([sizes[each] for each in hidden], least):
            break
        hidden.add(part)
    if not hidden or is_ambiguous([sizes[each] for each in hidden], least):
        return frozenset(hidden)
    # as many parts as persons: with the zeros in sight each would be known to be one
    return frozenset(sizes)


def is_small(size: int, least: int) -> bool:
    """Whether a number is of so few that it is hidden; of nobody it is not."""
    return 0 < size < least


def is_ambiguous(sizes: Sequence[int], least: int) -> bool:
    """Whether hidden parts, none of which is zero, may be divided otherwise than they are: there are
    two or more, they come to ``least``, and not to one each.
    """
    return len(sizes) > 1 and sum(sizes) >= least and sum(sizes) > len(sizes)


def hidden_below(root: str, children: Children, sizes: Sizes, least: int) -> frozenset[str]:
    """The hidden nodes of a tree each of whose numbers is the sum of its children's.

    Below what is hidden everything is; so what is known of any hidden node is the sum in which it
    stands beside others under one that is visible.
    """
    if is_small(sizes[root], least):
        return frozenset(descendants(root, children))
    hidden: set[str] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        parts = children.get(node, ())
        small = hidden_parts({part: sizes[part] for part in parts}, least)
        hidden.update(each for part in small for each in descendants(part, children))
        waiting.extend(part for part in parts if part not in small)
    return frozenset(hidden)


def descendants(node: str, children: Children) -> list[str]:
    """A node and everything below it."""
    return [
        node,
        *(each for part in children.get(node, ()) for each in descendants(part, children)),
    ]
