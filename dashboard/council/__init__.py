"""A meeting: decks of slides, and the one report that the wall and every file are made of."""
