"""Formats of numbers: a file shows an exact value as the report has printed it."""

from decimal import Decimal

import pytest

from dashboard.exports.parts.numbers import format_like, number_format


@pytest.mark.parametrize(
    ("text", "value", "language", "expected"),
    [
        ("1\u00a0044", "1044", "ru", "#,##0"),
        ("1,044.50", "1044.5", "en", "#,##0.00"),
        ("12,5", "12.4967", "ru", "#,##0.0"),
        ("−5", "-5", "ru", "#,##0"),
        ("98\u00a0%", "0.9815", "ru", '0"\u00a0"%'),
        ("98%", "0.9815", "en", "0%"),
        ("41,0\u00a0%", "40.99", "ru", '#,##0.0"\u00a0%"'),
        ("5,10\u00a0млн руб.", "5104999", "ru", '#,##0.00,,"\u00a0млн руб."'),
        ("12.3\u00a0thousand roubles", "12345", "en", '#,##0.0,"\u00a0thousand roubles"'),
        ("28\u00a0ед.", "28", "ru", '#,##0"\u00a0ед."'),
        ("99,9\u00a0%", "0.99951", "ru", '0.000"\u00a0"%'),
        ("нет данных", "5", "ru", "General"),
        ("7", "100", "ru", "General"),
    ],
)
def test_a_value_is_shown_as_printed(text, value, language, expected):
    assert format_like(text, Decimal(value), language) == expected


def test_decimals():
    assert [number_format(0), number_format(2)] == ["#,##0", "#,##0.00"]
