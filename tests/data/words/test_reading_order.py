"""Names in the order in which people read them."""

from data.words.reading_order import reading_order

ORDERED = [
    "",
    "7",
    "Ёлка 3",
    "ёлка 12",
    "Ель",
    "Программа № 2",
    "программа № 02а",
    "Программа № 10",
    "Программа № 100000000000000000001",
]


def test_numbers_go_as_numbers_and_letters_whatever_their_case() -> None:
    assert sorted(set(ORDERED), key=reading_order) == ORDERED
