"""What the doctor checks of very many records: not all at once, and what nobody has checked first."""
