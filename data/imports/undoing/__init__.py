"""An import taken back: its rows go, what it replaced returns."""
