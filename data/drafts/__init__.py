"""Drafts of definitions: saved as one types; nobody overwrites what another has written meanwhile."""
