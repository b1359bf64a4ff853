"""The programme's living districts, by every spelling that people use of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.imports.problems import InvalidValue
from data.imports.values.codes import LANGUAGES
from data.imports.values.values import NOT_THERE
from data.tables.places import District
from data.words.borrowed import language_pair
from data.words.lookalikes import skeleton
from data.words.matching import LONGEST, match_key
from data.words.offers import some
from data.words.spellings import Spellings

EVERYWHERE = {
    match_key(words) for words in ("все", "все районы", "все районы города", "all", "all districts")
}
SURE = re.compile(r"[;\n\r]")
"""What divides places whatever they are called."""
LIKELY = re.compile(r"([,/+&|]| и | and )", re.IGNORECASE)
"""What divides them too, unless it is a part of a place's own name."""
GENERIC = re.compile(r"\s*\b(?:район|округ|district|okrug)\b\s*", re.IGNORECASE)
"""What kind of place it is: people leave it out where the rest of the name says which."""
KIND_OF_PLACE = re.compile(
    r"(?:^(?:в|во|in) |\b(?:район(?:а|е|у|ом)?|р-о?н|р\.|округ(?:а|е|у|ом)?|(?:административн|муниципальн)[а-я]+"
    r"|внутригородск[а-я]+|ао|district|okrug|municipal|administrative)(?!\w)\.?)"
)
"""The same in the ways in which people write and shorten it."""
ENDING = re.compile(r"(?<=\w{4})(?:ий|ый|ой|ого|его|ому|ему|ом|ем|ая|ую)\b")
SHORTENED = 4
"""Letters of a name that is shortened with a dot, at least."""


