"""Files that reporters send, and what stewards do with them."""
