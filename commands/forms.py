"""``itog forms``: the forms that a programme has of its own."""

from pathlib import Path

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import EXISTING_FILE, or_home_programme, reason_option
from commands.common.printing import format_option, show
from data.passports import programme_id
from indicators.forms.templates.keeping import add_template, read_template, withdraw_template
from indicators.forms.templates.own_forms import own_forms
from indicators.sheets.rows import newest_sheet

COLUMNS = ("code", "name", "extension")


@spoken.group()
def command() -> None:
    """List, add, replace and withdraw a programme's own forms."""


@command.command("list")
@or_home_programme
@format_option
@pass_itog
def list_forms(itog: Itog, /, programme: str, form: str) -> None:
    """The forms that a programme has of its own."""
    with itog.ready.read() as session:
        rows = (
            {name: getattr(each, name) for name in COLUMNS}
            for each in own_forms(session, programme)
        )
        sheet = newest_sheet(session, COLUMNS, rows)
    show(sheet, form)


@command.command("add")
@click.argument("file", metavar="FILE", type=EXISTING_FILE)
@or_home_programme
@reason_option
@pass_itog
def add(itog: Itog, /, file: Path, programme: str, reason: str) -> None:
    """Check a workbook or document and keep it; it replaces the form of its name."""
    with itog.ready.transaction("form", file.stem, reason=reason) as change:
        add_template(
            change, programme_id(change.session, programme), file.name, read_template(file)
        )
    itog.say("form_template_added", code=file.stem, revision=change.revision)


@command.command("withdraw")
@click.argument("code", metavar="CODE")
@or_home_programme
@reason_option
@pass_itog
def withdraw(itog: Itog, /, code: str, programme: str, reason: str) -> None:
    """Offer a form no longer; as of earlier revisions it stays."""
    with itog.ready.transaction("form_withdrawn", code[:50], reason=reason) as change:
        withdraw_template(change, programme_id(change.session, programme), code)
    itog.say("form_template_withdrawn", code=code, revision=change.revision)
