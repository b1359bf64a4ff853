"""Who reads: accounts, roles, and what the operator decided about them."""
