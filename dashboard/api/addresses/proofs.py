"""``/api/v1/proofs``: its parameters, its answer, and the schema of a row."""

from dashboard.accounts import bearer
from dashboard.accounts.reader import KEEPING, may
from dashboard.api.endpoint import Choices, Endpoint
from dashboard.api.parameters import PROGRAMME, Parameter
from dashboard.api.schemas import FLAG, MAYBE_TEXT, TEXT, WHOLE, row_schema
from dashboard.http.context import database
from data.confidentiality import protected_kinds
from data.passports import programme_id
from data.proofs import proofs
from data.refusals import LONGEST, refuse
from data.topics import Topic
from indicators.asking import Asker
from indicators.sheets.proofs import OF_SUBJECT, PROOF_COLUMNS, proof_sheet
from indicators.sheets.rows import RowSheet

RECORD, VALUE = "record", "value"
OF = Parameter(
    "of",
    {"type": "string", "examples": ["record/consultations/К-118", "value/visits/2016/central"]},
    "What is proved: record, record/KIND, record/KIND/NUMBER, value, value/INDICATOR, "
    "value/INDICATOR/PERIOD or value/INDICATOR/PERIOD/DISTRICT; without a district that is the whole "
    "territory.",
)
OWN = {
    **dict.fromkeys(("programme", "file_name", "title", "form", "address"), TEXT),
    **dict.fromkeys(OF_SUBJECT, MAYBE_TEXT),
    "id": WHOLE,
    "size": {**WHOLE, "description": "Bytes."},
    "is_open": {**FLAG, "description": "Whether everybody sees it, or who has signed in."},
    "sha256": {**TEXT, "description": "Of the file’s bytes."},
    "added_at": {**TEXT, "format": "date-time"},
}
PROOF = row_schema(**{name: OWN[name] for name in PROOF_COLUMNS})


def answer(_asker: Asker, choices: Choices) -> RowSheet:
    """The newest proofs that the asker may see."""
    programme, of = choices["programme"], choices.get("of", "")
    with database().read() as session:
        identity = programme_id(session, programme)
        kinds = None if _sees_all(programme) else proofs.audiences(session, identity)
        listed = proofs.listed(session, programme, _topic(of), kinds)
        which = of.partition("/")[0]
        return proof_sheet(
            session,
            [
                each
                for each in listed
                if (not which or (which == RECORD) == bool(each.topic.kind))
                and (each.topic.kind not in protected_kinds() or _keeps(programme))
            ],
        )


def _sees_all(programme: str) -> bool:
    """Whether who asks sees what is not open to everybody: a person signed in, or a program."""
    return _is(programme, "viewer")


def _keeps(programme: str) -> bool:
    """Whether who asks keeps the records, of which readers may see none."""
    return _is(programme, KEEPING)


def _is(programme: str, role: str) -> bool:
    if bearer.has_token():
        return bearer.holder().may(role, programme)
    return may(role, programme)


def _topic(of: str) -> Topic:
    """What a query names; refuses what is no record and no value."""
    which, _slash, rest = of.partition("/")
    if which == RECORD:
        # a number may have a slash of its own
        kind, _slash, number = rest.partition("/")
        return Topic(kind=kind, number=number)
    indicator, _slash, rest = rest.partition("/")
    period, _slash, district = rest.partition("/")
    if which not in ("", VALUE):
        raise refuse("proofs_of_wrong", of=of[:LONGEST])
    return Topic(indicator=indicator, period=period, district=district)


ENDPOINT = Endpoint(
    "/proofs",
    "Files that prove records and numbers, as far as they are open to who asks; the newest 500",
    (PROGRAMME, OF),
    PROOF,
    answer,
    is_of_the_moment=True,
)
