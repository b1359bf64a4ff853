"""Official forms, and those of the programme's own: chosen, shown as a table, taken home as files."""
