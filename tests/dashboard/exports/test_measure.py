"""Texts that must fit: shortened with whole words, broken only where nothing else helps."""

import pytest

from dashboard.exports.parts import measure

NAME = "Количество консультаций ресурсного центра некоммерческих организаций"


def test_a_text_that_fits_stays_whole():
    assert measure.fitted(NAME, 12, 1, (32, 28)).text == NAME


def test_the_greatest_size_that_fits_is_taken():
    assert measure.fitted("Итог", 2, 1, (40, 20)).size == 40
    assert measure.fitted("Перевыполнен", 1.9, 1, (40, 18)).size == 18, (
        "a word is not broken for its size"
    )


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_shortened_text_keeps_whole_words(most):
    short = measure.shortened(NAME, 14, 2, most)
    assert measure.lines(short, 14, 2) <= most
    assert NAME.startswith(short.removesuffix("…"))
    assert short.removesuffix("…").split() == NAME.split()[: len(short.split())]


def test_a_word_longer_than_its_place_is_cut():
    assert measure.shortened("некоммерческих", 14, 0.6, 1).endswith("…")
    assert measure.lines("base.example/" + "a" * 200, 14, 2) > 5


def test_paragraphs_are_lines_of_their_own():
    assert measure.lines("один\nдва\n\nтри", 14, 10) == 4
