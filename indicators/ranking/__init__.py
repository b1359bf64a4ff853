"""Where a district stands among the others of its division, told from its answers.

How places are compared is our default and no method of the law; docs/districts.md has it in words.
"""
