"""The records that a measure offers, and the places they count in."""
