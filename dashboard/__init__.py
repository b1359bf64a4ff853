"""What people see: the only layer that knows Dash and Plotly."""
