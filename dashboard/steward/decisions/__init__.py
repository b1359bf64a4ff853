"""What meetings have decided, to be written down and followed."""
