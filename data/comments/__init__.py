"""Comments: what colleagues write to each other at records and numbers."""
