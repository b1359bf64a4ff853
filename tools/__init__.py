"""What makes the data that ship; run by hand, imported by nothing that runs."""
