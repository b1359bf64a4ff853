"""What meetings have decided, with the numbers that they saw."""
