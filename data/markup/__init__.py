"""YAML that people write, and what is wrong with it in words of our own."""
