"""A file as it came: its tables, its rows, its cells – before anyone judges what they say."""
