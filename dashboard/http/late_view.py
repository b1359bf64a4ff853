"""Views that come with their first reader: what makes files needs libraries that no page needs, and
a server that nobody asks for a file does without their memory.
"""

from collections.abc import Callable
from importlib import import_module

from flask.typing import ResponseReturnValue

View = Callable[..., ResponseReturnValue]


def late_view(place: str) -> View:
    """A view by its module and name, as `dashboard.sections.calendar.file.view`; the module is
    imported by the first request. A test calls each, so that none is misspelt.
    """
    module, _dot, name = place.rpartition(".")

    def view(**arguments: str) -> ResponseReturnValue:
        answer: ResponseReturnValue = getattr(import_module(module), name)(**arguments)
        return answer

    # what a route is called by
    view.__module__, view.__name__ = module, name
    return view
