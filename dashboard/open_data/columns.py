"""What each column of the tables is: its type, and its name in Russian and English."""

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.answers.achievement import STATUSES
from indicators.answers.stages import STAGES
from indicators.states import STATES


@dataclass(frozen=True)
class OpenColumn:
    """A column; ``type`` is one of Table Schema's, ``choices`` are all that it may hold."""

    type: str
    ru: str
    en: str
    choices: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class OpenTable:
    """A table: its name in both languages, its columns, and which of them name rows of others."""

    ru: str
    en: str
    columns: Mapping[str, OpenColumn]
    keys: Mapping[str, tuple[str, str]]


_PROGRAMME = OpenColumn("string", "Код программы", "Code of the programme", needed=True)
_INDICATOR = OpenColumn("string", "Код показателя", "Code of the indicator", needed=True)
_DISTRICT = OpenColumn(
    "string",
    "Код района; пусто – вся территория, none – без района",
    "Code of the district; empty is the whole territory, none is without a district",
)
_PERIOD = OpenColumn("string", "Период", "Period", needed=True)
_SOURCE = OpenColumn("string", "Источник", "Source")

VALUES = {
    "programme": _PROGRAMME,
    "indicator": _INDICATOR,
    "district": _DISTRICT,
    "period": _PERIOD,
    "value": OpenColumn("number", "Значение", "Value"),
    "numerator": OpenColumn("number", "Числитель", "Numerator"),
    "denominator": OpenColumn("number", "Знаменатель", "Denominator"),
    "records": OpenColumn("integer", "Число записей", "Number of records"),
    "state": OpenColumn("string", "Состояние", "State", STATES, needed=True),
    "coverage": OpenColumn("number", "Охват, от 0 до 1", "Coverage, from 0 to 1", needed=True),
    "plan": OpenColumn("number", "План", "Plan"),
    "degree_raw": OpenColumn("number", "Степень достижения", "Degree of achievement"),
    "degree": OpenColumn("number", "Степень, не больше 1", "Degree, at most 1"),
    "status": OpenColumn("string", "Статус", "Status", STATUSES),
    "definition_version": OpenColumn("integer", "Версия паспорта", "Version of the definition"),
    "revision": OpenColumn("integer", "Ревизия", "Revision", needed=True),
    "marks": OpenColumn("string", "Пометки, через ;", "Marks, divided by ;"),
    "source": _SOURCE,
    "due_on": OpenColumn("date", "Срок", "Due on"),
    "original_plan": OpenColumn("number", "Первоначальный план", "Original plan"),
    "original_degree_raw": OpenColumn(
        "number", "Степень к первоначальному плану", "Degree by the original plan"
    ),
    "original_status": OpenColumn(
        "string", "Статус по первоначальному плану", "Status by the original plan", STATUSES
    ),
    "stage": OpenColumn("string", "Стадия", "Stage", STAGES),
    "respondents": OpenColumn("integer", "Число ответивших", "Number of respondents"),
    "low": OpenColumn("number", "Нижняя граница интервала", "Lower end of the interval"),
    "high": OpenColumn("number", "Верхняя граница интервала", "Upper end of the interval"),
    "interval": OpenColumn("string", "Способ расчёта интервала", "How the interval is computed"),
    "level": OpenColumn("integer", "Уровень интервала, %", "Level of the interval, %"),
}
TARGETS = {
    "programme": _PROGRAMME,
    "indicator": _INDICATOR,
    "district": _DISTRICT,
    "period": _PERIOD,
    "split_by": OpenColumn("string", "Признак части", "Attribute of a part"),
    "split": OpenColumn("string", "Часть", "Part"),
    "value": OpenColumn("number", "План; пусто – плана нет", "Target; empty sets none"),
    "act": OpenColumn("string", "Акт", "Act"),
    "set_on": OpenColumn("date", "Дата акта", "Day of the act"),
    "act_title": OpenColumn("string", "Название акта", "Title of the act"),
    "change_reason": OpenColumn("string", "Причина изменения", "Reason of the change"),
    "explanation": OpenColumn("string", "Пояснение", "Explanation"),
    "original": OpenColumn("boolean", "Первоначальный", "Original", needed=True),
    "in_force": OpenColumn("boolean", "Действует", "In force", needed=True),
    "lowered_late": OpenColumn("boolean", "Снижен задним числом", "Lowered late", needed=True),
    "illustrative": OpenColumn("boolean", "Придуман для показа", "Illustrative", needed=True),
    "source": _SOURCE,
}
INDICATORS = {
    "programme": _PROGRAMME,
    "code": _INDICATOR,
    "version": OpenColumn("integer", "Версия", "Version", needed=True),
    "published_in": OpenColumn("integer", "Ревизия публикации", "Revision of publication"),
    "name_ru": OpenColumn("string", "Название по-русски", "Name in Russian", needed=True),
    "name_en": OpenColumn("string", "Название по-английски", "Name in English"),
    "unit_ru": OpenColumn("string", "Единица по-русски", "Unit in Russian", needed=True),
    "unit_en": OpenColumn("string", "Единица по-английски", "Unit in English"),
    "kind": OpenColumn("string", "Вид", "Kind", needed=True),
    "definition": OpenColumn("object", "Паспорт целиком", "The whole definition", needed=True),
}
DISTRICTS = {
    "code": OpenColumn("string", "Код района", "Code of the district", needed=True),
    "parent": OpenColumn("string", "Код вышестоящего", "Code of the district above"),
    "name_ru": OpenColumn("string", "Название по-русски", "Name in Russian", needed=True),
    "name_en": OpenColumn("string", "Название по-английски", "Name in English"),
}
_NAMED = {"indicator": ("indicators", "code"), "district": ("districts", "code")}
OPEN_TABLES = {
    "values": OpenTable("Значения по годам", "Yearly values", VALUES, _NAMED),
    "targets": OpenTable("Планы и их история", "Targets and their history", TARGETS, _NAMED),
    "indicators": OpenTable("Показатели", "Indicators", INDICATORS, {}),
    "districts": OpenTable("Районы", "Districts", DISTRICTS, {}),
}
"""Every table of a package, in order; ``keys`` say which table and column a column names."""
