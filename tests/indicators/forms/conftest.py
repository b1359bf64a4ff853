"""The town of the forms, which every test only reads."""

from collections.abc import Iterator

import pytest

from tests.indicators.forms.town import form_town
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with form_town(f"sqlite:///{tmp_path_factory.mktemp('forms') / 'itog.db'}") as town:
        yield town
