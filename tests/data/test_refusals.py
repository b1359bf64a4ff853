"""What a refusal offers instead of an unknown code."""

from collections import Counter

from ruamel.yaml import YAML

from data.refusals import MESSAGES, messages
from data.words.offers import some

MANY = ["consultations", "consultations_consulting", *(f"event_{number}" for number in range(60))]


def test_few_codes_are_all_named() -> None:
    assert some(["events", "grants"], "grant", "en") == "events, grants"


def test_of_many_codes_those_that_may_have_been_meant_come_first() -> None:
    offered = some(MANY, "consultatoins", "en")
    assert offered.startswith("consultations, consultations_consulting, ")
    assert offered.endswith(" and 47 more")
    assert len(offered.split(", ")) == 15


def test_no_codes_are_a_dash() -> None:
    assert some([], "events", "en") == "–"


def test_no_two_files_of_sentences_share_a_rule() -> None:
    """The later one would silently take the place of the earlier, with parameters that nobody
    fills.
    """
    rules = Counter(
        rule for path in MESSAGES.glob("*.yaml") for rule in YAML(typ="safe").load(path)
    )
    assert [rule for rule, times in rules.items() if times > 1] == []


def test_a_sentence_parsed_alone_is_what_its_whole_file_says() -> None:
    whole = [YAML(typ="safe").load(path) for path in sorted(MESSAGES.glob("*.yaml"))]
    assert dict(messages()) == {rule: texts for each in whole for rule, texts in each.items()}


def test_every_fault_of_a_file_says_what_to_do_after_what_is_wrong() -> None:
    """The table of a file's problems has a column for each: a sentence alone would leave one empty."""
    notes = {
        "import_changes", "import_more_problems",
        "import_foreseen", "import_changes_nothing", "import_too_large_to_foresee",
    }  # fmt: skip  # no faults
    alone = [
        rule
        for rule, texts in messages().items()
        if rule.startswith(("import_", "doubt_")) and rule not in notes
        if not all(". " in text for text in texts.values())
    ]
    assert alone == []
