"""What makes up a difference adds up to it exactly, in any programme: whatever is counted, however
it is divided, between any two periods or from the plan, in the whole and in a district, now and as
of an earlier revision.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from indicators.answers.question import Question
from indicators.contributions.asking import decomposition, dimensions
from indicators.contributions.contribution import Contribution
from indicators.contributions.decomposition import DifferenceQuestion
from indicators.periods import parse
from tests.depth import examples
from tests.soundness.strategies import KINDS, PLACES, Story, stories, town
from tests.soundness.test_against_reference import CALM

NUMBERS = count(1)
GRAINS = (
    ("2014", "2015", "2016"),
    ("2014-Q4", "2015-Q2", "2015-Q4"),
    ("2014-H2", "2016-H1"),
    ("2015-03", "2016-07"),
)
PAIRS = st.sampled_from(GRAINS).flatmap(
    lambda periods: st.tuples(st.sampled_from(periods), st.none() | st.sampled_from(periods))
)


@settings(CALM, max_examples=examples(8, 40))
@given(
    story=stories(revisions=2),
    pairs=st.lists(PAIRS, min_size=2, max_size=4),
    place=st.sampled_from(PLACES),
)
def test_contributions_add_up_to_the_difference(
    sqlite_url: str, story: Story, pairs: list[tuple[str, str | None]], place: str
) -> None:
    with town(sqlite_url, next(NUMBERS)) as here:
        story.begin(here)
        # what is not reported has no value, and so no difference
        with here.revision():
            for kind in KINDS:
                here.cover(kind, "2014..2016")
        first = here.database.newest()
        for deeds in story.later:
            with here.revision():
                story.apply(here, deeds)
        differences = [
            DifferenceQuestion(code, parse(now), parse(before) if before else None)
            for code in story.codes
            for now, before in (*pairs, ("2015", "2014"), ("2016", "2015"))
            if now != before
        ]
        with here.database.read() as session:
            for as_of, district in ((None, None), (first, None), (None, place)):
                question = Question(programme=here.code, district=district, as_of=as_of)
                for difference in differences:
                    check_sums(session, question, difference)


def check_sums(session: Session, question: Question, difference: DifferenceQuestion) -> None:
    for by in dimensions(session, question, difference):
        whole = decomposition(session, question, difference, by)
        if whole is None:
            continue
        now, before = whole.now.exact, whole.before.exact
        compared = whole.before.plan if difference.of_plan else before
        assert now is not None
        assert compared is not None
        assert whole.difference == Fraction(now) - Fraction(compared)
        amounts = list(amounts_of(whole.contributions))
        assert sum(amounts, Fraction(0)) == whole.difference, (difference, by)
        keys = [contribution.key for contribution in whole.contributions]
        assert len(set(keys)) == len(keys)


def amounts_of(contributions: Sequence[Contribution]) -> Iterator[Fraction]:
    for contribution in contributions:
        yield Fraction(contribution.amount)
