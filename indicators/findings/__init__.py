"""What deserves a look in a programme's year, told from its answers alone.

Which rules pick it are our default and no method of the law; docs/findings.md has them in words.
"""
