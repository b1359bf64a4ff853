"""Answers to questions: kept cells joined with targets, clock and status, and what is known of
them.
"""
