"""Signing in with a name and a password, and who the reader of a request is."""
