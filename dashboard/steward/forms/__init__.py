"""The forms that a programme has of its own: kept, replaced, withdrawn."""
