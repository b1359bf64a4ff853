"""Kinds of records declared as data: read from YAML, checked, and made into kinds."""
