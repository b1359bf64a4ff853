"""The words of the pages on which rows are typed."""

from dashboard.text.language import _


def record_words() -> dict[str, str]:
    """Of the list of records and of one record."""
    return {
        "kind": _("Kind of record"),
        "words": _("Number or words"),
        "district": _("District"),
        "everywhere": _("All districts"),
        "period": _("Period"),
        "period_help": _("For example 2016, Q2 2016 or May 2016"),
        "state": _("Which records"),
        "living": _("Living ones"),
        "gone_ones": _("Withdrawn ones"),
        "find": _("Find"),
        "new": _("New record"),
        "number": _("Number"),
        "found": _("Found: {total}"),
        "none": _("Nothing was found."),
        "previous": _("Previous"),
        "next": _("Next"),
        "page": _("Page {page} of {pages}"),
        "all": _("All records of this kind"),
        "unset": _("not stated"),
        "no": _("no"),
        "now": _("Saved meanwhile: {now}"),
        "empty": _("empty"),
        "save": _("Save"),
        "sure": _("The value is right"),
        "withdraw": _("Withdraw the record"),
        "withdraw_lead": _("It will be counted nowhere; its history stays."),
        "withdrawn": _("This record was withdrawn: it is counted nowhere."),
        "restore": _("Bring it back"),
        "restore_lead": _("To bring it back, look through the fields and say why."),
        "restored": _("brought back"),
        "history": _("History"),
        "when": _("When"),
        "who": _("Who"),
        "why": _("Why"),
        "what": _("What changed"),
        "revision": _("Revision"),
        "added": _("added"),
        "corrected": _("corrected"),
        "gone": _("withdrawn"),
        "import": _("Import"),
        "counted": _("Counted in"),
        "counted_nowhere": _("It is counted in no number."),
        "indicator": _("Indicator"),
        "years": _("Years"),
        "through": _("These numbers also go into:"),
        "missed": _("Not counted in"),
        "reason": _("Why"),
        "required": _("required"),
        "to_mend": _("Nothing is saved yet. What is to be mended is said at the fields below."),
    }


def grid_words() -> dict[str, str]:
    """Of the grids."""
    return {
        "targets": _("Plans"),
        "observations": _("Reported values"),
        "targets_lead": _(
            "Type or paste a block from Excel. A dash means that no plan was set; an emptied cell withdraws the plan."
        ),
        "observations_lead": _(
            "Type or paste a block from Excel. A dash is kept as the source prints it; an emptied cell withdraws it."
        ),
        "indicator": _("Indicator"),
        "every": _("All indicators of one place"),
        "place": _("Place"),
        "period": _("Period"),
        "year": _("Year"),
        "stage": _("Stage"),
        "split": _("Disaggregation"),
        "value": _("Another value"),
        "value_help": _("A value that nobody has reported yet gets a row."),
        "part": _("Part"),
        "show": _("Show"),
        "now": _("before: {now}"),
        "theirs": _("saved meanwhile: {now}"),
        "empty": _("empty"),
        "aside": _("the other stage: {value}"),
        "flips": _("Statuses that this would change:"),
        "illustrative": _("Illustrative data"),
        "check": _("Check"),
        "save": _("Save all"),
        "sure": _("The value is right"),
        "none": _("This programme has no such indicators."),
        "weighed": _(
            "Values of {indicators} are averaged by weight, and a cell here has no place for one. Enter a new value "
            "with its weight as a record of its own; the value of one that stands may be corrected here, its weight "
            "stays."
        ),
        "with_weight": _("A value with its weight"),
        "moving": _("Arrows and Enter move between cells, Esc brings back what stood."),
        "left_out": _(
            "What did not fit into the grid, or stands in a closed year, was not pasted."
        ),
        "closed": _("closed"),
        "not_checked": _("The check did not answer; saving will check again."),
    }


def head_fields(kind: str) -> list[tuple[str, str]]:
    """What is said once for all cells of a save."""
    acts = [("act", _("Act")), ("set_on", _("Date of the act"))]
    return [*(acts if kind == "targets" else []), ("source", _("Source"))]
