"""What a sentence offers instead of a word that is nothing's name: what there is, as readers know it
and as it is typed.
"""

from collections.abc import Iterable, Mapping

from rapidfuzz import process

from data.refusals import LANGUAGES, LONGEST, Names, NotFound, Problem, refuse
from data.words.matching import match_key

LIST_LIMIT = 15
NEAR = 70
"""How alike, of 100, a word must be to what was probably meant."""
MORE = {"ru": "и ещё {}", "en": "and {} more"}


def with_code(names: Names, code: str) -> dict[str, str]:
    """A thing as readers know it and, in brackets, as it is typed: «Консультации (consultations)»;
    the code alone where nobody has named it.
    """
    return {
        language: f"{name} ({code})" if (name := names.get(language)) and name != code else code
        for language in LANGUAGES
    }


def unnamed(codes: Iterable[str]) -> dict[str, Names]:
    """Words that are typed as readers know them."""
    return {code: {} for code in codes}


def offer(known: Mapping[str, Names], word: str) -> dict[str, dict[str, str]]:
    """What fills ``{known}`` and ``{near}`` of a sentence about an unknown ``word``: all codes that
    there are with their names, and the one that was probably meant.
    """
    with_codes = {code: with_code(names, code) for code, names in known.items()}
    return {
        "known": {
            language: some((names[language] for names in with_codes.values()), word, language)
            for language in LANGUAGES
        },
        "near": meant(word, known),
    }


def unknown(rule: str, parameter: str, word: str, known: Mapping[str, Names]) -> NotFound:
    """The refusal of a word that nothing is called, whose sentence says what there is."""
    return NotFound(Problem(rule, {parameter: word[:LONGEST], **offer(known, word)}))


def check_choice(parameter: str, text: str | None, known: Mapping[str, Names]) -> None:
    """Refuse a parameter's value that is none of those there are; no value is no choice."""
    if text is not None and text not in known:
        raise refuse(
            "choice_wrong", parameter=parameter, value=text[:LONGEST], **offer(known, text)
        )


def some(names: Iterable[str], like: str, language: str) -> str:
    """What there is, for a sentence: of many, those most like what was meant, and how many more
    there are.
    """
    listed = list(names)
    if len(listed) <= LIST_LIMIT:
        return ", ".join(listed) or "–"
    near = ", ".join(
        name
        for name, *_ in process.extract(
            like[:LONGEST], listed, limit=LIST_LIMIT, processor=match_key
        )
    )
    return f"{near} {MORE[language].format(len(listed) - LIST_LIMIT)}"


def meant(word: str, known: Mapping[str, Names]) -> dict[str, str]:
    """A sentence to end a remedy with, that offers what was probably meant, by code or by name;
    nothing where nothing is near.
    """
    spellings = [(code, code) for code in known]
    spellings += [(name, code) for code, names in known.items() for name in names.values()]
    near = process.extractOne(
        word[:LONGEST],
        [spelling for spelling, _code in spellings],
        processor=match_key,
        score_cutoff=NEAR,
    )
    if near is None:
        return {"ru": "", "en": ""}
    code = spellings[near[2]][1]
    likely = with_code(known[code], code)
    return {
        "ru": f" Похоже на «{likely['ru']}».",
        "en": f" Did you mean “{likely['en']}”?",
    }
