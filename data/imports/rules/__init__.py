"""Rules between the columns of one row: conditions in the language of formulas, over what a row says.

``signs`` cuts a text into pieces, ``grammar`` puts them together as a ``tree`` and looks that what is compared can
be, ``evaluation`` judges many rows at once, ``row_rules`` refuses the rows that break a rule.
"""
