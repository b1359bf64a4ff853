"""Comments to colleagues: written, answered, settled."""
