"""What a change does to the numbers: before it is made, and afterwards."""
