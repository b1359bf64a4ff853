"""Districts: on the map, in tables, one by one, and in their order."""
