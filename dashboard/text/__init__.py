"""Finished words in the reader's language: labels, number formats, dates."""
