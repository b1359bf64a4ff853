"""Organisations: those that ask, hold, receive and win."""

from data.imports.columns import Labels, checked, district, needed, number, origin, text
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.values import values
from data.tables.organisations import Organisation


def number_from_registration(batch: Batch, _context: Context) -> None:
    """An organisation without a number of its own is known by its ОГРН or ИНН."""
    known = (batch.column(name) for name in ("number", "ogrn", "inn"))
    batch.values["number"] = [own or ogrn or inn for own, ogrn, inn in zip(*known, strict=True)]


KIND = Kind(
    name="organisations",
    table=Organisation,
    words=Labels("Организации", "Organisations"),
    columns=(
        number(),
        needed(text("name", "Наименование", "Name")),
        text("short_name", "Краткое наименование", "Short name"),
        checked("inn", "ИНН", "INN", values.inn, "inn"),
        checked("ogrn", "ОГРН", "OGRN", values.ogrn, "ogrn"),
        district(),
        text("address", "Адрес", "Address"),
        text("activities", "Виды деятельности", "Activities"),
        *origin(),
    ),
    arrange=number_from_registration,
    place=80,
    example=(
        {"number": "НКО-1", "name": "Хабаровская городская организация ветеранов", "inn": "2721000000",
         "ogrn": "1022700000003", "district": "central"},
    ),
)  # fmt: skip
