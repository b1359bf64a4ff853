"""Publishing declared kinds: each gets its table, or its table the new columns, within one revision."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, update
from sqlalchemy.orm import Session

from data.database.change import Change
from data.database.kinds import kind_texts
from data.declaring.new_version import losses
from data.imports.columns.kind import Kind
from data.imports.declarations.reading import published_declaration, read_declaration
from data.imports.declarations.schema import KindDeclaration
from data.imports.registry import DECLARATION, adopt, kind_of, kinds_in_order, shipped_kinds
from data.markup.markup import text_of_file
from data.refusals import Problem, Refusal, refuse
from data.system import usable
from data.tables.kind_versions import KindVersion

FOLDER = "kinds"
LONGEST_CODE = 30
"""Signs of a declared kind's code: the names of its table and indexes are made of it."""
MOST_KINDS = 60
"""Every revision asks each kind's table what it has changed."""

NamedText = tuple[str, str]
"""A file's name and what it says."""


@dataclass(frozen=True)
class ProposedKind:
    """A version that is to be published; ``before`` is the one in force, if there is any."""

    declaration: KindDeclaration
    text: str
    before: KindDeclaration | None

    @property
    def retired(self) -> list[str]:
        """The columns that nobody is to fill in from this version on."""
        before = self.before.columns if self.before else ()
        gone = {column.column for column in before if column.retired}
        columns = (column for column in self.declaration.columns if column.retired)
        return [column.column for column in columns if column.column not in gone]


def texts_in(folder: Path) -> list[NamedText]:
    """The declarations of a folder, or of ``kinds`` inside a programme's folder."""
    inner = folder / FOLDER
    place = inner if inner.is_dir() else folder
    with usable("kinds_not_read", folder=place.name):
        return [(path.name, text_of_file(path)) for path in sorted(place.glob(f"*{DECLARATION}"))]


def check(texts: Iterable[NamedText]) -> list[KindDeclaration]:
    """Check declarations by themselves, without a database; refuses with every fault."""
    faults: list[Problem] = []
    sound: list[KindDeclaration] = []
    for file, text in texts:
        try:
            sound.append(_declaration(file, text))
        except Refusal as refusal:
            faults += refusal.problems
    if faults:
        raise Refusal(faults)
    return sound


def proposals(session: Session, texts: Sequence[NamedText]) -> list[ProposedKind]:
    """What is new in some declarations; refuses whatever would lose something."""
    living = living_texts(session)
    new = [
        _proposal(declaration, text, living.get(declaration.code))
        for declaration, (_file, text) in zip(check(texts), texts, strict=True)
        if living.get(declaration.code) != text
    ]
    if faults := [fault for each in new for fault in _losses(session, each)]:
        raise Refusal(faults)
    if len(living.keys() | {each.declaration.code for each in new}) > MOST_KINDS:
        raise refuse("kinds_many", most=MOST_KINDS)
    return new


def publish(change: Change, texts: Sequence[NamedText]) -> list[str]:
    """Publish declarations; those that stand already are left. Returns the codes."""
    new = proposals(change.session, texts)
    for each in new:
        _keep(change, each)
    before = {each.declaration.code: _tables_of(each) for each in new}
    adopt(kind_texts(change.session))
    for code, columns in before.items():
        _shape(change.session.connection(), kind_of(code), columns)
    return list(before)


def living_texts(session: Session) -> dict[str, str]:
    """The declaration in force of each declared kind."""
    return {code: texts[-1] for code, texts in kind_texts(session).items()}


def export(session: Session, folder: Path) -> list[str]:
    """Write the declaration in force of each kind as it was written; returns the files' names."""
    with usable("export_not_written", file=folder.name):
        folder.mkdir(parents=True, exist_ok=True)
        texts = {f"{code}{DECLARATION}": text for code, text in living_texts(session).items()}
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    return list(texts)


def _declaration(file: str, text: str) -> KindDeclaration:
    """One declaration, of which no word is ours."""
    declaration = read_declaration(text, file)
    taken = set(shipped_kinds()) | {
        measure for kind in kinds_in_order() for measure in kind.measures
    }
    for rule, is_broken in (
        ("kind_file_name", Path(file).stem != declaration.code),
        ("kind_name_ours", declaration.code in taken),
        ("kind_code_long", len(declaration.code) > LONGEST_CODE),
    ):
        if is_broken:
            words = {"kind": declaration.code, "longest": LONGEST_CODE}
            raise Refusal([Problem(rule, words, file, field="code")])
    if ours := next(_of_shipped_kinds(declaration), None):
        raise Refusal([Problem("kind_table_ours", {"field": ours}, file, field=ours)])
    return declaration


def _of_shipped_kinds(declaration: KindDeclaration) -> Iterator[str]:
    """The fields that only kinds of the program have."""
    yield from (field for field in ("table", "measures", "indexes") if getattr(declaration, field))
    for number, column in enumerate(declaration.columns):
        if column.characters:
            yield f"columns.{number}.characters"
    for number, rule in enumerate(declaration.rules):
        if rule.message:
            yield f"rules.{number}.message"


def _proposal(declaration: KindDeclaration, text: str, living: str | None) -> ProposedKind:
    return ProposedKind(declaration, text, published_declaration(living) if living else None)


def _losses(session: Session, proposal: ProposedKind) -> Iterator[Problem]:
    if proposal.before is not None:
        kind = kind_of(proposal.declaration.code)
        yield from losses(session, kind, proposal.before, proposal.declaration)


def _keep(change: Change, proposal: ProposedKind) -> None:
    """The version in force ends with the change, the new one begins."""
    code = proposal.declaration.code
    ended = update(KindVersion).where(KindVersion.code == code, KindVersion.until.is_(None))
    change.session.execute(ended.values(until=change.revision))
    change.session.add(KindVersion(code=code, text=proposal.text, since=change.revision))
    change.session.flush()


def _tables_of(proposal: ProposedKind) -> frozenset[str]:
    """The columns of the kind's table so far; none of a kind that is new."""
    if proposal.before is None:
        return frozenset()
    return frozenset(kind_of(proposal.declaration.code).sql.columns.keys())


def _shape(connection: Connection, kind: Kind, present: frozenset[str]) -> None:
    """Make the table of a new kind, or add to it the columns that are not ``present``."""
    if not present:
        make_tables(connection, [kind])
        return
    # only who publishes needs it: no server that answers pages has it in its memory
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    operations = Operations(MigrationContext.configure(connection))
    for column in kind.sql.columns:
        if column.name not in present:
            operations.add_column(kind.sql.name, column)


def make_tables(connection: Connection, kinds: Iterable[Kind]) -> None:
    """The tables of declared kinds, with their indexes."""
    for kind in kinds:
        for table in kind.tables:
            table.create(connection)
