"""A whole database as one file, made while people work, and put back on either kind of database."""
