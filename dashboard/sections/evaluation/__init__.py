"""The evaluation of a year: its result, what goes into it, each step, and what stands beside it."""
