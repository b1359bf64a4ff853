"""The kinds that the database of this process declares, made once for each set of their texts."""

from collections.abc import Mapping
from threading import Lock

from data.database.kinds import Texts
from data.imports.columns.kind import Kind
from data.imports.declarations.making import kind_of_versions
from data.imports.declarations.reading import published_declaration
from data.tables.records import discard


class OwnKinds:
    """Kinds by name, and what they were made of; their tables are among all others."""

    def __init__(self) -> None:
        self.kinds: Mapping[str, Kind] = {}
        self._texts: Texts = {}
        self._lock = Lock()

    def adopt(self, texts: Texts) -> bool:
        """Make the kinds of these texts and take back all others; says whether they were others."""
        if texts == self._texts:
            return False
        with self._lock:
            same = {name for name in texts if texts[name] == self._texts.get(name)}
            for name in self._texts.keys() - same:
                _discard(self.kinds[name])
            self.kinds = {
                name: self.kinds[name] if name in same else _kind(texts[name]) for name in texts
            }
            self._texts = dict(texts)
        return True


def _kind(texts: tuple[str, ...]) -> Kind:
    return kind_of_versions([published_declaration(text) for text in texts])


def _discard(kind: Kind) -> None:
    # the table of districts first: it refers to the other
    for table in reversed(kind.tables):
        discard(table)
