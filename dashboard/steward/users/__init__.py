"""Accounts and assignments, for administrators and publishers."""
