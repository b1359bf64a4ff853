"""Sections of pages: each asks one question and draws the answer; pages only place them."""
