"""Work that takes longer than an answer may: each job is a process of its own, watched by its state
file.
"""
