"""Tests of the importers: what a file says, what the database then holds, what is refused."""
