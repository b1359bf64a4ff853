"""Kinds of records that stewards declare: what a new version may do, and its publishing."""
