"""The ways from a number for those who have signed in: to what has changed in it, for those who may see
the audit, and to what colleagues write about it.
"""

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import may
from dashboard.components.attributes import tongue
from dashboard.http import urls
from dashboard.http.context import database
from dashboard.sections.subject import Subject
from dashboard.text.language import _, ngettext
from data.comments.reading import CommentFacts, at_topic
from data.topics import Topic
from indicators.periods import RANGE, Period
from indicators.records.place_sets import is_set
from indicators.records.places import NONE

MOST = 3
"""Open comments that stand at a number; all are behind the link."""
EXCERPT = 200


def number_links(subject: Subject, period: Period, district: str | None = None) -> list[Component]:
    """The links, and the open comments; none of several districts together and of any days."""
    if is_set(district) or period.days is not None:
        return []
    links = [*_changes(subject, period, district), *_comments(subject, period, district)]
    return [html.Span(links, className="number-links")] if links else []


def _changes(subject: Subject, period: Period, district: str | None) -> list[Component]:
    """One link to the revisions that changed a number; of a range, those of any of the indicator's
    periods there.
    """
    page_request = subject.page_request
    if not may("steward", page_request.facts.code):
        return []
    number = {
        "indicator": subject.code,
        "district": district,
        "cut": page_request.cut if district else None,
        "period": None if period.grain == RANGE else period.label,
    }
    chosen = {name: value for name, value in number.items() if value}
    address = urls.with_choices(urls.to_rooms(page_request.facts.code, "/steward/audit"), chosen)
    return [html.A(_("What changed in this number?"), href=address, className="changes-link")]


def _comments(subject: Subject, period: Period, district: str | None) -> list[Component]:
    """A link to the comments on a number, with those that are open; a range of years and what has no
    district have none.
    """
    facts = subject.page_request.facts
    if not may("viewer", facts.code) or period.grain == RANGE or district == NONE:
        return []
    topic = Topic(indicator=subject.code, period=period.label, district=district or "")
    with database().read() as session:
        comments = at_topic(session, facts.code, topic)
    address = urls.with_choices(urls.to_rooms(facts.code, "/steward/comments"), topic.named)
    link = html.A(_words(len(comments)), href=address, className="changes-link")
    return [link, *map(_excerpt, [each for each in comments if not each.settled_by][-MOST:])]


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
