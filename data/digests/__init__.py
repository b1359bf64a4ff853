"""Digests by mail: who wants them, when one is due, and which have been sent."""
