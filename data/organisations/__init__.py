"""Organisations that are one: how they are found, and how they are merged."""
