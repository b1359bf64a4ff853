"""Several indicators or districts side by side."""
