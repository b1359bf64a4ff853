"""Looking for anything of a programme by a few words, as people type them."""
