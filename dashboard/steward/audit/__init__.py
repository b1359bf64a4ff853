"""The audit log in words, and the receipt of each revision."""
