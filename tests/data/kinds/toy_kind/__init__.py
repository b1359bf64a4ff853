"""A kind of record that does not ship, and what is done with its records."""
