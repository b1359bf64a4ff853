"""Methodologies of evaluation that ship, one YAML file each."""
