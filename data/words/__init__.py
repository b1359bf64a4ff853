"""Names and words as people write them: matched, searched, bounded."""
