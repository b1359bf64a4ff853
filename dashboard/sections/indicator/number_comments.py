"""What colleagues write about a number, where it stands; only who has signed in sees it."""

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import may
from dashboard.components.attributes import tongue
from dashboard.http.context import database
from dashboard.sections.figure_links import comments_address, topic_of
from dashboard.sections.subject import Subject
from dashboard.text.language import ngettext
from data.comments.reading import CommentFacts, at_topic
from indicators.periods import Period

MOST = 3
"""Open comments that stand at a number; all are behind the link."""
EXCERPT = 200


def open_comments(subject: Subject, period: Period, district: str | None = None) -> list[Component]:
    """How many comments there are, and those that are open; nothing where there is none, as the
    number's menu leads to the first one.
    """
    code, topic = subject.page_request.facts.code, topic_of(subject, period, district)
    if topic is None or not may("viewer", code):
        return []
    with database().read() as session:
        comments = at_topic(session, code, topic)
    if not comments:
        return []
    words = ngettext("{number} comment", "{number} comments", len(comments))
    link = html.A(words, href=comments_address(subject, topic), className="changes-link")
    excerpts = map(_excerpt, [each for each in comments if not each.settled_by][-MOST:])
    return [html.Span([link, *excerpts], className="number-links")]


def _excerpt(comment: CommentFacts) -> Component:
    text = comment.text if len(comment.text) <= EXCERPT else f"{comment.text[:EXCERPT]}…"
    return html.Span(
        [html.Strong(comment.author), ": ", html.Span(text, **tongue(text))],
        className="number-comment",
    )
