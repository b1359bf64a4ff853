"""A programme as a folder of files."""
