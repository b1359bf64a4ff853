"""The records of many programmes, counted by a cluster of machines: what is handed over to it as files,
and how its answers come back.

Nothing of it is kept: files are removed when the counting is over.
"""
