"""What there is to know of a programme before its numbers."""
