"""Files that stewards have sent and not loaded yet: kept for a day, each for its account alone."""
