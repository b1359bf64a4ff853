"""A part of a programme: its result, activities and money."""