class DistrictNames:
    """The programme's living districts: the main tree, and places of second cuts."""

    def __init__(
        self, session: Session, programme_id: int, cut_name: Callable[[str], Mapping[str, str]]
    ) -> None:
        self._session, self._programme_id, self._cut_name = session, programme_id, cut_name
        fields = (
            District.number,
            District.parent,
            District.cut,
            District.name_ru,
            District.name_en,
        )
        living = (District.programme_id == programme_id, District.as_of(None))
        rows = session.execute(
            select(*fields).where(*living).order_by(District.position, District.id)
        ).all()
        self.main = [row.number for row in rows if row.cut is None]
        self.cuts = {row.number: row.cut for row in rows if row.cut is not None}
        parents = {row.parent for row in rows}
        self.leaves = [code for code in self.main if code not in parents]
        self._names = {row.number: language_pair(row.name_ru, row.name_en) for row in rows}

    def name(self, code: str) -> Mapping[str, str]:
        """What a place is called, by language; a code that there is not is its own name."""
        return self._names.get(code) or dict.fromkeys(LANGUAGES, code)

    def former_name(self, code: str) -> Mapping[str, str]:
        """What a place was called that is gone."""
        fields = select(District.name_ru, District.name_en).where(
            District.programme_id == self._programme_id
        )
        last = fields.where(District.number == code).order_by(District.id.desc()).limit(1)
        row = self._session.execute(last).one_or_none()
        return {"ru": row.name_ru, "en": row.name_en or row.name_ru} if row else self.name(code)

    def listed(self, codes: list[str], like: str = "") -> Mapping[str, str]:
        """The names of places, for a sentence: of many, those most like what was meant."""
        return {
            language: some([self.name(code)[language] for code in codes], like, language)
            for language in LANGUAGES
        }

    def choices(self, language: str) -> list[str]:
        """What a cell may name the places of the main tree by: their names, the codes of those that
        share one.
        """
        names = ((code, self.name(code)[language]) for code in self.main)
        return [name if self._meant(name) == (code,) else code for code, name in names]

    def code_of(self, text: str) -> str:
        """The code of a place of the main tree, given as its code or name."""
        codes = self._meant(text)
        if len(codes) != 1:
            raise self._unknown(text.strip(), codes)
        return codes[0]

    def code_or_none(self, text: str) -> str | None:
        """The same; none for the sign of nothing, which may be a district's code too."""
        return None if self._means_nothing(text) else self.code_of(text)

    def codes_of(self, text: str) -> list[str]:
        """The codes of several places, however they are divided; «все районы» are all of the lowest
        level.
        """
        if match_key(text) in EVERYWHERE and not self._meant(text):
            return list(self.leaves)
        parts = (part for part in SURE.split(text) if match_key(part))
        return [code for part in parts for code in self._divided(part)]

    def _divided(self, text: str) -> Iterator[str]:
        """The places of a text, each the longest name that begins where the last ended."""
        pieces = LIKELY.split(text)
        longest = 2 * self._dividers + 1
        at = 0
        while at < len(pieces):
            lengths = (length for length in range(longest, 0, -2) if at + length <= len(pieces))
            names = (("".join(pieces[at : at + length]), length) for length in lengths)
            name, length = next(
                ((name, length) for name, length in names if self._meant(name)), (pieces[at], 1)
            )
            if match_key(name) and not self._means_nothing(name):
                yield self.code_of(name)
            at += length + 1

    @cached_property
    def _dividers(self) -> int:
        """How many dividers a place's own name has, at most."""
        names = (name for code in self.main for name in (code, *self.name(code).values()))
        return max((len(LIKELY.findall(name)) for name in names), default=0)

    def _means_nothing(self, text: str) -> bool:
        """Whether it is an ``x`` and no place is called so, in either alphabet."""
        if text.strip() not in NOT_THERE:
            return False
        return skeleton(match_key(text)) not in {skeleton(match_key(code)) for code in self.main}

    def _unknown(self, text: str, codes: tuple[str, ...]) -> InvalidValue:
        params = {"district": text, "known": self.listed(self.main, text)}
        if codes:
            known = {
                language: ", ".join(f"{self.name(code)[language]} ({code})" for code in codes)
                for language in LANGUAGES
            }
            return InvalidValue("import_district_ambiguous", district=text, known=known)
        if not self.main:
            return InvalidValue("import_no_districts", **params)
        if of_cut := self._of_cuts.meant(text):
            return InvalidValue(
                "import_district_of_cut", cut=self._cut_name(self.cuts[of_cut[0]]), **params
            )
        if match_key(text) in EVERYWHERE:
            return InvalidValue("import_district_everywhere", **params)
        return InvalidValue("import_district_unknown", hint=self._spellings.hint(text), **params)

    def _meant(self, text: str) -> tuple[str, ...]:
        """What ``text`` may mean: by its code or name, else by what is left without the kind of
        place and the case.
        """
        return self._spellings.meant(text) or self._by_stem(stem(text))

    def _by_stem(self, stem_text: str) -> tuple[str, ...]:
        begun = stem_text.removesuffix(".")
        shortened = stem_text.endswith(".") and len(begun) >= SHORTENED
        return tuple(
            code
            for code, names in self._stems.items()
            if stem_text
            and (
                stem_text in names or (shortened and any(name.startswith(begun) for name in names))
            )
        )

    @cached_property
    def _stems(self) -> dict[str, set[str]]:
        """The stems of every name of each place of the main tree."""
        return {code: {stem(name) for name in self.name(code).values()} for code in self.main}

    @cached_property
    def _spellings(self) -> Spellings[str]:
        return self._spelled(self.main)

    @cached_property
    def _of_cuts(self) -> Spellings[str]:
        return self._spelled([*self.cuts])

    def _spelled(self, codes: list[str]) -> Spellings[str]:
        names = [(name, code) for code in codes for name in self.name(code).values() if name]
        short = ((GENERIC.sub(" ", name).strip(), code) for name, code in names)
        return Spellings(
            ((code, code) for code in codes), names, ((name, code) for name, code in short if name)
        )


def stem(name: str) -> str:
    """What is left of a place's name without its kind and the endings of its case: «Кировского
    р-на» → «кировск».
    """
    if len(name) > LONGEST:
        return ""
    return " ".join(
        ENDING.sub("", KIND_OF_PLACE.sub(" ", match_key(name).replace("р-на", "р-н"))).split()
    )
