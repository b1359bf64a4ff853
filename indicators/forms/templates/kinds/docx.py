"""A document with named places, filled by docxtpl; nothing but places is carried out."""

import io
import re
from collections.abc import Iterator

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import SandboxedEnvironment

from data.refusals import Problem, Refusal
from indicators.forms.templates.archive import DAMAGE, OPENING, Parts, is_xml, tree, unpack
from indicators.forms.templates.filling import Fillings

MAIN = "word/document.xml"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml|docProps/core\.xml")
WORKINGS = re.compile(r"\{[%#]|\{\{(r|p|tr|tc)\s")
"""Statements and comments of Jinja, and what docxtpl puts in place of a row or a paragraph."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class PlacesAlone(Extension):
    """Makes of ``{{ a.b }}`` a look-up of the place ``a.b``, whatever stands there: nothing of a
    document is an expression.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.places: list[str] = []

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            yield token
            if token.type == "variable_begin":
                place = "".join(_until_end(stream))
                self.places.append(place)
                for kind, word in (
                    ("name", "places"), ("lbracket", "["), ("string", place), ("rbracket", "]"),
                ):  # fmt: skip
                    yield Token(token.lineno, kind, word)


def places(file: str, content: bytes) -> list[tuple[str, Problem]]:
    """The places of a document, each with where it stands; refuses what is no place."""
    parts = unpack(file, content, MAIN)
    _check_workings(file, parts)
    return [(place, _where(file, parts, place)) for place in _render(file, content, {})[1]]


def title(file: str, content: bytes) -> str:
    """What the document is called by its properties."""
    return str(DocxTemplate(io.BytesIO(content)).get_docx().core_properties.title)


def fill(file: str, content: bytes, fillings: Fillings) -> bytes:
    """The document with its places filled; everything of the data is text, whatever signs it has."""
    document, _places = _render(file, content, {name: each.text for name, each in fillings.items()})
    filled = io.BytesIO()
    document.save(filled)
    return filled.getvalue()


def _render(file: str, content: bytes, texts: dict[str, str]) -> tuple[DocxTemplate, list[str]]:
    environment = SandboxedEnvironment(autoescape=True, extensions=[PlacesAlone])
    document = DocxTemplate(io.BytesIO(content))
    try:
        document.render({"places": texts}, jinja_env=environment, autoescape=True)
    except TemplateSyntaxError as error:
        raise Refusal(Problem("form_place_unclosed", file=file)) from error
    except DAMAGE as error:
        raise Refusal(Problem("form_template_damaged", file=file)) from error
    (extension,) = environment.extensions.values()
    assert isinstance(extension, PlacesAlone)  # noqa: S101 - the only one there is
    return document, list(dict.fromkeys(extension.places))


def _check_workings(file: str, parts: Parts) -> None:
    """Refuse statements, and places where nothing fills them."""
    for name, part in parts.items():
        if not is_xml(name):
            continue
        text = "".join(tree(part).itertext())
        working = WORKINGS.search(text)
        if working is not None:
            beginning = text[working.start() :][:60]
            raise Refusal(Problem("form_template_working", {"text": beginning}, file=file))
        if not FILLED.fullmatch(name) and (OPENING in part or "{{" in text):
            raise Refusal(Problem("form_place_elsewhere", {"part": name}, file=file))


def _where(file: str, parts: Parts, place: str) -> Problem:
    """The paragraph in which a place stands first."""
    for name, part in parts.items():
        if FILLED.fullmatch(name):
            for paragraph in tree(part).iter(f"{WORD}p"):
                text = "".join(word.text or "" for word in paragraph.iter(f"{WORD}t"))
                if "{{" in text and place in "".join(text.split()):
                    return Problem("", {"stands": text[:100]}, file=file)
    return Problem("", {"stands": place[:100]}, file=file)


def _until_end(stream: TokenStream) -> Iterator[str]:
    while stream.current.type not in ("variable_end", "eof"):
        yield str(next(stream).value)
