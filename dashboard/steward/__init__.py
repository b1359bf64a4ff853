"""The stewards' rooms, ``/steward/…``: where records, definitions and targets are changed.

Each screen is one module of ``screens``: plain documents of the server, whose few scripts only
help.
"""
