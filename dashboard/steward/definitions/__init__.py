"""Writing a definition: the form made from its schema, its text, what is wrong with them, and what
they would do.
"""
