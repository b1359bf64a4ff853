"""Accounts, their sessions, and attempts at signing in."""
