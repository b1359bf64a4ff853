"""Indicators down, years across: the table of the overview, with what a reader chooses of it."""
