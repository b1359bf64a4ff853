"""A programme as open data: a package of tables that stays the same, and what describes it to
machines.
"""
