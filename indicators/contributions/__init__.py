"""What makes up the difference between two values of an indicator: parts that add up to it exactly."""
