"""The kinds of records that stewards of a database have declared, as this process knows them."""

from collections.abc import Callable, Mapping
from importlib import import_module
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables import KINDS
from data.tables.kind_versions import KindVersion

Texts = Mapping[str, tuple[str, ...]]
"""By code: the texts of a kind's versions, the newest last."""


class KindsOfDatabase:
    """What was read of them last, and at which revision; a database and its copy share it, so that
    the copy, which is behind, takes nothing back.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """The past is another: read them again."""
        self._revision, self._texts = -1, dict[str, tuple[str, ...]]()

    def follow(self, revision: int, read: Callable[[], Texts]) -> None:
        """The newest revision is this one; ``read`` is asked only where it is a later one."""
        with self._lock:
            if revision > self._revision:
                self._texts, self._revision = dict(read()), revision
        adopt(self._texts)


def adopt(texts: Texts) -> None:
    """Let the program know these kinds, and no others but those that ship."""
    # by name, as tables do: kinds stand above the database
    import_module(KINDS).adopt(texts)


def kind_texts(session: Session) -> Texts:
    """The texts of every declared kind's versions so far."""
    texts: dict[str, tuple[str, ...]] = {}
    versions = select(KindVersion.code, KindVersion.text)
    for code, text in session.execute(versions.order_by(KindVersion.since, KindVersion.id)):
        texts[code] = (*texts.get(code, ()), text)
    return texts
