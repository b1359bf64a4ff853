"""Everything outside Python: tables, revisions, importers and the programmes that ship."""
