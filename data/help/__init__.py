"""Help for readers: the terms they meet, how each page is read, what each role may do."""
