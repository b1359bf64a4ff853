"""Single records: found, added, corrected, withdrawn."""
