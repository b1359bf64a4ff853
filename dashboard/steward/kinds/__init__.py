"""Kinds of records: those that there are, and writing one of the programme's own."""
