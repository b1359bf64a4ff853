"""The programme's living organisations by number, ИНН and ОГРН; records refer to the first row of
the chain.
"""

from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.imports.problems import InvalidValue
from data.imports.values.values import refuse_lost_digits
from data.tables.organisations import Organisation
from data.words.matching import LONGEST
from data.words.spellings import Spellings


class OrganisationNames:
    """Organisations by what files call them; ``numbers`` has each one's number by its identity."""

    def __init__(self, session: Session, programme_id: int) -> None:
        first = func.coalesce(Organisation.chain, Organisation.id)
        fields = (
            Organisation.number,
            Organisation.inn,
            Organisation.ogrn,
            Organisation.name,
            Organisation.short_name,
        )
        living = (Organisation.programme_id == programme_id, Organisation.as_of(None))
        self._rows = session.execute(select(first, *fields).where(*living)).all()
        self.numbers: dict[int, str] = {identity: number for identity, number, *_ in self._rows}
        self._by_number = {number: identity for identity, number in self.numbers.items()}

    def identity(self, text: str) -> int:
        """The organisation that ``text`` names: exactly as its number is kept, else however that is
        spelled.
        """
        stripped = text.strip()
        exact = self._by_number.get(stripped)
        if exact is not None:
            return exact
        refuse_lost_digits(stripped)
        meant = self._spellings.meant(stripped)
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise InvalidValue(
                "import_organisation_ambiguous",
                known=", ".join(self._named(identity) for identity in meant),
            )
        raise self._unknown(stripped)

    def name(self, identity: int) -> str | None:
        """What an organisation is called."""
        return self._row_names.get(identity)

    def _unknown(self, text: str) -> InvalidValue:
        namesakes = self._names.meant(text) if len(text) <= LONGEST else ()
        if namesakes:
            return InvalidValue(
                "import_organisation_by_name",
                known=", ".join(self._named(identity) for identity in namesakes),
            )
        return InvalidValue("import_organisation_unknown", hint=self._spellings.hint(text))

    def _named(self, identity: int) -> str:
        names = self._row_names[identity]
        return f"{names} ({self.numbers[identity]})"

    @cached_property
    def _row_names(self) -> dict[int, str]:
        return {identity: name for identity, _number, _inn, _ogrn, name, _short in self._rows}

    @cached_property
    def _spellings(self) -> Spellings[int]:
        """By numbers first: what is one's number is never taken for another's registration."""
        registered = ((number, row[0]) for row in self._rows for number in row[2:4] if number)
        return Spellings(((row[1], row[0]) for row in self._rows), registered)

    @cached_property
    def _names(self) -> Spellings[int]:
        return Spellings((name, row[0]) for row in self._rows for name in row[4:6] if name)
