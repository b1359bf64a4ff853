"""What pages offer as files, beside the exports of a deck: forms, the register, the calendar, and
the picture that stands for a link.
"""

from flask import Flask

from dashboard.forms import format_names
from dashboard.http.late_view import late_view
from dashboard.sections import page_card
from dashboard.sections.calendar import feed
from dashboard.sections.forms import files as form_files
from dashboard.sections.forms.form_page import OWN_PATH, PATH
from dashboard.sections.records import files as record_files
from dashboard.sections.register import files


def register(server: Flask) -> None:
    """Add the addresses; each format of forms has its own."""
    for name in format_names():
        path = f"{PATH}.{name}"
        server.add_url_rule(path, f"report_{name}", form_files.form_view)
    annual = late_view("dashboard.sections.forms.annual_file.view")
    server.add_url_rule(f"{PATH}.docx", "report_annual", annual)
    server.add_url_rule(OWN_PATH, "report_own", form_files.own_view)
    server.add_url_rule(files.ZIP, "register_zip", files.zip_view)
    workbook = late_view("dashboard.sections.register.workbook.view")
    server.add_url_rule(files.XLSX, "register_xlsx", workbook)
    folder = record_files.FOLDER
    server.add_url_rule(f"{folder}.csv", "records_csv", record_files.csv_view)
    records = late_view("dashboard.sections.records.workbook.view")
    server.add_url_rule(f"{folder}.xlsx", "records_xlsx", records)
    calendar = late_view("dashboard.sections.calendar.file.view")
    server.add_url_rule(feed.PATH, "calendar_feed", calendar)
    card = late_view("dashboard.sections.card_picture.view")
    server.add_url_rule(page_card.PATH, "page_card", card)
