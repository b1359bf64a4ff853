"""Tests of what lies outside Python: tables, importers, programmes."""
