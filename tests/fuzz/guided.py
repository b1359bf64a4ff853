"""One target fed by libFuzzer, which looks at what of our code an input reaches and goes on from there:

    python -m tests.fuzz.guided formula 100000

in an environment that has Atheris; ends with 0 when nothing has broken, else prints the input.
"""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

OURS = (
    "data.imports",
    "data.kinds",
    "data.markup",
    "data.words",
    "indicators.answers.question",
    "indicators.definition",
    "indicators.formula",
    "indicators.periods",
    "dashboard.api",
    "dashboard.http",
    "dashboard.request_reading",
)
"""What is watched: whatever reads what comes from outside."""


def main() -> None:
    """Feed the target so many times; the folder of what was reached is thrown away."""
    name, runs = sys.argv[1:]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="itog-fuzz-")))
        with atheris.instrument_imports(include=list(OURS)):
            target = _target(name, folder, stack)
        corpus = folder / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(target.seeds):
            (corpus / str(number)).write_bytes(seed)
            target.feed(seed)  # what is loaded at the first use is no input's time
        options = [f"-runs={runs}", "-max_len=600", "-print_final_stats=1", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *options, str(corpus)], target.hold, internal_libfuzzer=True)
        atheris.Fuzz()


def _target(name: str, folder: Path, stack: ExitStack) -> "Target":
    """By its name; those that need a programme or a server get one. What is watched is loaded here."""
    from tests.fuzz.targets import TEXTS

    if name in TEXTS:
        return TEXTS[name]
    from dashboard.application import create_application
    from tests.fuzz.places import targets, town

    world = stack.enter_context(town(folder))
    application = create_application(world.database, secret=token_hex(), jobs=folder / "jobs")
    application.server.test_client().get("/")
    return targets(world, application, folder)[name]


if __name__ == "__main__":
    main()
