"""The evaluation of a programme's year by a dated methodology: which files there are, what goes into
the calculation, each step of it, the rating, and what would change it.
"""
