"""Organisations that may be one, and merging them."""
