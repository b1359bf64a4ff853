"""What makes up a difference between two numbers: asked, listed, drawn."""
