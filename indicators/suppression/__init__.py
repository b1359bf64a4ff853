"""Small numbers: which cells readers do not see, so that no number tells of fewer than so many persons."""
