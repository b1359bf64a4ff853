"""How gunicorn serves: a loop takes requests from the line, threads answer them when they are
whole.
"""
