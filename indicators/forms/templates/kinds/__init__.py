"""The kinds of files that a form of one's own may be, one module each, named by its extension."""
