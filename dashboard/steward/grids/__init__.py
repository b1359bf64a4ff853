"""Targets and reported values in grids."""
