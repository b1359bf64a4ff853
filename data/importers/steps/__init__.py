"""How a file becomes rows: read, check, load, undo. The kinds themselves are the files one folder up."""
