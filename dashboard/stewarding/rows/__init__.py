"""Rows that stewards type: the form of one record, the grids of plans and reported values."""
