"""The words of the screens of definitions, in the reader's language."""

from dashboard.text.language import _


def words() -> dict[str, str]:
    """All of them: the screens share most."""
    return {**_lists(), **_writing(), **_effect()}


def _lists() -> dict[str, str]:
    return {
        "indicator": _("Indicator"),
        "code": _("Code"),
        "kind": _("Kind"),
        "versions": _("Version: years in force"),
        "drafts": _("Drafts"),
        "new": _("New indicator"),
        "new_drafts": _("Indicators being written"),
        "withdrawn": _("Withdrawn"),
        "open_by": _("No. {id}, {author}, {at}"),
        "proposed_by": _("proposed: No. {id}, {author}, {at}"),
        "passport": _("Passport of the indicator"),
        "history": _("History of versions"),
        "version": _("version {number}"),
        "in_force": _("in force"),
        "never": _("not in force in any year"),
        "gone": _("withdrawn in revision {number}"),
        "published": _("published {at}, {author}"),
        "first": _("The first version."),
        "field": _("Field"),
        "was": _("Before"),
        "now": _("After"),
        "text": _("As written (YAML)"),
        "values": _("What this version gives in every year"),
        "values_lead": _(
            "Computed now from today's records, as if the version were in force in all years."
        ),
        "place": _("Place"),
        "change": _("Write a change"),
        "withdraw": _("Withdraw this version…"),
        "read": _("Read and compute"),
        "page": _("Page of the indicator"),
        "all": _("All definitions"),
        "revision": _("revision {number}"),
    }


def _writing() -> dict[str, str]:
    return {
        "form": _("Form"),
        "yaml": _("Text (YAML)"),
        "yaml_help": _(
            "The same definition as a file; comments are kept. Both tabs write one draft."
        ),
        "save": _("Save"),
        "saved": _("Saved {at} UTC"),
        "saving": _("Saving…"),
        "unsaved": _("Not saved: {reason}"),
        "offline": _("no connection; the text stays here, it will be tried again"),
        "effect": _("See the effect"),
        "drop": _("Put aside"),
        "reopen": _("Go on writing"),
        "take_back": _("Take back to work"),
        "send_back": _("Send back to the author"),
        "to_mend": _("What is to be mended (the author reads it)"),
        "wrong": _("The check"),
        "sound": _("The definition is sound."),
        "more": _("Others, by comma"),
        "not_chosen": _("– not chosen –"),
        "choose_draft": _("Somebody is writing this definition already"),
        "choose_lead": _(
            "Go on with what is begun, or begin a draft of your own beside it. Nothing is lost either way."
        ),
        "go_on": _("Go on with it"),
        "own": _("Begin my own"),
        "changed_fields": _("What it changes"),
        "nothing": _("Nothing yet."),
        "conflict": _("Two people wrote one draft"),
        "theirs": _("Saved meanwhile: {author}, {at} UTC"),
        "mine": _("Written by you"),
        "take_theirs": _("Keep what is saved, leave mine"),
        "keep_own": _("Keep mine as a draft of my own"),
        "merge": _("Save my text, as it stands here"),
        "differs": _("What differs"),
        "by_line": _("Line by line"),
        "choose_text": _("What to keep"),
        "choose_how": _(
            "Keep one of the two, or write into yours what you want of the other, and save that as the draft’s text."
        ),
        "base_moved": _(
            "Meanwhile version {now} was published; the draft began with version {was}."
        ),
        "state": _("State"),
        "begin": _("Begin"),
        "formula_names": _("Indicators and their codes"),
    }


def _effect() -> dict[str, str]:
    return {
        "effect_title": _("What publishing changes"),
        "withdraw_title": _("What withdrawing changes"),
        "numbers": _("Numbers"),
        "by_district": _("By district: {number}"),
        "flipped": _("Numbers with another status: {number}"),
        "period": _("Period"),
        "old": _("Before"),
        "after": _("After"),
        "difference": _("Difference"),
        "status": _("Status"),
        "flips": _("Statuses that flip"),
        "no_flips": _("No status flips."),
        "followers": _("Other indicators that follow"),
        "no_followers": _("No other indicator follows."),
        "moved": _("Of today's records, against the version before:"),
        "number": _("Number"),
        "date": _("Date"),
        "says": _("What it says"),
        "first_of": _("The first {shown} of {total}."),
        "meetings": _("Snapshots and decks"),
        "snapshots": _("These snapshots keep the old values:"),
        "bound": _("These decks show a snapshot and stay as they are:"),
        "living": _("These decks show living data and will change:"),
        "reworded": _(
            "These decks show living data; no number of theirs changes, but a name or a unit does:"
        ),
        "no_meetings": _("No snapshot or deck shows these numbers."),
        "all_grains": _("Show half-years, quarters and months too"),
        "years_only": _("Whole years only"),
        "back_to_draft": _("Back to the draft"),
        "propose": _("Propose for publication"),
        "propose_lead": _(
            "Another person with the role “publisher” reads the effect and publishes."
        ),
        "why": _("Why (kept for ever)"),
        "act": _("By which act"),
        "publish": _("Publish"),
        "publish_lead": _("Publishing makes a new revision; snapshots stay what they are."),
        "proposed": _("Proposed by {author}, {at} UTC"),
        "needs_publisher": _("Another person with the role “publisher” has to publish it."),
        "do_withdraw": _("Withdraw"),
        "one_person": _("You wrote it yourself; here one person may both propose and publish."),
    }
