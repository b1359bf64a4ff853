"""The rooms of stewards: a module whose people are another town's has a world of its own."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.dashboard.stewarding_world import signed_in


@pytest.fixture
def anna(server: Flask) -> FlaskClient:
    """A browser in which a steward has signed in."""
    return signed_in(server, "anna")
