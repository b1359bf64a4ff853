"""The database: its shape, its sessions, and ``transaction()``, which makes one revision."""
