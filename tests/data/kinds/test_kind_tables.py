"""The tables of kinds: of records they are made of the declared columns, the others agree with
them.
"""

import pytest
from sqlalchemy import String

from data.imports import kind_of, kinds
from data.tables import classes
from data.tables.base import Record, RecordDistrict

KINDS = [kind_of(name) for name in kinds()]

OWN = {
    "consultation": "request topic channel requester people days",
    "event": "type title place participants",
    "grant_application": "contest title decision requested awarded own_money spent "
    "direction report_due_on "
    "decided_on decided_year decided_half decided_quarter decided_month "
    "reported_on reported_year reported_half reported_quarter reported_month "
    "decided_precision reported_precision",
    "initiative": "title outcome votes",
    "legal_act": "type act_number title",
    "publication": "medium outlet title reach",
    "support": "form amount until_date authority violation entered_on ended_on violation_details",
}
SHARED = (
    "since until chain import_id programme_id number fingerprint district organisation_id "
    "illustrative source note id date precision year half quarter month"
)


@pytest.mark.parametrize("table", OWN)
def test_columns_lie_in_the_order_in_which_seals_were_computed(table: str) -> None:
    """Another order would break every seal of a database that has such records."""
    record = next(each for each in classes() if each.__tablename__ == table)
    assert list(record.__table__.columns.keys()) == [*OWN[table].split(), *SHARED.split()]


def test_every_table_of_records_belongs_to_a_kind() -> None:
    records = {each for each in classes() if issubclass(each, Record)}
    assert records == {kind.table for kind in KINDS if kind.is_record}
    shared = {each for each in classes() if issubclass(each, RecordDistrict)}
    assert shared == {kind.link.rows for kind in KINDS if kind.link}


@pytest.mark.parametrize("kind", KINDS, ids=kinds())
def test_a_table_keeps_what_the_columns_declare(kind) -> None:
    compared = 0
    for column in kind.columns:
        for field, kept in zip(column.fields, column.types, strict=False):
            stored = kind.sql.columns[field]
            assert isinstance(stored.type, type(kept)), field
            compared += 1
        if column.required and column.form not in ("printed", "organisation"):
            assert not kind.sql.columns[column.fields[0]].nullable, column.name
    assert compared > len(kind.columns) / 2


@pytest.mark.parametrize("kind", KINDS, ids=kinds())
def test_every_code_of_a_list_fits_into_its_column(kind) -> None:
    for column in kind.columns:
        length = kind.limit(column.fields[0])
        for code in column.vocabulary.codes if column.vocabulary else ():
            assert length is None or len(code) <= length, (column.name, code)
            assert isinstance(kind.sql.columns[column.fields[0]].type, String)
