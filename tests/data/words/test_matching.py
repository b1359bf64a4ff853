"""One key for every spelling of a name."""

import unicodedata

import pytest

from data.words.matching import LONGEST, match_key

SPELLINGS = {
    "a space that does not break": "ТОС\u00a0«Заря»",
    "several spaces": "  ТОС   «Заря» ",
    "a tabulator": "ТОС\t«Заря»",
    "a space of no width": "ТОС \u200b«За\u200bря»",
    "a mark of the byte order": "\ufeffТОС «Заря»",
    "a soft hyphen": "ТОС «За\u00adря»",
    "straight quotes": 'ТОС "Заря"',
    "English quotes": "ТОС “Заря”",
    "German quotes": "ТОС „Заря“",
    "an apostrophe": "ТОС 'Заря'",
    "capitals": "тос «ЗАРЯ»",
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_spellings_that_people_do_not_tell_apart_are_one(spelling: str) -> None:
    assert match_key(spelling) == match_key("ТОС «Заря»")


@pytest.mark.parametrize("dash", "‐‑‒–—−")
def test_every_dash_is_a_hyphen(dash: str) -> None:
    assert match_key(f"Северо{dash}Запад") == match_key("северо-запад")


@pytest.mark.parametrize("word", ["Районный", "Берёзовый"])
def test_composed_and_decomposed_letters_are_one(word: str) -> None:
    assert match_key(unicodedata.normalize("NFD", word)) == match_key(word)


def test_yo_is_ye() -> None:
    assert match_key("Берёзовый") == match_key("Березовый")


def test_letters_that_only_look_alike_stay_apart() -> None:
    assert match_key("Cеверный") != match_key("Северный")  # the first begins with a Latin letter


def test_a_text_too_long_to_be_a_name_is_not_worked_on() -> None:
    hostile = "a" + "\u0301\u0323" * LONGEST
    assert match_key(hostile) is hostile
