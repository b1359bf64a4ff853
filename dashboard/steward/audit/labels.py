"""What the audit trail calls deeds, tables and fields."""

from dashboard.text.language import _


def tables() -> dict[str, str]:
    """What people call the tables that no file is imported into."""
    return {
        "definition_version": _("Definitions"),
        "passport": _("The programme's passport"),
        "part": _("Parts of the programme"),
        "coverage": _("What has been reported"),
        "source_note": _("Contradictions of the sources"),
        "assignment": _("Who answers for indicators"),
        "closed_year": _("Closed years"),
        "organisation_merge": _("Merged organisations"),
        "different_organisations": _("Organisations that are not one"),
        "import_run": _("Imports"),
        "form_template": _("Forms of the programme's own"),
        "kind_version": _("Declared kinds of records"),
        "saved_source": _("Saved sources"),
    }


def columns() -> dict[str, str]:
    """Fields of the tables that are no kind of file."""
    return {
        "code": _("Code"),
        "version": _("Version"),
        "text": _("Text"),
        "name": _("Name"),
        "extension": _("Kind of file"),
        "places": _("Places of a form"),
        "owner": _("Owner"),
        "contact": _("Contact"),
        "year": _("Year"),
        "kind": _("Kind"),
        "indicator": _("Indicator"),
        "district": _("District"),
        "into_id": _("Counts as"),
        "organisation_id": _("Organisation"),
        "first_id": _("One organisation"),
        "second_id": _("The other organisation"),
        "parent": _("Belongs to"),
        "name_ru": _("Name in Russian"),
        "name_en": _("Name in English"),
        "first_year": _("First year"),
        "last_year": _("Last year"),
        "texts": _("Texts"),
        "settings": _("Settings"),
        "status_rules": _("Edition of the rules of statuses"),
        "state": _("State"),
        "reason": _("Why"),
        "number": _("Number"),
        "printed": _("As printed"),
        "position": _("Place in the list"),
        "illustrative": _("Illustrative"),
        "source": _("Source"),
        "indicators": _("Indicators"),
        "problem_ru": _("What is wrong, in Russian"),
        "problem_en": _("What is wrong, in English"),
    }


def precisions() -> dict[object, str]:
    """How well a date is known."""
    return {"day": _("the day"), "month": _("the month"), "year": _("the year")}


def details() -> dict[str, str]:
    """What else is written down of an event."""
    return {
        "address": _("from the address"),
        "unwritten": _("failures before it that were not written down"),
        "everywhere": _("in every browser"),
        "browser": _("browser"),
        "telephone": _("with a code of the telephone"),
        "recovery": _("with a recovery code"),
        "code_wrong": _("right password, wrong code"),
        "locked": _("the account is locked"),
        "provider": _("by the provider"),
        "reason": _("reason"),
        "role": _("role"),
        "programme": _("programme"),
        "programmes": _("programmes"),
        "subject": _("subject at the provider"),
        "one_time": _("one-time password"),
        "format": _("format"),
        "page": _("page"),
        "deck": _("deck"),
        "revision": _("revision"),
        "rows": _("rows"),
        "source": _("source"),
        "act": _("act"),
        "version": _("saved version"),
        "until": _("last day"),
        "districts": _("districts"),
        "hash": _("checksum of the file"),
        "kind": _("kind"),
        "number": _("number"),
        "indicator": _("indicator"),
        "district": _("district"),
        "period": _("period"),
        "open": _("shown to everybody"),
        "kinds": _("kinds of records"),
    }


def states() -> dict[object, str]:
    """The states of a published definition's row."""
    return {"published": _("published"), "withdrawn": _("withdrawn")}


def texts() -> dict[str, str]:
    """The passages of a programme's passport, and what is set there."""
    return {
        "name": _("Name"),
        "short_name": _("Short name"),
        "territory": _("Territory"),
        "act": _("Act"),
        "amendments": _("Amendments"),
        "goal": _("Goal"),
        "responsible": _("Responsible"),
        "banner": _("Banner"),
        "source": _("Source"),
        "not_found": _("What was not found"),
        "thresholds": _("Thresholds"),
        "at_risk": _("at risk from"),
        "cuts": _("Second cuts"),
        "facts": _("Facts of the sources"),
        "ru": _("in Russian"),
        "en": _("in English"),
    }
