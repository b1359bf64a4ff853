"""What other sites show of our pages in a frame: a view each, and the code that puts it there."""
