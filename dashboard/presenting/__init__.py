"""A meeting on the wall: one document that needs no network once it is open."""
