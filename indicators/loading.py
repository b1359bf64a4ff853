"""A programme from a folder: passport, definitions, forms and records, in one revision or not at all."""

from pathlib import Path

from data.database.database import Database
from data.declaring.publishing import FOLDER, texts_in
from data.declaring.publishing import publish as publish_kinds
from data.imports import Receipt
from data.programme.files import PASSPORT, read_passport
from data.programme.folder import load_imports, load_passport
from indicators.definition.publishing import publish, texts_of
from indicators.evaluation.methodologies import check_setting
from indicators.forms.templates.keeping import load_templates


def load(
    database: Database, folder: Path, *, author: str = "itog", reason: str = "", sure: bool = False
) -> list[Receipt]:
    """Load a folder like ``data/programmes/<code>/``; refuses with every problem and changes
    nothing.

    ``sure``: doubtful values are right.
    """
    with database.transaction(
        "load", folder.name, author=author, reason=reason, override_closed_years=bool(reason)
    ) as change:
        check_setting(read_passport(folder).settings.methodology, PASSPORT)
        publish_kinds(change, texts_in(folder) if (folder / FOLDER).is_dir() else ())
        programme = load_passport(change, folder)
        publish(change, programme, texts_of(folder / "definitions"))
        load_templates(change, programme, folder)
        return load_imports(change, folder, sure=sure)
