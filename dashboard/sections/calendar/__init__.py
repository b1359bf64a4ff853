"""The calendar of a programme: its year, month, list and plan, and the file that calendars read."""
