"""Answers as rows that programs read: commands, addresses and files give the same ones."""
