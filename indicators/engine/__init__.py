"""The engine: definitions and records in, readings of every place and period out."""
