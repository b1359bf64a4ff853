"""Kinds of records: a new kind is a new file, of data alone or a module with ``KIND``.

A kind says once what its columns are called and may hold, which rules there are between them, and
which dates, districts and organisations its rows have. Files, templates, forms, the audit, measures
and, for dated records, the table itself come from it. What no declaration can say, like a table that
the code itself reads by name, is a module.
"""
