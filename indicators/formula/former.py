"""What only formulas of before may say: they were read as Python reads arithmetic, and stay
readable for ever.

Each is put into today's words, and a doubt keeps new formulas from it.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.formula.faults import Fault
from indicators.formula.signs import NAME, NUMBER, RADIX, Token


def modern(listed: Sequence[Token], functions: frozenset[str], doubts: list[Fault]) -> list[Token]:
    """The pieces of a formula as they would be written today; what was otherwise is added to
    ``doubts``.
    """
    plain = [_plain(piece, doubts) for piece in listed]
    tokens = list(_unbracketed(plain, functions, doubts))
    # after the brackets: a comma is the last of its arguments only where a bracket follows it
    kept = [
        piece
        for piece, after in zip(tokens, [*tokens[1:], None], strict=True)
        if not _is_last(piece, after, doubts)
    ]
    # counted anew: the grammar looks for neighbours by their places
    return [replace(piece, place=place) for place, piece in enumerate(kept)]


def _plain(piece: Token, doubts: list[Fault]) -> Token:
    """A number in decimal digits, a name in the letters that its wide ones stand for."""
    if piece.kind == RADIX:
        # base 0: Python's own reading of 0x, 0o and 0b, which these formulas had
        number = str(int(piece.text, 0))
        doubts.append(
            Fault("formula_radix", piece.at, written=piece.text[:40], instead=number[:40])
        )
        return replace(piece, kind=NUMBER, text=number)
    # as Python normalises names; letters that only look alike stay foreign and are refused
    plain = unicodedata.normalize("NFKC", piece.text) if piece.kind == NAME else piece.text
    if plain == piece.text or not plain.isascii():
        return piece
    foreign = next(place for place, sign in enumerate(piece.text) if not sign.isascii())
    doubts.append(
        Fault("formula_letter", piece.at + foreign, sign=piece.text[foreign], name=piece.text)
    )
    return replace(piece, text=plain)


def _unbracketed(
    listed: Sequence[Token], functions: frozenset[str], doubts: list[Fault]
) -> Iterator[Token]:
    """The pieces without brackets around the name of a function alone, as in ``(min)(a, b)``."""
    texts = [piece.text for piece in listed]
    dropped: set[int] = set()
    # without the end, after which there is nothing to look at
    for place, piece in enumerate(listed[:-1]):
        around = 0
        while (
            place > around and texts[place - around - 1] == "(" and texts[place + around + 1] == ")"
        ):
            around += 1
        # only before a call: `(min)` alone is the name of nothing
        if piece.text in functions and around and texts[place + around + 1] == "(":
            doubts.append(Fault("formula_function_bare", piece.at, function=piece.text))
            dropped |= {*range(place - around, place), *range(place + 1, place + around + 1)}
    return (piece for place, piece in enumerate(listed) if place not in dropped)


def _is_last(piece: Token, after: Token | None, doubts: list[Fault]) -> bool:
    """Whether a comma ends the arguments of a function, and no argument follows."""
    if piece.text != "," or after is None or after.text != ")":
        return False
    doubts.append(Fault("formula_comma_last", piece.at))
    return True
