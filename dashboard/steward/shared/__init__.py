"""The pages that stewards offer to all people of a programme."""
