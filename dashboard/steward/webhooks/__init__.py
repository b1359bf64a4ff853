"""The programs of others that are told of the revisions of a programme."""
