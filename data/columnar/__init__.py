"""A copy of the records in columns, beside the database: what aggregates read of very many.

Removed at any time it only makes them slower; it is never believed where it does not match.
"""
