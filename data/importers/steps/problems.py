"""What is wrong with a file: collected with row, column and value, then refused at once."""

from dataclasses import dataclass, field
from typing import Any

from data.refusals import Problem, Refusal

SHOWN = 200


class Bad(ValueError):
    """A value that breaks ``rule``; whoever knows its row and column makes a ``Problem`` of it."""

    def __init__(self, rule: str, **params: Any) -> None:
        super().__init__(rule)
        self.rule = rule
        self.params = params


@dataclass
class Problems:
    """The problems of one file: the first ``SHOWN`` in full, the rest as a number."""

    file: str
    found: list[Problem] = field(default_factory=list)
    total: int = 0

    def add(
        self, rule: str, *, row: int | None = None, column: str | None = None, value: str | None = None, **params: Any
    ) -> None:
        """Note one problem."""
        self.total += 1
        if len(self.found) < SHOWN:
            self.found.append(Problem(rule, params, file=self.file, row=row, column=column, value=value))

    def refuse(self) -> None:
        """Raise all that was noted, if anything was."""
        if not self.total:
            return
        ordered = sorted(self.found, key=lambda problem: problem.row or 0)
        hidden = self.total - len(ordered)
        more = [Problem("import_more_problems", {"hidden": hidden, "total": self.total}, file=self.file)]
        raise Refusal(ordered + (more if hidden else []))


def refusal(file: str, rule: str, **params: Any) -> Refusal:
    """A refusal of the file as a whole."""
    return Refusal(Problem(rule, params, file=file))
