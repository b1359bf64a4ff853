"""Speeds and memory as ratios of one run; asserts nothing."""
