"""The same four charts of the same cells by Itog and by others, each served by its own program and
read by one browser: a table.
"""
