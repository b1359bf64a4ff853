"""The Model Context Protocol: a programme's numbers for assistants, read-only, each with the page
that shows it.
"""
