"""How the database's shape has changed, step by step; ``python -m data.migrations "what changes"``
writes a step.
"""
