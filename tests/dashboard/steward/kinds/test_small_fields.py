"""The fields of small numbers in the form of a kind."""

import pytest
from werkzeug.datastructures import MultiDict

from dashboard.steward.kinds.form import form_from, form_of, text_of
from data.imports.declarations.reading import read_declaration
from data.imports.declarations.schema import SmallDeclaration
from data.refusals import Refusal

PLAIN = {
    "ru": "Приёмы", "en": "Visits", "place": "district",
    "c-ru-1": "Человек", "c-en-1": "People", "c-type-1": "whole", "c-required-1": "yes",
    "c-ru-3": "Пол", "c-en-3": "Sex", "c-type-3": "label",
    "c-ru-2": "Родных", "c-en-2": "Relatives", "c-type-2": "whole",
}  # fmt: skip


def declared(**fields: str) -> SmallDeclaration | None:
    form = form_from(MultiDict({**PLAIN, **fields}))
    declaration = read_declaration(text_of(form))
    # what was typed comes back, and what stands is taken away where the field is emptied
    again = form_of(declaration)
    assert (again.under, again.persons, again.by) == (form.under, form.persons, form.by)
    emptied = form_from(MultiDict(PLAIN))
    assert read_declaration(text_of(emptied, declaration)).small is None
    return declaration.small


def test_a_limit_and_what_is_counted_are_kept() -> None:
    assert declared() is None
    assert declared(under="5") == SmallDeclaration(under=5)
    assert declared(under="10", persons="people") == SmallDeclaration(under=10, of="people")
    assert declared(by="sex: 7") == SmallDeclaration(by={"sex": 7})
    assert declared(under="5", by="sex: 7") == SmallDeclaration(under=5, by={"sex": 7})


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"under": "5", "persons": "relatives"}, "a required column of whole numbers"),
        ({"under": "2"}, "under"),
        ({"under": "few"}, "under"),
        ({"persons": "people"}, "under"),
        ({"by": "sex"}, "sex"),
        ({"by": "sex: 2"}, "sex"),
        ({"by": "people: 5"}, "by whose values numbers are divided"),
    ],
)
def test_what_cannot_hide_is_refused(fields: dict[str, str], words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        declared(**fields)
    assert words in refusal.value.text("en")
