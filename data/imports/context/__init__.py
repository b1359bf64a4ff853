"""What the database already knows and a file refers to: districts, organisations, codes, years."""
