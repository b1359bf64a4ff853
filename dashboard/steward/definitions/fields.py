"""The fields of the form, walked from the one schema of a definition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from indicators.definition import Definition, Reference, Translations, Years
from indicators.definition.editing import at
from indicators.definition.kinds import ALLOWED, COMPUTING, REQUIRED
from indicators.definition.names import SIDES
from indicators.measures import Records, measures

LONG = {"description", "method", "source", "responsible"}
MODIFIERS = {"accumulate", "window", "balance", "per", "change", "baseline", "lower_bound"}
JUDGING = {
    "direction",
    "band",
    "targets",
    "weight",
    "key",
    "decimals",
    "part",
    "position",
    "interval",
    "notable",
}
CALENDAR = {"periodicity", "due_days", "years"}
OF_KIND = {
    "distinct": ("of",),
    "sum": ("amount",),
    "average": ("amount",),
    "min": ("amount",),
    "max": ("amount",),
    "median": ("amount",),
    "percentile": ("amount", "percent"),
}
YES_NO = ("true", "false")
LINES = "disaggregations"
"""A field of names that people make up themselves: the form has one control for all of it."""
SIDE_KINDS = ("count", *OF_KIND, "indicator")


@dataclass(frozen=True)
class DefinitionField:
    """One control: ``path`` in the text, and how it is filled in.

    ``widget``: line, long, lines, number, flag, choice, values, formula or indicator. ``redraws``
    where other fields depend on it.
    """

    path: str
    widget: str
    choices: tuple[str, ...] = ()
    required: bool = False
    redraws: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.path.split("."))

    @property
    def side(self) -> str:
        """The side of a ratio to which it belongs; none of any other field."""
        return self.keys[0] if self.keys[0] in SIDES else ""

    @property
    def filtered(self) -> tuple[str, ...]:
        """Where the text says what is accepted of a field of records; nowhere for other controls."""
        depth = 1 if self.side else 0
        return self.keys[: depth + 2] if self.keys[depth : depth + 1] == ("filter",) else ()

    @property
    def is_condition(self) -> bool:
        """Whether it is a part of a condition: a bound, a day, what is not filled in."""
        return bool(self.filtered) and self.keys != self.filtered


def sections(fields: Mapping[str, Any]) -> Iterator[tuple[str, list[DefinitionField]]]:
    """The sections of the form for what is written so far: only fields that its kind may have."""
    listed = list(fields_for(fields))
    for name in ("words", "counting", "modifiers", "judging", "calendar"):
        yield name, [field for field in listed if _section(field.keys[0]) == name]


def fields_for(fields: Mapping[str, Any]) -> Iterator[DefinitionField]:
    """The controls for what is written so far."""
    kind = fields.get("kind")
    fitting = REQUIRED.get(str(kind), set()) | ALLOWED.get(str(kind), set())
    for name, info in Definition.model_fields.items():
        if name == LINES and name in fitting:
            yield DefinitionField(name, "lines")
        elif name not in COMPUTING or name in fitting:
            yield from _controls(
                name, info.annotation, fields, required=info.is_required() or name in fitting
            )


def every_path() -> set[str]:
    """Each path that a form may ever show, but for the fields of records."""
    kinds: Iterator[Mapping[str, Any]] = ({"kind": kind} for kind in REQUIRED)
    sides: Iterator[Mapping[str, Any]] = (
        {"kind": "ratio", "numerator": {"kind": kind}, "denominator": {"indicator": ""}}
        for kind in OF_KIND
    )
    return {field.path for fields in (*kinds, *sides) for field in fields_for(fields)}


def _section(name: str) -> str:
    for section, names in (("modifiers", MODIFIERS), ("judging", JUDGING), ("calendar", CALENDAR)):
        if name in names:
            return section
    return "counting" if name in COMPUTING | {"kind"} else "words"


def _controls(
    path: str, annotation: Any, fields: Mapping[str, Any], *, required: bool
) -> Iterator[DefinitionField]:
    kinds = set(_flat(annotation))
    models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
    if Reference in models:
        yield from _side(path, at(fields, (path,)) or {})
    elif get_origin(_bare(annotation)) is dict:
        yield from _filter(path, str(fields.get("measure", "")))
    elif Translations in models:
        widget = "long" if path in LONG else "line"
        yield from (
            DefinitionField(
                f"{path}.{language}", widget, required=required and translation.is_required()
            )
            for language, translation in Translations.model_fields.items()
        )
    elif Years in models:
        yield DefinitionField(path, "line")
    elif models:
        for name, info in models[0].model_fields.items():
            yield from _controls(
                f"{path}.{info.alias or name}", info.annotation, fields, required=False
            )
    elif get_origin(_bare(annotation)) is tuple:
        yield from (DefinitionField(f"{path}.{end}", "number") for end in range(2))
    else:
        yield _plain(path, annotation, kinds, fields, required)


def _plain(
    path: str, annotation: Any, kinds: set[Any], fields: Mapping[str, Any], required: bool
) -> DefinitionField:
    closed = tuple(
        word
        for kind in [_bare(annotation)]
        if get_origin(kind) is Literal
        for word in get_args(kind)
    )
    if path == "measure":
        return DefinitionField(path, "choice", tuple(measures()), required=True, redraws=True)
    if path in ("of", "amount"):
        return DefinitionField(
            path, "choice", _of_measure(str(fields.get("measure", "")), path), required=required
        )
    if closed:
        return DefinitionField(path, "choice", closed, required=required, redraws=path == "kind")
    if path in ("formula", "part"):
        return DefinitionField(path, path, required=required)
    if bool in kinds:
        return DefinitionField(path, "flag")
    return DefinitionField(path, "line" if str in kinds else "number", required=required)


def _side(path: str, side: Mapping[str, Any]) -> Iterator[DefinitionField]:
    """A side of a ratio: an aggregate, or another indicator."""
    kind = "indicator" if "indicator" in side else str(side.get("kind", "count"))
    yield DefinitionField(f"{path}.kind", "choice", SIDE_KINDS, required=True, redraws=True)
    if kind == "indicator":
        yield DefinitionField(f"{path}.indicator", "indicator", required=True)
        return
    measure = str(side.get("measure", ""))
    yield DefinitionField(
        f"{path}.measure", "choice", tuple(measures()), required=True, redraws=True
    )
    for name in OF_KIND.get(kind, ()):
        widget = "number" if name == "percent" else "choice"
        yield DefinitionField(f"{path}.{name}", widget, _of_measure(measure, name), required=True)
    yield from _filter(f"{path}.filter", measure)


def _filter(path: str, measure: str) -> Iterator[DefinitionField]:
    """Ticks for the values of attributes, bounds of amounts and dates; each with what is said of
    empty fields.
    """
    known = measures().get(measure)
    if known is None:
        return
    for name in dict.fromkeys(
        (
            *known.attributes,
            *known.of_organisations,
            *known.amounts,
            *known.days,
            *known.fields,
        )
    ):
        if name in known.attributes or name in known.of_organisations:
            yield DefinitionField(f"{path}.{name}", "values")
        for part, widget in _bounds(known, name):
            yield DefinitionField(f"{path}.{name}.{part}", widget)
        if name in known.may_be_empty or name in known.of_organisations:
            yield DefinitionField(f"{path}.{name}.empty", "choice", YES_NO)


def _bounds(known: Records, name: str) -> tuple[tuple[str, str], ...]:
    if name in known.amounts:
        return ("min", "number"), ("max", "number")
    return (("since", "line"), ("until", "line")) if name in known.days else ()


def _of_measure(measure: str, name: str) -> tuple[str, ...]:
    known = measures().get(measure)
    if known is None or name == "percent":
        return ()
    return tuple(known.distinct_keys if name == "of" else known.amounts)


def _bare(annotation: Any) -> Any:
    """An annotation without «or nothing»."""
    inner = [each for each in get_args(annotation) if each is not NoneType]
    optional = len(inner) == 1 and NoneType in get_args(annotation)
    return inner[0] if optional else annotation


def _flat(annotation: Any) -> Iterator[Any]:
    """Every type inside an annotation."""
    yield annotation
    for inner in get_args(annotation):
        yield from _flat(inner)
