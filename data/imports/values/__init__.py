"""Single values as people type them: numbers, dates, periods, codes."""
