"""The ways from a number for those who have signed in: to what has changed in it, for those who may see
the audit, and to what colleagues write about it.
"""

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import may
from dashboard.components.attributes import tongue
from dashboard.http.context import database
from dashboard.sections.figure_links import links_of_number
from dashboard.sections.subject import Subject
from dashboard.text.language import _, ngettext
from data.comments.reading import CommentFacts, at_topic
from data.topics import Topic
from indicators.periods import Period

MOST = 3
"""Open comments that stand at a number; all are behind the link."""
EXCERPT = 200


def number_links(subject: Subject, period: Period, district: str | None = None) -> list[Component]:
    """The links, and the open comments; none of several districts together and of any days."""
    addresses = links_of_number(subject, period, district)
    links = [*_changes(subject, addresses), *_comments(subject, period, district, addresses)]
    return [html.Span(links, className="number-links")] if links else []


def open_comments(subject: Subject, period: Period, district: str | None = None) -> list[Component]:
    """Where there are comments, their number and those that are open; the way to the first one is
    the menu's.
    """
    addresses = links_of_number(subject, period, district)
    if not addresses.get("comments") or not _read(subject, period, district):
        return []
    listed = _comments(subject, period, district, addresses)
    return [html.Span(listed, className="number-links")] if listed else []


def _changes(subject: Subject, addresses: dict[str, str]) -> list[Component]:
    """One link to the revisions that changed a number; of a range, those of any of the indicator's
    periods there.
    """
    if not addresses or not may("steward", subject.page_request.facts.code):
        return []
    name = _("What changed in this number?")
    return [html.A(name, href=addresses["changes"], className="changes-link")]


def _comments(
    subject: Subject, period: Period, district: str | None, addresses: dict[str, str]
) -> list[Component]:
    """A link to the comments on a number, with those that are open; a range of years and what has no
    district have none.
    """
    if "comments" not in addresses or not may("viewer", subject.page_request.facts.code):
        return []
    comments = _read(subject, period, district)
    link = html.A(_words(len(comments)), href=addresses["comments"], className="changes-link")
    return [link, *map(_excerpt, [each for each in comments if not each.settled_by][-MOST:])]


def _read(subject: Subject, period: Period, district: str | None) -> list[CommentFacts]:
    code = subject.page_request.facts.code
    if not may("viewer", code):
        return []
    topic = Topic(indicator=subject.code, period=period.label, district=district or "")
    with database().read() as session:
        return [*at_topic(session, code, topic)]


def _words(number: int) -> str:
    if not number:
        return _("Comment to a colleague")
    return ngettext("{number} comment", "{number} comments", number)


def _excerpt(comment: CommentFacts) -> Component:
    text = comment.text if len(comment.text) <= EXCERPT else f"{comment.text[:EXCERPT]}…"
    return html.Span(
        [html.Strong(comment.author), ": ", html.Span(text, **tongue(text))],
        className="number-comment",
    )
