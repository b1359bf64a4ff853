"""Sources that are saved: looked through, renamed, withdrawn."""
