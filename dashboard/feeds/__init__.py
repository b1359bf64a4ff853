"""News of change for programs that read feeds: Atom, as RFC 4287 has it."""
