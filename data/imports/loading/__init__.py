"""A checked file becomes rows, in one revision."""
