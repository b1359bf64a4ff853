"""Functions that return Dash components: no queries, no callbacks, no state."""
