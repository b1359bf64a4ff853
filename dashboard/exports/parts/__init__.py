"""What formats are made of; no format itself."""
