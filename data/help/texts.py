"""The texts of help, read once from the files beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from data.refusals import Names
from data.tables.accounts import ROLES

FOLDER = Path(__file__).parent
NOBODY = "nobody"
"""Whoever has not signed in, among the roles."""


@dataclass(frozen=True)
class HelpText:
    """What is to be known of a term, a page or a role, by language.

    ``code`` is the term's, the page's path as it is registered, or the role's; ``also`` are other
    words by which people look for it.
    """

    code: str
    names: Names
    texts: Names
    also: Names = field(default_factory=dict)


@cache
def terms() -> Mapping[str, HelpText]:
    """The terms of the screens by code, each after those that it is explained by."""
    return _texts("terms")


@cache
def guides() -> Mapping[str, HelpText]:
    """How each page is read, by its path."""
    return _texts("guides")


@cache
def roles() -> Mapping[str, HelpText]:
    """What each role may do, from nobody to the administrator; they are called as accounts call them."""
    return _texts("roles")


def _texts(name: str) -> Mapping[str, HelpText]:
    content = YAML(typ="safe").load(FOLDER / f"{name}.yaml")
    return {code: _text(code, fields) for code, fields in content.items()}


def _text(code: str, fields: Mapping[str, Names]) -> HelpText:
    names = fields.get("name") or {
        language: ROLES.name(code, language) for language in ("ru", "en")
    }
    return HelpText(code, names, fields["text"], fields.get("also", {}))
