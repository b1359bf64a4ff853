"""The words of a programme's content in both languages: which lack their English, and typing it."""
