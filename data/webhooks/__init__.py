"""Webhooks: which addresses are told of revisions, what has been told them, and the telling itself."""
