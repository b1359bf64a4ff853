"""What commands share: how they reach the database, read their options and print."""
