"""Silent wrong numbers: every rule of a number has a test here, and a slow independent computation
to agree with.
"""
