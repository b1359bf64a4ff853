"""What an import or an undo did, as data and as sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.imports.registry import kind_of
from data.refusals import Problem, messages, quoted


def say(rule: str, language: str, **params: object) -> str:
    """A sentence of ``data/messages``."""
    return messages()[rule][language].format(**params)


@dataclass(frozen=True)
class Receipt:
    """What became of one file.

    ``covered`` counts leaf districts × months that were not covered before.

    ``notes`` say how the file was read: which sheets, where its header stands, what a reader may
    have overlooked.
    """

    kind: str
    file_name: str
    programme: str
    import_id: int | None = None
    revision: int | None = None
    accepted: int = 0
    updated: int = 0
    skipped: int = 0
    covered: int = 0
    proposed_covers: str | None = None
    changed: bool = False
    dry_run: bool = False
    programme_name: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()  # of a workbook, that were read
    notes: tuple[Problem, ...] = ()

    def text(self, language: str) -> str:
        """The receipt as a person reads it."""
        rules = [self._headline(), "receipt_rows"]
        rules += ["receipt_covered"] if self.covered else []
        rules += ["receipt_proposal"] if self.proposed_covers else []
        lines = [say(rule, language, **_words(self, language)) for rule in rules]
        return "\n".join([*lines, *(note.text(language) for note in self.notes)])

    def _headline(self) -> str:
        if self.dry_run:
            return "receipt_dry_run"
        return "receipt_loaded" if self.changed else "receipt_unchanged"


@dataclass(frozen=True)
class UndoReceipt:
    """What an undo did: rows closed, rows of earlier imports reopened, coverage taken back."""

    import_id: int
    kind: str
    file_name: str
    programme: str
    revision: int
    closed: int
    reopened: int
    uncovered: int
    # imports that had skipped rows because this one had brought them
    dependent_imports: tuple[int, ...] = ()
    programme_name: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The receipt as a person reads it."""
        lines = [say("receipt_undone", language, **_words(self, language))]
        if self.dependent_imports:
            lines.append(
                say(
                    "receipt_leaning", language, imports=", ".join(map(str, self.dependent_imports))
                )
            )
        return "\n".join(lines)


def _words(receipt: Receipt | UndoReceipt, language: str) -> dict[str, Any]:
    """What a receipt says, its kind and its programme by their names."""
    kind = getattr(kind_of(receipt.kind).words, language)
    programme = receipt.programme_name.get(language) or receipt.programme
    return {
        **receipt.__dict__,
        "kind": quoted(kind, language),
        "programme": quoted(programme, language),
    }


@dataclass(frozen=True)
class UndoPlan:
    """What undoing an import would do: rows closed and reopened, coverage taken back.

    ``edits`` are the later corrections that would go with it, ``refused`` says which rows forbid
    it, ``dependent_imports`` are imports that had skipped rows because of it.
    """

    import_id: int
    closed: int
    reopened: int
    uncovered: int
    edits: tuple[Problem, ...]
    refused: tuple[Problem, ...]
    dependent_imports: tuple[int, ...]
