"""Proofs: what may be one, and which there are."""
