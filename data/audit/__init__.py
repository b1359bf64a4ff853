"""What happened, who did it, and the proof that nobody altered it later."""
