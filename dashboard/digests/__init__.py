"""Digests by mail: what changed, what is overdue, what one answers for, in the words of the pages."""
