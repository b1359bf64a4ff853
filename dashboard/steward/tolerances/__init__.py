"""The tolerances of a programme, seen with their effect and set."""
