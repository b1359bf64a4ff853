"""Kinds of records, one module each: a new kind is a new file with ``KIND``."""
