"""Closed years."""
