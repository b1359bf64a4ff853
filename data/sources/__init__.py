"""Records from where they are: what others keep, read as a file would be."""
