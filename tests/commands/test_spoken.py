"""Help and usage errors are said in the reader's language, whatever the machine's is."""

import io
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import BinaryIO

import click
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import commands
from commands import itog
from commands.common.spoken import LOCALES, speaking
from tests.commands.conftest import runner

CATALOGUE = LOCALES / "ru" / "LC_MESSAGES" / "messages.po"

# words typed, what is said in English, what is said in Russian: the thing and the remedy
MISUSED = [
    (
        ("values",),
        "Missing option '--programme'",
        "Не задан параметр '--programme'",
        "itog values --help",
    ),
    (
        ("imports", "show"),
        "Missing argument 'ID'",
        "Не задан аргумент 'ID'",
        "itog imports show --help",
    ),
    (("vals",), "No such command 'vals'", "Команды «vals» нет", "itog --help"),
    (
        ("values", "--programm", "x"),
        "No such option '--programm'",
        "Параметра «--programm» нет",
        "'--programme'",
    ),
    (
        ("doctor", "--format", "xml"),
        "'xml' is not one of",
        "«xml» не подходит, выберите одно из",
        "'table', 'csv'",
    ),
    (
        ("imports", "show", "one"),
        "'one' is not a valid integer",
        "«one» не подходит, нужно целое число",
        "ID",
    ),
    (
        ("serve", "--port", "0"),
        "0 is not in the range",
        "0 не подходит, нужно число в пределах",
        "1<=x<=65535",
    ),
    (("serve", "--port", "0"), "(env var: PORT)", "(переменная окружения: PORT)", "1<=x<=65535"),
    (
        ("load", "nowhere"),
        "'nowhere' does not exist",
        "Пути «nowhere» нет. Проверьте, как он написан",
        "DIR",
    ),
    (
        ("values", "--programme"),
        "requires an argument",
        "После параметра «--programme» нужно",
        "--programme",
    ),
    (
        ("imports", "show", "1", "2"),
        "unexpected extra argument (2)",
        "Лишний аргумент: 2. Уберите",
        "show --help",
    ),
    (
        ("import", "grants"),
        "Give FILE and --programme",
        "Укажите FILE и --programme",
        "--template FILE.xlsx",
    ),
]


@pytest.mark.parametrize(("words", "english", "russian", "also"), MISUSED)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_usage_error_names_the_thing_and_the_remedy(
    language: str, words: tuple[str, ...], english: str, russian: str, also: str
) -> None:
    result = runner("sqlite:///nowhere.db", language)(*words)
    expected = {"en": english, "ru": russian}
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected.pop(language) in result.stderr
    assert not any(other in result.stderr for other in expected.values())
    assert also in result.stderr


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Usage: itog values [OPTIONS]",
                "Print the values of",
                "The code of the programme.  [required]",
                "Show",
            ],
        ),
        (
            "ru",
            [
                "Использование: itog values [ПАРАМЕТРЫ]",
                "Напечатать значения",
                "программы.  [обязательно]",
                "Показать",
            ],
        ),
    ],
)
@pytest.mark.parametrize("machine", ["C", "en_GB.UTF-8", "ru_RU.UTF-8"])
def test_help_is_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, machine: str, language: str, expected: list[str]
) -> None:
    monkeypatch.setenv("LANG", machine)
    monkeypatch.setenv("LANGUAGE", machine)
    output = runner("sqlite:///nowhere.db", language)("values", "--help").stdout
    assert [sentence for sentence in expected if sentence not in output] == []


def test_the_commands_are_listed_in_russian() -> None:
    output = runner("sqlite:///nowhere.db", "ru")("--help").stdout
    assert "Команды:" in output
    assert "Создать базу данных" in output


def sentences(command: click.Command) -> Iterator[str | None]:
    """Every help text of a command and of the commands in it."""
    yield command.help
    yield from (param.help for param in command.params if isinstance(param, click.Option))
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from sentences(inner)


def test_every_help_text_exists_in_russian() -> None:
    """A command is made with ``commands.common.spoken``; its Russian sentences stand in
    ``commands/locales``.
    """
    with speaking("en"):
        english = list(sentences(itog))
    assert None not in english
    with speaking("ru"):
        russian = list(sentences(itog))
    assert [
        sentence
        for sentence, translation in zip(english, russian, strict=True)
        if sentence == translation
    ] == []


def entries(catalogue: BinaryIO) -> dict[object, str]:
    """What a compiled catalogue translates; its header is not a sentence."""
    catalogue_entries: dict[object, str] = GNUTranslations(catalogue)._catalog  # type: ignore[attr-defined]
    return {key: translation for key, translation in catalogue_entries.items() if key}


def test_the_compiled_catalogue_is_that_of_its_source() -> None:
    """``pybabel compile -d commands/locales`` makes it."""
    compiled = io.BytesIO()
    with CATALOGUE.open("rb") as source, CATALOGUE.with_suffix(".mo").open("rb") as kept:
        write_mo(compiled, read_po(source, locale="ru"))
        compiled.seek(0)
        assert entries(kept) == entries(compiled)


def test_every_sentence_of_the_catalogue_is_said_somewhere() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        keys = {key[0] if isinstance(key, tuple) else str(key) for key in entries(file)}
    with speaking("en"):
        helps = set(sentences(itog))
    written = "".join(
        path.read_text(encoding="utf-8")
        for module in (click, commands)
        for path in sorted(Path(str(module.__file__)).parent.glob("*.py"))
    )
    assert [key for key in sorted(keys - helps) if f'"{key}"' not in written] == []
