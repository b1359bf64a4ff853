"""The texts of help: whole in both languages, short, each thing once."""

import re
from collections.abc import Mapping

import pytest

from data.help.texts import NOBODY, HelpText, guides, roles, terms
from data.tables.accounts import ROLES
from indicators.states import STATES, VALUE

RUSSIAN = re.compile("[А-Яа-яЁё]")
MOST_SENTENCES = 4
"""Of a definition; who needs more reads the page that it is of."""


@pytest.mark.parametrize("texts", [terms(), guides(), roles()], ids=["terms", "guides", "roles"])
def test_every_text_is_whole_in_both_languages(texts: Mapping[str, HelpText]) -> None:
    for text in texts.values():
        for spoken in (text.names, text.texts):
            assert set(spoken) == {"ru", "en"}
            assert RUSSIAN.search(spoken["ru"]), text.code
            assert not RUSSIAN.search(spoken["en"]), text.code
        assert all(each.endswith(".") for each in text.texts.values()), text.code


def test_a_term_is_said_in_a_few_sentences_and_called_by_one_name() -> None:
    for language in ("ru", "en"):
        names = [term.names[language].casefold() for term in terms().values()]
        assert len(set(names)) == len(names)
        long = {
            term.code
            for term in terms().values()
            if len(re.findall(r"\.(?= |$)", term.texts[language])) > MOST_SENTENCES
        }
        assert long == set()


def test_every_state_of_a_number_and_every_role_has_its_text() -> None:
    assert set(STATES) - {VALUE} <= terms().keys()
    assert list(roles()) == [NOBODY, *ROLES.names]
