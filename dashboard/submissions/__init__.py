"""What somebody typed and could not be saved: kept for the browser that sent it, and put back where
it was typed.
"""
