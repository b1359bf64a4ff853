"""Proof that Itog does what it says."""
