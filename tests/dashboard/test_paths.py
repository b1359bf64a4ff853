"""What a path names is said as a reader wrote it, not as the browser quotes it."""

import pytest

from dashboard.sections.frame import path_variables


@pytest.mark.parametrize(
    ("path", "variables"),
    [
        ("/organisation/%D0%9D%D0%9A%D0%9E", {"number": "НКО"}),
        ("/organisation/НКО", {"number": "НКО"}),
        ("/indicator/visits", {"code": "visits"}),
        ("/register", {}),
    ],
)
def test_what_a_path_names_is_readable(application, path, variables):
    assert path_variables(path) == variables
