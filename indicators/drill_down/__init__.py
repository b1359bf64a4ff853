"""The records behind a number, and the numbers behind a record."""
