"""What is due, what is late, and what has been reported."""
