"""The recipes of CONTRIBUTING.md, each tried with one new file that does not ship."""
