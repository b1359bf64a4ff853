"""Letters to people: the server of mail that an operator names, and addresses."""
