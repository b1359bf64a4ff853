"""What the formulas of a methodology may read of a part or of the whole programme in a year."""

from dataclasses import dataclass

from indicators.definition.parts import Translations


@dataclass(frozen=True)
class InputName:
    """An input as acts write it and as readers know it; the symbols are those of Russian acts."""

    symbol: str
    name: Translations
    is_money: bool = False


def _input(symbol: str, ru: str, en: str, *, is_money: bool = False) -> InputName:
    return InputName(symbol, Translations(ru=ru, en=en), is_money)


INPUTS = {
    "degrees": _input(
        "ΣСД", "Сумма степеней достижения показателей", "Sum of the indicators' degrees"
    ),
    "indicators": _input("N", "Число показателей в расчёте", "Indicators in the calculation"),
    "weighted_degrees": _input(
        "Σ(СД·k)",
        "Сумма степеней достижения с весами (сумма весов – 1)",
        "Sum of the degrees by weight (the weights sum to 1)",
    ),
    "activities_done": _input(
        "Мв", "Мероприятия, выполненные в полном объёме", "Activities done in full"
    ),
    "activities_planned": _input(
        "М", "Мероприятия, запланированные на год", "Activities planned for the year"
    ),
    "financed_done": _input(
        "Мв.ф", "Выполненные мероприятия, на которые предусмотрены деньги",
        "Activities done that money was planned for",
    ),
    "financed_planned": _input(
        "Мф", "Мероприятия, на которые предусмотрены деньги",
        "Activities that money was planned for",
    ),
    "money_actual": _input("Зф", "Фактические расходы", "Spending", is_money=True),
    "money_planned": _input("Зп", "Плановые расходы", "Planned spending", is_money=True),
    "achieved": _input(
        "Nд", "Показатели, достигшие плана (включая перевыполненные)",
        "Indicators that met their plan (over-fulfilled ones too)",
    ),
    "over_fulfilled": _input("Nп", "Из них перевыполненные", "Of them over-fulfilled"),
    "not_achieved": _input("Nн", "Показатели, не достигшие плана", "Indicators short of their plan"),
    "at_risk": _input("Nр", "Из них почти достигшие плана", "Of them almost at their plan"),
    "undetermined": _input(
        "Nо", "Показатели, по которым определить нельзя", "Indicators that cannot be determined"
    ),
    "judged": _input(
        "Nс", "Показатели с планом, о которых можно судить",
        "Indicators with a plan that can be judged",
    ),
    "determinable": _input(
        "Nвс", "Показатели с планом, срок которых наступил", "Indicators with a plan that are due"
    ),
}  # fmt: skip
"""Every input by the code that formulas read it by."""
