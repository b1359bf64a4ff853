"""How pages look to a reader who has said how: theme, size, spacing, pictures."""
