"""What somebody wants as a file, and making it."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from dashboard import exports
from dashboard.council.making import find, report
from dashboard.council.of_page import deck_of_page
from dashboard.report import Report
from dashboard.request_reading import read_page_request
from data.progress import ReportProgress


@dataclass(frozen=True)
class Order:
    """A deck's code or a page's address, as a file of a format, in a language."""

    form: str
    deck: str = ""
    page: str = ""
    language: str = "ru"


def fulfil(server: Flask, order: Order, path: Path, report_progress: ReportProgress) -> None:
    """Write the file; it has its final name only when it is whole."""
    with server.test_request_context("/", headers={"X-Lang": order.language}):
        exports.write(reported(order, report_progress), order.form, path)


def reported(order: Order, report_progress: ReportProgress) -> Report:
    """The report of an order, in the language of the request."""
    if order.deck:
        return report(find(order.deck), report_progress)
    return report(
        deck_of_page(order.page), report_progress, revision=read_page_request(order.page).as_of
    )
