"""Proofs: attached by stewards, read by whom they are shown to."""
