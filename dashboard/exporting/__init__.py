"""Files made in the background: ordered, watched, cancelled, taken home."""
